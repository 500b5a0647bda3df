import Glibc

/// Owns one open descriptor and closes it at the end of its life.
public struct FileDescriptor: ~Copyable, Sendable {
    /// The number, for a call; it must not outlive this owner.
    public let number: Int32

    /// Takes over a descriptor that nobody else closes.
    public init(owning number: Int32) {
        precondition(number >= 0, "a descriptor that is open")
        self.number = number
    }

    /// Opens `path`, close-on-exec, going on when a signal interrupts.
    public init(opening path: String, _ flags: Int32, mode: mode_t = 0o644) throws(SystemError) {
        let number = retryingOnSignal { unsafe open(path, flags | O_CLOEXEC, mode) }
        guard number >= 0 else { throw SystemError("open", on: path) }
        self.number = number
    }

    /// A second descriptor, close-on-exec, of what `number` stands for; never one of the standard three.
    public init(duplicating number: Int32) throws(SystemError) {
        let copy = fcntl(number, F_DUPFD_CLOEXEC, 3)
        guard copy >= 0 else { throw SystemError("fcntl", on: "descriptor \(number)") }
        self.number = copy
    }

    /// Closes now and tells what `close` said, which for a file can be the news that a write was lost.
    public consuming func close() throws(SystemError) {
        let number = self.number
        discard self
        // On Linux the descriptor is gone whatever close returns, so EINTR is not tried again.
        guard Glibc.close(number) == 0 || errno == EINTR else { throw SystemError("close") }
    }

    deinit {
        _ = Glibc.close(number)
    }
}

/// Calls again for as long as a signal interrupts; for calls that return −1 and set `errno`.
@inlinable
public func retryingOnSignal<Number: SignedInteger>(_ call: () -> Number) -> Number {
    while true {
        let result = call()
        if result != -1 || errno != EINTR { return result }
    }
}
