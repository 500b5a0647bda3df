import Glibc
import ReelSinkKit
import ReelSystem

/// The finished file that is copied, and how it looked at the start.
struct CopySource: ~Copyable {
    let path: String
    let descriptor: FileDescriptor
    private let before: Fingerprint

    /// What changes when somebody writes to a file.
    private struct Fingerprint: Equatable {
        var size: Int64
        var modifiedSeconds: Int
        var modifiedNanoseconds: Int
        var device: UInt64
        var inode: UInt64
    }

    private init(path: String, descriptor: consuming FileDescriptor, before: Fingerprint) {
        self.path = path
        self.descriptor = descriptor
        self.before = before
    }

    /// Opens the file of an upload; throws `sourceChanged` when it is gone or not of the size that it was.
    static func open(for upload: Upload) throws(SinkError) -> CopySource {
        let descriptor = try open(upload.path)
        let before = try fingerprint(of: descriptor, path: upload.path)
        guard before.size == upload.size else {
            throw changed(
                upload.path, "it has \(before.size) bytes and had \(upload.size) when it was finished")
        }
        return CopySource(path: upload.path, descriptor: descriptor, before: before)
    }

    private static func open(_ path: String) throws(SinkError) -> FileDescriptor {
        do throws(SystemError) {
            // Nonblocking, so that a FIFO of that name does not hold us up; for a file it changes nothing.
            return try FileDescriptor(opening: path, O_RDONLY | O_NONBLOCK)
        } catch {
            guard error.number == ENOENT || error.number == ENOTDIR else {
                throw SinkError(
                    .denied, "\(path) was to be delivered and cannot be read.", cause: error.description)
            }
            throw SinkError(
                .sourceChanged, "\(path) is gone; it was to be delivered.", cause: error.description)
        }
    }

    /// Throws when the file was written to since it was opened.
    func checkUnchanged() throws(SinkError) {
        guard try Self.fingerprint(of: descriptor, path: path) == before else {
            throw Self.changed(path, "it was written to while it was copied")
        }
    }

    func isSameFile(as status: FileStatus) -> Bool {
        status.device == before.device && status.inode == before.inode
    }

    static func changed(_ path: String, _ how: String) -> SinkError {
        SinkError(.sourceChanged, "\(path) is not the file that was to be delivered: \(how).")
    }

    private static func fingerprint(
        of descriptor: borrowing FileDescriptor, path: String
    ) throws(SinkError) -> Fingerprint {
        var status = stat()
        guard unsafe fstat(descriptor.number, &status) == 0 else {
            throw SinkError(.failed, "\(path) cannot be looked at.", cause: SystemError("fstat", on: path).description)
        }
        guard status.st_mode & S_IFMT == S_IFREG else {
            throw SinkError(.invalid, "\(path) is no regular file; only files can be delivered.")
        }
        return Fingerprint(
            size: Int64(status.st_size), modifiedSeconds: status.st_mtim.tv_sec,
            modifiedNanoseconds: status.st_mtim.tv_nsec, device: UInt64(status.st_dev), inode: UInt64(status.st_ino))
    }
}
