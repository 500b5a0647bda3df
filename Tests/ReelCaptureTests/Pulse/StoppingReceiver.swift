import ReelModel
import ReelSystem

/// A receiver that stops its source as soon as something comes.
final class StoppingReceiver: AudioReceiver {
    private let source: any AudioSource
    private let blocks = WaitableMutex(0)

    init(_ source: any AudioSource) {
        self.source = source
    }

    func receive(_ block: consuming AudioBlock) {
        source.stop()
        blocks.update { $0 += 1 }
    }

    func sourceEnded(_ error: RecorderError?) {}

    var count: Int { blocks.withLock { $0 } }

    /// The blocks that had come when the first call of `stop` had returned.
    func waitForStop() -> Int {
        blocks.wait(until: { $0 > 0 }, timeout: .seconds(10), then: { $0 })
    }
}
