import ReelSinkKit
import ReelSystem

/// Cancels a task from a thread that may be there before the task's handle is.
final class Canceller: Sendable {
    private let task = WaitableMutex<Task<SinkError?, any Error>?>(nil)

    func attach(_ task: Task<SinkError?, any Error>) { self.task.update { $0 = task } }

    /// Waits for the handle, at most a minute, and cancels.
    func cancel() {
        let task = task.wait(until: { $0 != nil }, timeout: .seconds(60), then: { $0 })
        task?.cancel()
    }
}
