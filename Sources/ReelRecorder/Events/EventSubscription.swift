import ReelModel
import ReelSystem

/// One listener's events, in order; for one reader, a task or a thread.
///
/// Nothing is missing but progress: a report that was not read yet gives way to the next, so that a slow listener
/// neither misses an event nor makes the recorder wait.
public final class EventSubscription: AsyncSequence, Sendable {
    public typealias Element = RecordingEvent
    public typealias Failure = Never

    private struct State {
        var events: [RecordingEvent] = []
        var isFinished = false
        var waiting: CheckedContinuation<RecordingEvent?, Never>?
    }

    private let state = WaitableMutex(State())

    init() {}

    func send(_ event: RecordingEvent) {
        let waiting = state.update { state -> CheckedContinuation<RecordingEvent?, Never>? in
            guard !state.isFinished else { return nil }
            if let waiting = state.waiting.take() { return waiting }
            if case .progress = event.kind, case .progress = state.events.last?.kind { state.events.removeLast() }
            state.events.append(event)
            return nil
        }
        waiting?.resume(returning: event)
    }

    func finish() {
        let waiting = state.update { state -> CheckedContinuation<RecordingEvent?, Never>? in
            state.isFinished = true
            return state.waiting.take()
        }
        waiting?.resume(returning: nil)
    }

    /// Blocks the calling thread until the next event; nil when there will be none. Never from a task: a task iterates.
    public func waitForNext() -> RecordingEvent? {
        state.wait(
            until: { !$0.events.isEmpty || $0.isFinished },
            then: { $0.events.isEmpty ? nil : $0.events.removeFirst() })
    }

    private func next() async -> RecordingEvent? {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let ready = state.withLock { state -> RecordingEvent?? in
                    precondition(state.waiting == nil, "a subscription has one reader")
                    if !state.events.isEmpty { return .some(state.events.removeFirst()) }
                    if state.isFinished || Task.isCancelled { return .some(nil) }
                    state.waiting = continuation
                    return .none
                }
                if let ready { continuation.resume(returning: ready) }
            }
        } onCancel: {
            state.withLock { $0.waiting.take() }?.resume(returning: nil)
        }
    }

    /// Reads one subscription's events.
    public struct AsyncIterator: AsyncIteratorProtocol {
        let subscription: EventSubscription

        public mutating func next() async -> RecordingEvent? {
            await subscription.next()
        }

        public mutating func next(isolation actor: isolated (any Actor)?) async -> RecordingEvent? {
            await subscription.next()
        }
    }

    public func makeAsyncIterator() -> AsyncIterator {
        AsyncIterator(subscription: self)
    }
}
