import CSystem
import Glibc

/// Turns termination signals into calls on a thread of its own, `reel-signals`; one for a process.
///
/// Handlers and a pipe, not blocked signals and `signalfd`: libdispatch lets the main thread wait with every signal
/// unblocked, so a blocked one would end the process there. After `limit` calls the next signal does what it does by
/// default: it ends the process at once.
public final class SignalWatcher: Sendable {
    /// Watches `signals`; `handle` gets each signal's number.
    public init(
        _ signals: [Int32], limit: Int = .max, handle: @escaping @Sendable (Int32) -> Void
    ) throws(SystemError) {
        let number = unsafe signals.withUnsafeBufferPointer { unsafe reel_signal_pipe($0.baseAddress, Int32($0.count)) }
        guard number >= 0 else { throw SystemError("sigaction") }
        // Nobody joins: the thread waits for signals for as long as the process lives.
        _ = try NamedThread("reel-signals") {
            var handled = 0
            while let signal = Self.next(from: number) {
                guard handled < limit else { return Self.endProcess(by: signal) }
                handled += 1
                handle(signal)
            }
        }
    }

    private static func next(from descriptor: Int32) -> Int32? {
        var byte: UInt8 = 0
        let count = retryingOnSignal { unsafe read(descriptor, &byte, 1) }
        return count == 1 ? Int32(byte) : nil
    }

    /// Dies of the signal, so that whoever started the process sees which.
    private static func endProcess(by number: Int32) {
        signal(number, SIG_DFL)
        kill(getpid(), number)
    }
}
