import Glibc

/// Writes text to a descriptor, whole, from one thread; a reader that went away is remembered, not an error.
public final class LineOutput: Sendable {
    private let descriptor: FileDescriptor
    /// Set once the reader is gone; then nothing is written any more.
    private let isClosed = Shared(false)

    /// Takes over a descriptor and closes it at the end.
    public init(owning descriptor: consuming FileDescriptor) {
        self.descriptor = descriptor
    }

    /// Writes to a copy of `number`, which stays open for whoever owns it.
    public init(duplicating number: Int32) throws(SystemError) {
        descriptor = try FileDescriptor(duplicating: number)
    }

    /// Writes `text` as it is, waiting for a slow reader.
    public func write(_ text: String) {
        guard !isClosed.value else { return }
        var text = text
        text.withUTF8 { bytes in
            var written = 0
            while written < bytes.count {
                let count = retryingOnSignal {
                    unsafe Glibc.write(descriptor.number, bytes.baseAddress! + written, bytes.count - written)
                }
                guard count > 0 else {
                    isClosed.value = true
                    return
                }
                written += count
            }
        }
    }
}
