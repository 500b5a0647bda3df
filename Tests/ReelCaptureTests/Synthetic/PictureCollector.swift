import ReelModel
import ReelSystem

@testable import ReelCapture

/// A receiver that keeps what is said about the pictures it is given, and lets a test wait for them.
final class PictureCollector: VideoReceiver {
    struct Picture: Equatable {
        var timestamp: MediaTime
        var sequence: UInt64
        var code: UInt32?
        var isFlash: Bool
        var bytes: [UInt8]
    }

    struct State {
        var pictures: [Picture] = []
        var endings: [RecorderError?] = []
    }

    private let state = WaitableMutex(State())
    /// Frames that are not given back.
    private let kept: BoundedQueue<VideoFrame>?
    private let keepsBytes: Bool

    /// Keeps the first `holding` frames themselves, as a slow encoder does.
    init(holding: Int = 0, keepsBytes: Bool = false) {
        kept = holding > 0 ? BoundedQueue(capacity: holding) : nil
        self.keepsBytes = keepsBytes
    }

    func receive(_ frame: consuming VideoFrame) {
        let size = frame.format.size
        let isTest = frame.format.pixels == .i420
        let picture = unsafe frame.withBytes { bytes in
            let luma = unsafe bytes.bindMemory(to: UInt8.self).span
            return Picture(
                timestamp: frame.timestamp, sequence: frame.sequence,
                code: isTest ? TestPictureReader.code(inLuma: luma, size: size)?.frame : nil,
                isFlash: isTest && TestPictureReader.isFlash(inLuma: luma, size: size),
                bytes: keepsBytes ? unsafe [UInt8](bytes) : [])
        }
        _ = kept?.push(frame)
        state.update { $0.pictures.append(picture) }
    }

    func sourceEnded(_ error: RecorderError?) {
        state.update { $0.endings.append(error) }
    }

    /// What came until `isEnough` held, or ten seconds had passed.
    func wait(until isEnough: (State) -> Bool) -> State {
        state.wait(until: { isEnough($0) }, timeout: .seconds(10), then: { $0 })
    }

    func waitForEnd() -> State { wait { !$0.endings.isEmpty } }

    var now: State { state.withLock { $0 } }

    /// Gives back a frame that was kept.
    func release() {
        _ = kept?.pop(timeout: .zero)
    }
}
