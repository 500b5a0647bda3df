import CSystem
import Glibc

/// The real file system.
public struct LinuxFileSystem: FileSystem {
    public init() {}

    public func create(_ path: String) throws(SystemError) -> any WritableFile {
        LinuxFile(path: path, descriptor: try FileDescriptor(opening: path, O_RDWR | O_CREAT | O_EXCL))
    }

    public func open(_ path: String) throws(SystemError) -> any WritableFile {
        LinuxFile(path: path, descriptor: try FileDescriptor(opening: path, O_RDWR))
    }

    public func rename(_ path: String, to newPath: String) throws(SystemError) {
        guard unsafe Glibc.rename(path, newPath) == 0 else { throw SystemError("rename", on: newPath) }
    }

    public func renameWithoutReplacing(_ path: String, to newPath: String) throws(SystemError) {
        if unsafe reel_rename_no_replace(path, newPath) == 0 { return }
        guard errno == EINVAL || errno == ENOSYS else { throw SystemError("renameat2", on: newPath) }
        // A file system without RENAME_NOREPLACE (NFS, some FUSE): a hard link refuses a taken name just as well.
        guard unsafe link(path, newPath) == 0 else { throw SystemError("link", on: newPath) }
        guard unsafe unlink(path) == 0 else { throw SystemError("unlink", on: path) }
    }

    public func remove(_ path: String) throws(SystemError) {
        guard unsafe unlink(path) == 0 else { throw SystemError("unlink", on: path) }
    }

    public func synchronizeDirectory(_ path: String) throws(SystemError) {
        let directory = try FileDescriptor(opening: path, O_RDONLY | O_DIRECTORY)
        // EINVAL: a file system that does not know it, and so needs none.
        guard retryingOnSignal({ fsync(directory.number) }) == 0 || errno == EINVAL else {
            throw SystemError("fsync", on: path)
        }
    }

    public func status(of path: String) throws(SystemError) -> FileStatus? {
        var status = stat()
        if unsafe stat(path, &status) != 0 {
            if errno == ENOENT || errno == ENOTDIR { return nil }
            throw SystemError("stat", on: path)
        }
        let kind: FileStatus.Kind =
            switch status.st_mode & S_IFMT {
            case S_IFREG: .regular
            case S_IFDIR: .directory
            case S_IFIFO: .fifo
            case S_IFCHR: .characterDevice
            default: .other
            }
        return FileStatus(
            kind: kind, size: Int64(status.st_size), device: UInt64(status.st_dev), inode: UInt64(status.st_ino))
    }

    public func names(inDirectory path: String) throws(SystemError) -> [String] {
        guard let directory = unsafe opendir(path) else { throw SystemError("opendir", on: path) }
        defer { unsafe closedir(directory) }
        var names: [String] = []
        while let entry = unsafe readdir(directory) {
            let name = unsafe withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
                unsafe String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            if name != "." && name != ".." { names.append(name) }
        }
        return names.sorted()
    }

    public func createDirectories(_ path: String) throws(SystemError) {
        if unsafe mkdir(path, 0o755) == 0 || errno == EEXIST { return }
        guard errno == ENOENT, let slash = path.lastIndex(of: "/"), slash != path.startIndex else {
            throw SystemError("mkdir", on: path)
        }
        try createDirectories(String(path[..<slash]))
        guard unsafe mkdir(path, 0o755) == 0 || errno == EEXIST else { throw SystemError("mkdir", on: path) }
    }

    public func freeBytes(at path: String) throws(SystemError) -> Int64 {
        var status = statvfs()
        guard unsafe statvfs(path, &status) == 0 else { throw SystemError("statvfs", on: path) }
        return Int64(status.f_bavail) * Int64(status.f_frsize)
    }

    public func isWritableDirectory(_ path: String) -> Bool {
        unsafe access(path, W_OK | X_OK) == 0
    }
}
