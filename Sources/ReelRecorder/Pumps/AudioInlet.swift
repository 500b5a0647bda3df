import ReelModel
import ReelSystem
import Synchronization

/// Where a source's sound enters: the near end of the queue of 256 before the audio pump.
///
/// A live source never waits. Should the pump be five seconds behind, the block that finds no room is counted as
/// an overrun; its place in time stays, and becomes silence.
final class AudioInlet: AudioReceiver {
    static let depth = 256

    let queue = BoundedQueue<AudioBlock>(capacity: depth)
    let source: Int
    let pace: SourcePace
    /// Whether the source ends by itself.
    let isFinite: Bool
    /// Why the source was lost, if it was; set before the queue closes.
    let loss = Shared<RecorderError?>(nil)
    private let counters: RecordingCounters
    private let post: @Sendable (RecordingStateMachine.Input) -> Void

    init(
        source: Int, of media: any MediaSource, counters: RecordingCounters,
        post: @escaping @Sendable (RecordingStateMachine.Input) -> Void
    ) {
        self.source = source
        pace = media.pace
        isFinite = media.isFinite
        self.counters = counters
        self.post = post
    }

    func receive(_ block: consuming AudioBlock) {
        switch pace {
        case .live:
            if case .full = queue.push(block) { counters.soundOverruns.add(1, ordering: .relaxed) }
        case .unpaced:
            queue.pushWaiting(block)
        }
    }

    func sourceEnded(_ error: RecorderError?) {
        loss.value = error
        queue.close()
        // An end in order is told by the pump, when it has come to it.
        if let error { post(.sourceEnded(source, error)) }
    }
}
