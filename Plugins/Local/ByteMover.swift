import CSystem
import Glibc
import ReelSinkKit
import ReelSystem

/// Moves bytes from one file to another: inside the kernel where both file systems allow it, else through memory.
struct ByteMover {
    /// At most this many bytes a call, so that a cancellation is noticed soon.
    static let step: Int64 = 8 << 20

    private var usesKernel = true

    /// Moves up to `count` bytes at `position` and returns how many; 0 at the source's end.
    mutating func move(
        from source: borrowing CopySource, to target: borrowing TemporaryFile, at position: Int64, count: Int64
    ) throws(SinkError) -> Int64 {
        if usesKernel {
            var (from, to) = (position, position)
            let moved = retryingOnSignal {
                unsafe reel_copy_range(source.descriptor.number, &from, target.descriptor.number, &to, UInt64(count))
            }
            if moved > 0 { return moved }
            if moved < 0, ![EXDEV, EINVAL, ENOSYS, EOPNOTSUPP, EPERM, EBADF].contains(errno) {
                throw SinkError(SystemError("copy_file_range", on: target.path), at: target.path)
            }
            // 0 may be the end, or a file system (procfs, some FUSE) that pretends so: reading tells.
            usesKernel = false
        }
        return try moveThroughMemory(from: source, to: target, at: position, count: min(count, 1 << 20))
    }

    private func moveThroughMemory(
        from source: borrowing CopySource, to target: borrowing TemporaryFile, at position: Int64, count: Int64
    ) throws(SinkError) -> Int64 {
        let (from, to) = (source.descriptor.number, target.descriptor.number)
        return try unsafe withUnsafeTemporaryAllocation(byteCount: Int(count), alignment: 4_096) {
            (buffer) throws(SinkError) in
            let got = retryingOnSignal { unsafe pread(from, buffer.baseAddress, buffer.count, off_t(position)) }
            guard got >= 0 else {
                throw SinkError(
                    .failed, "\(source.path) cannot be read.", cause: "\(SystemError("read", on: source.path))")
            }
            var written = 0
            while written < got {
                let count = retryingOnSignal {
                    unsafe pwrite(to, buffer.baseAddress! + written, got - written, off_t(position) + written)
                }
                guard count >= 0 else { throw SinkError(SystemError("write", on: target.path), at: target.path) }
                written += count
            }
            return Int64(got)
        }
    }
}
