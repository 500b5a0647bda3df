import Glibc
import Reel

/// Passes the first request to end on to whatever runs; the second ends the process at once.
final class SignalRelay: Sendable {
    private let handler = Shared<(@Sendable () -> Void)?>(nil)
    private let hasFired = Shared(false)
    private let watcher: SignalWatcher

    /// Catches SIGINT, SIGTERM and SIGHUP (a terminal that was closed), and ignores SIGPIPE: a reader that goes away is seen where it is written to.
    init() throws(SystemError) {
        signal(SIGPIPE, SIG_IGN)
        let (handler, hasFired) = (handler, hasFired)
        watcher = try SignalWatcher([SIGINT, SIGTERM, SIGHUP], limit: 1) { _ in
            hasFired.value = true
            handler.value?()
        }
    }

    /// Calls `stop` when a signal comes, or at once when it has come already.
    func onSignal(_ stop: @escaping @Sendable () -> Void) {
        handler.value = stop
        if hasFired.value { stop() }
    }
}
