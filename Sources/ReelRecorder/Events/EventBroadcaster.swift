import ReelModel
import Synchronization

/// Hands each event to every listener, from any thread, in one order.
final class EventBroadcaster: Sendable {
    private struct State {
        var subscriptions: [EventSubscription] = []
        var isFinished = false
    }

    private let recording: RecordingID
    private let clocks: any Clocks
    private let state = Mutex(State())

    init(recording: RecordingID, clocks: any Clocks) {
        self.recording = recording
        self.clocks = clocks
    }

    func subscribe() -> EventSubscription {
        let subscription = EventSubscription()
        let isFinished = state.withLock { state in
            state.subscriptions.append(subscription)
            return state.isFinished
        }
        if isFinished { subscription.finish() }
        return subscription
    }

    func send(_ kind: RecordingEvent.Kind) {
        // Stamped and handed out under the lock, so that every listener hears the same order.
        state.withLock { state in
            let event = RecordingEvent(time: clocks.wall, recording: recording, kind: kind)
            for subscription in state.subscriptions { subscription.send(event) }
        }
    }

    func finish() {
        state.withLock { state in
            state.isFinished = true
            for subscription in state.subscriptions { subscription.finish() }
        }
    }
}
