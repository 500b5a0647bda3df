import ReelModel
import ReelSystem

/// Keeps tracks that come as fast as they are taken close together, so that a file interleaves them.
///
/// Live tracks only tell where they are; unpaced ones wait while they are 200 ms ahead of the slowest.
final class InterleaveGate: Sendable {
    private struct State {
        var positions: [Duration?]
        var isOpen = false

        /// How far the slowest track has come that is not `track`; nil when there is no other.
        func slowest(besides track: Int) -> Duration? {
            var slowest: Duration?
            for index in positions.indices where index != track {
                if let position = positions[index] { slowest = min(slowest ?? position, position) }
            }
            return slowest
        }
    }

    private static let lead = Duration.milliseconds(200)
    private let state: WaitableMutex<State>

    init(tracks: Int) {
        state = WaitableMutex(State(positions: Array(repeating: .zero, count: tracks)))
    }

    /// Tells that `track` has come to `position`.
    func report(_ track: Int, at position: Duration) {
        state.update { $0.positions[track] = position }
    }

    /// Tells that `track` has come to `position` and waits while that is too far ahead.
    func pass(_ track: Int, at position: Duration) {
        report(track, at: position)
        state.wait(
            until: { $0.isOpen || position <= ($0.slowest(besides: track) ?? position) + Self.lead },
            then: { _ in })
    }

    /// How far a track has come; nil once it was taken out.
    func position(of track: Int) -> Duration? {
        state.withLock { $0.positions[track] }
    }

    /// Takes a track out: nobody waits for it any more.
    func remove(_ track: Int) {
        state.update { $0.positions[track] = nil }
    }

    /// Lets everybody through, for good.
    func open() {
        state.update { $0.isOpen = true }
    }
}
