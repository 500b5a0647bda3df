import ReelModel
import ReelSystem

/// Where a source's media enters: the near end of the bounded queue before its pump.
///
/// A live source never waits: what a full queue has no room for is turned away, and the caller counts it. A source that
/// comes as fast as it is taken waits.
final class SourceInlet<Media: ~Copyable & Sendable>: Sendable {
    let queue: BoundedQueue<Media>
    let source: Int
    let pace: SourcePace
    /// Whether the source ends by itself.
    let isFinite: Bool
    /// Why the source was lost, if it was; set before the queue closes.
    let loss = Shared<RecorderError?>(nil)
    let counters: RecordingCounters
    private let post: @Sendable (RecordingStateMachine.Input) -> Void

    init(
        source: Int, of media: any MediaSource, depth: Int, counters: RecordingCounters,
        post: @escaping @Sendable (RecordingStateMachine.Input) -> Void
    ) {
        queue = BoundedQueue(capacity: depth)
        self.source = source
        pace = media.pace
        isFinite = media.isFinite
        self.counters = counters
        self.post = post
    }

    /// Queues what came; false when a live source's found no room.
    func take(_ media: consuming Media) -> Bool {
        switch pace {
        case .live:
            if case .full = queue.push(media) { return false }
        case .unpaced:
            queue.pushWaiting(media)
        }
        return true
    }

    func sourceEnded(_ error: RecorderError?) {
        loss.value = error
        queue.close()
        // An end in order is told by the pump, when it has come to it.
        if let error { post(.sourceEnded(source, error)) }
    }
}
