import ReelModel
import Synchronization

/// Where a recording ends because its files have been read: the latest end of the sources that end by themselves.
///
/// Sources that would go on (a camera beside a sound file) are recorded up to there and no further.
final class MediaLimit: Sendable {
    private struct State {
        var latest = Duration.zero
        var running: Int
    }

    private let state: Mutex<State>
    private let isUsed: Bool

    /// A limit that waits for `sources` sources to end; without any there is none.
    init(sources: Int) {
        state = Mutex(State(running: sources))
        isUsed = sources > 0
    }

    /// One of the sources has come to its end at `end`.
    func sourceEnded(at end: Duration) {
        state.withLock { state in
            state.latest = max(state.latest, end)
            state.running -= 1
        }
    }

    /// The end for everybody; nil until the last of the sources has come to its own.
    var end: Duration? {
        guard isUsed else { return nil }
        return state.withLock { $0.running == 0 ? $0.latest : nil }
    }
}
