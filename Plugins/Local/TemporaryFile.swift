import Glibc
import ReelSinkKit
import ReelSystem

/// A file that grows under a hidden name and takes its real one at the end, or vanishes with this value.
///
/// The hidden name follows from the real one, and whoever writes holds the file's `flock`. So two deliveries never mix,
/// and what a killed one left behind is overwritten by the next try instead of lying there for ever.
struct TemporaryFile: ~Copyable {
    let path: String
    let descriptor: FileDescriptor
    private let finalPath: String
    private let directory: String
    private var hasRealName = false

    init(for finalPath: String) throws(SinkError) {
        self.finalPath = finalPath
        directory = LocalPath.parent(of: finalPath)
        path = LocalPath.join(directory, ".reel-\(Self.hash(of: finalPath)).part")
        descriptor = try Self.open(path, for: finalPath)
    }

    /// Makes the bytes last, and has the next read come from the disk where the kernel can do that.
    func synchronize() throws(SinkError) {
        guard retryingOnSignal({ fsync(descriptor.number) }) == 0 else {
            throw SinkError(SystemError("fsync", on: path), at: finalPath)
        }
        // Advice: a file system that keeps its pages all the same is compared in memory.
        _ = posix_fadvise(descriptor.number, 0, 0, POSIX_FADV_DONTNEED)
    }

    /// Renames to the real name, over what was there, and makes that last.
    mutating func takeName() throws(SinkError) {
        let files = LinuxFileSystem()
        let (path, finalPath, directory) = (path, finalPath, directory)
        try explaining(finalPath) { () throws(SystemError) in try files.rename(path, to: finalPath) }
        hasRealName = true
        try explaining(finalPath) { () throws(SystemError) in try files.synchronizeDirectory(directory) }
    }

    deinit {
        // Still locked, so the hidden name is ours; after the rename it may be another delivery's.
        if !hasRealName { _ = unsafe unlink(path) }
    }

    /// Creates or takes over the hidden file, locked and empty.
    private static func open(_ path: String, for finalPath: String) throws(SinkError) -> FileDescriptor {
        while true {
            let descriptor = try explaining(finalPath) { () throws(SystemError) in
                try FileDescriptor(opening: path, O_RDWR | O_CREAT | O_NOFOLLOW)
            }
            guard retryingOnSignal({ flock(descriptor.number, LOCK_EX | LOCK_NB) }) == 0 else {
                guard errno == EWOULDBLOCK else { throw SinkError(SystemError("flock", on: path), at: finalPath) }
                throw SinkError(.busy, "\(finalPath) is being delivered by somebody else at this moment.")
            }
            // Between our open and our lock the former owner may have renamed or removed the file.
            guard try isStill(descriptor, at: path) else { continue }
            guard retryingOnSignal({ ftruncate(descriptor.number, 0) }) == 0 else {
                throw SinkError(SystemError("ftruncate", on: path), at: finalPath)
            }
            return descriptor
        }
    }

    private static func isStill(_ descriptor: borrowing FileDescriptor, at path: String) throws(SinkError) -> Bool {
        var (opened, named) = (stat(), stat())
        guard unsafe fstat(descriptor.number, &opened) == 0 else {
            throw SinkError(SystemError("fstat", on: path), at: path)
        }
        return unsafe stat(path, &named) == 0 && named.st_ino == opened.st_ino && named.st_dev == opened.st_dev
    }

    /// FNV-1a, 64 bits: short enough for any file name, and the same in every process.
    private static func hash(of text: String) -> String {
        let hash = text.utf8.reduce(0xcbf2_9ce4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01b3 }
        return String(hash, radix: 16)
    }
}
