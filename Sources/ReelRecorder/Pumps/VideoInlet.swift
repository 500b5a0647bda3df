import ReelModel
import ReelSystem
import Synchronization

/// Where a source's pictures enter: the near end of the queue of 5 before the video pump.
///
/// A camera has 8 buffers; with all of them in the queue the driver would lose pictures before the queue is full, and
/// the camera would be blamed for an encoder that is behind.
///
/// A live source never waits: a full queue drops the picture and counts it. An unpaced one waits.
final class VideoInlet: VideoReceiver {
    static let depth = 5

    let queue = BoundedQueue<VideoFrame>(capacity: depth)
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

    func receive(_ frame: consuming VideoFrame) {
        counters.captured.add(1, ordering: .relaxed)
        switch pace {
        case .live:
            if case .full = queue.push(frame) { counters.droppedHere.add(1, ordering: .relaxed) }
        case .unpaced:
            queue.pushWaiting(frame)
        }
    }

    func sourceEnded(_ error: RecorderError?) {
        loss.value = error
        queue.close()
        // An end in order is told by the pump, when it has come to it.
        if let error { post(.sourceEnded(source, error)) }
    }
}
