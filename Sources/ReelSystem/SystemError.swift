import Glibc

/// A system call that failed: which one, on what, and `errno`.
public struct SystemError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The call's name: `open`, `fdatasync`.
    public var call: String
    /// What it was called on: a path or a device; empty when there is nothing to name.
    public var subject: String
    public var number: Int32

    public init(_ call: String, on subject: String = "", number: Int32 = errno) {
        self.call = call
        self.subject = subject
        self.number = number
    }

    /// The system's sentence for `errno`.
    public var reason: String { Self.reason(of: number) }

    public var description: String {
        subject.isEmpty ? "\(call): \(reason)" : "\(call) \(subject): \(reason)"
    }

    /// What the system calls an `errno`.
    public static func reason(of number: Int32) -> String {
        unsafe withUnsafeTemporaryAllocation(of: CChar.self, capacity: 256) { buffer in
            // The overlay shows the POSIX form, which fills the buffer.
            guard let base = buffer.baseAddress, unsafe strerror_r(number, base, 256) == 0 else {
                return "error \(number)"
            }
            return unsafe String(cString: base)
        }
    }
}
