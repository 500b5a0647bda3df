import ReelModel
import ReelSystem

/// A receiver that keeps what it is given, and lets a test wait for it.
final class SoundCollector: AudioReceiver {
    struct Block: Equatable {
        /// When it was delivered.
        var arrival: MediaTime
        var timestamp: MediaTime
        var frameCount: Int
        var isHole: Bool
        var bytes: [UInt8]
    }

    struct State {
        var blocks: [Block] = []
        /// How often the source has said that it ended, and why.
        var endings: [RecorderError?] = []

        var bytes: [UInt8] { blocks.flatMap(\.bytes) }
        var frameCount: Int { blocks.reduce(0) { $0 + $1.frameCount } }
    }

    private let state = WaitableMutex(State())
    /// Blocks that are not given back.
    private let kept: BoundedQueue<AudioBlock>?

    /// Keeps the first `holding` blocks themselves, as a slow encoder does.
    init(holding: Int = 0) {
        kept = holding > 0 ? BoundedQueue(capacity: holding) : nil
    }

    func receive(_ block: consuming AudioBlock) {
        let bytes = unsafe block.withBytes { unsafe [UInt8]($0) }
        let record = Block(
            arrival: SystemClocks().monotonic, timestamp: block.timestamp, frameCount: block.frameCount,
            isHole: block.isHole, bytes: bytes)
        if !block.isHole { _ = kept?.push(block) }
        state.update { $0.blocks.append(record) }
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
}
