import Glibc
import ReelSystem

/// A pipe whose reading end is given away.
final class Pipe {
    private var reader: FileDescriptor?
    private var writer: FileDescriptor?

    init() throws(SystemError) {
        var ends: (Int32, Int32) = (0, 0)
        let status = unsafe withUnsafeMutableBytes(of: &ends) { bytes in
            unsafe pipe(bytes.assumingMemoryBound(to: Int32.self).baseAddress)
        }
        guard status == 0 else { throw SystemError("pipe") }
        reader = .some(FileDescriptor(owning: ends.0))
        writer = .some(FileDescriptor(owning: ends.1))
    }

    func takeReader() -> FileDescriptor {
        guard case .some(let descriptor) = reader.take() else { preconditionFailure("taken once") }
        return descriptor
    }

    func write(_ bytes: [UInt8]) throws(SystemError) {
        guard let number = writer?.number else { preconditionFailure("the writing end is closed") }
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = unsafe rest.withUnsafeBytes { unsafe Glibc.write(number, $0.baseAddress, $0.count) }
            guard count > 0 else { throw SystemError("write") }
            rest = rest.dropFirst(count)
        }
    }

    func closeWriter() {
        writer = nil
    }
}
