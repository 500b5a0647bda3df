import ReelModel
import ReelSystem
import Synchronization

/// Takes a source's pictures; keeps what is asked to be kept, and notes the rest.
final class FrameCollector: VideoReceiver {
    struct Note: Hashable, Sendable {
        var timestamp: MediaTime
        var sequence: UInt64
        var isCorrupt: Bool
        var byteCount: Int
        var firstByte: UInt8
    }

    private struct State: ~Copyable {
        var notes: [Note] = []
        var kept: [HeldFrame] = []
        var ends: [RecorderError?] = []
    }

    /// A frame in a class, since arrays hold no noncopyable values.
    final class HeldFrame: Sendable {
        let frame: VideoFrame
        init(_ frame: consuming VideoFrame) { self.frame = frame }
    }

    private let keeps: Int
    private let state = WaitableMutex(State())

    /// Keeps the last `keeping` frames and ends the others at once.
    init(keeping keeps: Int = 0) {
        self.keeps = keeps
    }

    func receive(_ frame: consuming VideoFrame) {
        let firstByte = unsafe frame.withBytes { bytes in unsafe bytes.first ?? 0 }
        let note = Note(
            timestamp: frame.timestamp, sequence: frame.sequence, isCorrupt: frame.isCorrupt,
            byteCount: frame.byteCount, firstByte: firstByte)
        let held = HeldFrame(frame)
        var ended: [HeldFrame] = []
        state.update { state in
            state.notes.append(note)
            state.kept.append(held)
            while state.kept.count > keeps { ended.append(state.kept.removeFirst()) }
        }
        _ = consume ended
    }

    func sourceEnded(_ error: RecorderError?) {
        state.update { $0.ends.append(error) }
    }

    var notes: [Note] { state.withLock { $0.notes } }
    var ends: [RecorderError?] { state.withLock { $0.ends } }

    func letGo() {
        let ended = state.update { state in
            let kept = state.kept
            state.kept = []
            return kept
        }
        _ = consume ended
    }

    /// Waits for pictures or the end, for at most ten seconds.
    func waitForPictures(_ count: Int) -> Bool {
        state.wait(
            until: { $0.notes.count >= count || !$0.ends.isEmpty }, timeout: .seconds(10),
            then: { $0.notes.count >= count })
    }

    func waitForEnd() -> Bool {
        state.wait(until: { !$0.ends.isEmpty }, timeout: .seconds(10), then: { !$0.ends.isEmpty })
    }
}
