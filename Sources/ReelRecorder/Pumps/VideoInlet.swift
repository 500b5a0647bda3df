import ReelModel
import Synchronization

/// Where pictures enter; see `SourceInlet`.
typealias VideoInlet = SourceInlet<VideoFrame>

extension SourceInlet: VideoReceiver where Media == VideoFrame {
    /// A camera has 8 buffers; with all of them in the queue the driver would lose pictures before the queue is full, and
    /// the camera would be blamed for an encoder that is behind.
    static var depth: Int { 5 }

    func receive(_ frame: consuming VideoFrame) {
        counters.captured.add(1, ordering: .relaxed)
        if !take(frame) { counters.droppedHere.add(1, ordering: .relaxed) }
    }
}
