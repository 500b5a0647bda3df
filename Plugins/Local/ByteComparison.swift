import Glibc
import ReelSinkKit
import ReelSystem

/// The proof that a copy is one: both files are read again and compared, byte for byte.
enum ByteComparison {
    /// Bytes compared at a time.
    private static let step = 1 << 20

    /// Throws `mismatch` where the files differ within their first `size` bytes, or end before.
    static func run(
        source: borrowing CopySource, target: borrowing TemporaryFile, size: Int64, isCancelled: () -> Bool
    ) throws(SinkError) -> Bool {
        let (left, right) = (source.descriptor.number, target.descriptor.number)
        return try unsafe withUnsafeTemporaryAllocation(byteCount: 2 * step, alignment: 4_096) {
            (buffer) throws(SinkError) in
            let original = unsafe UnsafeMutableRawBufferPointer(rebasing: buffer[..<step])
            let copy = unsafe UnsafeMutableRawBufferPointer(rebasing: buffer[step...])
            var position: Int64 = 0
            while position < size {
                if isCancelled() { return false }
                let count = Int(min(size - position, Int64(step)))
                try unsafe fill(original, count, from: left, at: position, path: source.path)
                try unsafe fill(copy, count, from: right, at: position, path: target.path)
                guard unsafe memcmp(original.baseAddress!, copy.baseAddress!, count) == 0 else {
                    throw SinkError(
                        .mismatch,
                        "The copy of \(source.path) read back differently between byte \(position) and "
                            + "\(position + Int64(count)); the disk or its cable may be failing.")
                }
                position += Int64(count)
            }
            return true
        }
    }

    private static func fill(
        _ buffer: UnsafeMutableRawBufferPointer, _ count: Int, from descriptor: Int32, at position: Int64, path: String
    ) throws(SinkError) {
        var filled = 0
        while filled < count {
            let got = retryingOnSignal {
                unsafe pread(descriptor, buffer.baseAddress! + filled, count - filled, off_t(position) + filled)
            }
            guard got >= 0 else {
                throw SinkError(.failed, "\(path) cannot be read back.", cause: "\(SystemError("read", on: path))")
            }
            guard got > 0 else { throw SinkError(.mismatch, "\(path) ends at byte \(position + Int64(filled)).") }
            filled += got
        }
    }
}
