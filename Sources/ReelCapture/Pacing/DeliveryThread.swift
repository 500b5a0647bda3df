import Glibc
import ReelModel
import ReelSystem

/// The thread on which a source that makes or reads its own media delivers, and the way to end it at any moment.
///
/// Whatever the thread does in a receiver is waited for: a receiver that blocks has to be closed first.
final class DeliveryThread: Sendable {
    private struct State {
        var isStopping = false
        var isRunning = false
        /// Who runs, for a `stop` that comes from a receiver on the thread itself.
        var runner: pthread_t?
        var thread: NamedThread?
    }

    private let state = WaitableMutex(State())

    /// Runs `body` on a new thread unless `stop` came before.
    func start(_ name: String, _ body: @escaping @Sendable (DeliveryThread) -> Void) throws(RecorderError) {
        let mayRun = state.update { state in
            if state.isStopping || state.isRunning { return false }
            state.isRunning = true
            return true
        }
        guard mayRun else { return }
        do throws(SystemError) {
            let thread = try NamedThread(name) { [self] in
                state.update { $0.runner = pthread_self() }
                body(self)
                state.update { $0.isRunning = false }
            }
            state.update { $0.thread = thread }
        } catch {
            state.update { $0.isRunning = false }
            throw RecorderError(
                .defect, "No thread could be started for a source: the system is out of them.",
                cause: error.description)
        }
    }

    var isStopping: Bool { state.withLock { $0.isStopping } }

    /// Sleeps until `clocks` show `moment`; false when the source is to stop.
    func sleep(until moment: MediaTime, by clocks: any Clocks) -> Bool {
        while true {
            let left = moment - clocks.monotonic
            if isStopping { return false }
            if left <= .zero { return true }
            state.wait(until: { $0.isStopping }, timeout: left, then: { _ in })
        }
    }

    /// A buffer to fill: a live source gets what is free or nothing, an unpaced one waits; nil also when stopping.
    func lend(from pool: HeapBufferPool, pace: SourcePace) -> BufferLoan? {
        while true {
            if let loan = pool.lend() { return loan }
            switch pace {
            case .live: return nil
            case .unpaced:
                // The receiver keeps every buffer, and a pool cannot call; this is rare, since receivers block first.
                state.wait(until: { $0.isStopping }, timeout: .milliseconds(1), then: { _ in })
                if isStopping { return nil }
            }
        }
    }

    /// Makes the body return and waits until it has; from the thread itself it only asks.
    func stop() {
        let isRunner = state.update { state in
            state.isStopping = true
            return state.isRunning && state.runner.map { pthread_equal($0, pthread_self()) != 0 } ?? false
        }
        if isRunner { return }
        let thread = state.wait(until: { !$0.isRunning }, then: { $0.thread.take() })
        thread?.join()
    }
}
