import CSystem
import Glibc

/// Wakes a thread that sleeps in `poll`: an eventfd that is raised once and stays raised.
///
/// Safe to use from any thread.
public final class WakeSignal: Sendable {
    private let descriptor: FileDescriptor

    public init() throws(SystemError) {
        let number = reel_eventfd()
        guard number >= 0 else { throw SystemError("eventfd") }
        descriptor = FileDescriptor(owning: number)
    }

    /// The descriptor to poll for reading; it must not outlive this signal.
    public var number: Int32 { descriptor.number }

    /// Wakes whoever polls, now and from now on.
    public func raise() {
        var one: UInt64 = 1
        // Cannot fail: the counter is far from its limit of 2^64 − 1.
        _ = retryingOnSignal { unsafe write(descriptor.number, &one, 8) }
    }

    /// Waits until the signal is raised; false when `timeout` has passed first.
    public func wait(timeout: Duration) -> Bool {
        var watched = pollfd(fd: descriptor.number, events: Int16(POLLIN), revents: 0)
        return retryingOnSignal { unsafe poll(&watched, 1, timeout.pollMilliseconds) } > 0
    }
}

extension Duration {
    /// This duration as `poll` takes it: whole milliseconds, rounded up, so that no wait ends early and spins.
    public var pollMilliseconds: Int32 {
        let parts = components
        guard parts.seconds >= 0, parts.attoseconds >= 0 else { return 0 }
        guard parts.seconds < 1_000_000 else { return 1_000_000_000 }
        return Int32(parts.seconds) * 1_000 + Int32((parts.attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000)
    }
}
