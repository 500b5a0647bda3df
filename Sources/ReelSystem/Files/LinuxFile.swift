import CSystem
import Glibc

/// A real file, written with `pwritev`.
///
/// `@unchecked Sendable`: `descriptor` is a constant after `init` until `close`, and the protocol promises one thread
/// at a time.
@safe
final class LinuxFile: WritableFile, @unchecked Sendable {
    private let path: String
    private var descriptor: FileDescriptor?

    init(path: String, descriptor: consuming FileDescriptor) {
        self.path = path
        self.descriptor = .some(descriptor)
    }

    private var number: Int32 {
        guard let number = descriptor?.number else { preconditionFailure("\(path) was used after it was closed") }
        return number
    }

    func write(_ chunks: [UnsafeRawBufferPointer], at offset: Int64) throws(SystemError) {
        var vectors = unsafe chunks.compactMap { chunk in
            unsafe chunk.isEmpty
                ? nil
                : unsafe iovec(iov_base: UnsafeMutableRawPointer(mutating: chunk.baseAddress), iov_len: chunk.count)
        }
        var position = offset
        var first = 0
        while unsafe first < vectors.count {
            // IOV_MAX is 1,024 on Linux.
            let count = unsafe Int32(min(vectors.count - first, 1_024))
            let written = retryingOnSignal {
                unsafe vectors.withUnsafeBufferPointer { buffer in
                    unsafe pwritev(number, buffer.baseAddress! + first, count, off_t(position))
                }
            }
            guard written >= 0 else { throw SystemError("write", on: path) }
            position += Int64(written)
            first = unsafe Self.advance(&vectors, from: first, by: written)
        }
    }

    /// Moves the vectors past `written` bytes and returns the first that has bytes left.
    static func advance(_ vectors: inout [iovec], from first: Int, by written: Int) -> Int {
        var index = first
        var left = written
        while unsafe index < vectors.count, unsafe left >= vectors[index].iov_len {
            unsafe left -= vectors[index].iov_len
            index += 1
        }
        if left > 0 {
            unsafe vectors[index].iov_base += left
            unsafe vectors[index].iov_len -= left
        }
        return index
    }

    func read(into buffer: UnsafeMutableRawBufferPointer, at offset: Int64) throws(SystemError) -> Int {
        var filled = 0
        while filled < buffer.count {
            let count = retryingOnSignal {
                unsafe pread(number, buffer.baseAddress! + filled, buffer.count - filled, off_t(offset) + filled)
            }
            guard count >= 0 else { throw SystemError("read", on: path) }
            if count == 0 { break }
            filled += count
        }
        return filled
    }

    func synchronizeData() throws(SystemError) {
        guard retryingOnSignal({ fdatasync(number) }) == 0 else { throw SystemError("fdatasync", on: path) }
    }

    func allocate(offset: Int64, length: Int64) throws(SystemError) {
        guard retryingOnSignal({ reel_allocate_keep_size(number, offset, length) }) == 0 else {
            throw SystemError("fallocate", on: path)
        }
    }

    func truncate(to size: Int64) throws(SystemError) {
        guard retryingOnSignal({ ftruncate(number, off_t(size)) }) == 0 else {
            throw SystemError("ftruncate", on: path)
        }
    }

    func size() throws(SystemError) -> Int64 {
        var status = stat()
        guard unsafe fstat(number, &status) == 0 else { throw SystemError("fstat", on: path) }
        return Int64(status.st_size)
    }

    func lock() throws(SystemError) -> Bool {
        if retryingOnSignal({ flock(number, LOCK_EX | LOCK_NB) }) == 0 { return true }
        guard errno == EWOULDBLOCK else { throw SystemError("flock", on: path) }
        return false
    }

    func close() throws(SystemError) {
        switch descriptor.take() {
        case .some(let descriptor): try descriptor.close()
        case .none: preconditionFailure("\(path) was closed twice")
        }
    }
}
