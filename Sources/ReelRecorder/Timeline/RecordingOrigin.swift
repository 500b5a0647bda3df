import ReelModel
import ReelSystem

/// The moment at which a recording's media time is zero: the first picture, or the first sound where there is none.
///
/// Settled once, by whoever is first entitled to; then the same for every track.
final class RecordingOrigin: Sendable {
    private struct State {
        var time: MediaTime?
        var isReleased = false
        var isAbandoned = false
    }

    private let state = WaitableMutex(State())

    /// The origin, if it is settled.
    var time: MediaTime? { state.withLock { $0.time } }

    /// Settles the origin at `time` unless it is settled already, and returns it.
    func settle(at time: MediaTime) -> MediaTime {
        state.update { state in
            let settled = state.time ?? time
            state.time = settled
            return settled
        }
    }

    /// Whether whoever comes may settle it: there were pictures to wait for, but not one came.
    var isReleased: Bool { state.withLock { $0.isReleased } }

    /// Waits until the origin is settled or released; nil when it is not settled.
    func waitUntilSettled() -> MediaTime? {
        state.wait(until: { $0.time != nil || $0.isReleased || $0.isAbandoned }, then: { $0.time })
    }

    /// Lets the others settle it: no picture will come.
    func release() {
        state.update { $0.isReleased = true }
    }

    /// Lets go whoever waits: nothing more will come that could settle it.
    func abandon() {
        state.update { $0.isAbandoned = true }
    }
}
