import ReelSystem
import Synchronization

/// Runs what blocks (files, programs) on a thread of its own, so that Swift's few cooperative threads stay free.
public enum BlockingWork {
    /// Runs `body` on a new thread and waits for it without blocking the caller's.
    ///
    /// When the caller's task is cancelled, `isCancelled` turns true for `body`, which has to look and to give up by
    /// itself: what it returns then still counts.
    public static func run<Value: Sendable>(
        onThread name: String,
        _ body: @escaping @Sendable (_ isCancelled: @Sendable () -> Bool) throws(SinkError) -> Value
    ) async throws(SinkError) -> Value {
        let flag = CancellationFlag()
        let result = await withTaskCancellationHandler {
            await withCheckedContinuation { (continuation: CheckedContinuation<Result<Value, SinkError>, Never>) in
                do throws(SystemError) {
                    _ = try NamedThread(name) {
                        continuation.resume(
                            returning: Result { () throws(SinkError) in try body { flag.isSet } })
                    }
                } catch {
                    continuation.resume(
                        returning: .failure(
                            SinkError(.failed, "No thread could be started for \(name).", cause: "\(error)")))
                }
            }
        } onCancel: {
            flag.set()
        }
        return try result.get()
    }
}

/// One bit that goes from false to true once.
private final class CancellationFlag: Sendable {
    private let bit = Atomic(false)

    var isSet: Bool { bit.load(ordering: .relaxed) }

    func set() { bit.store(true, ordering: .relaxed) }
}
