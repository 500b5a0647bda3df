import ReelModel
import ReelSystem

/// What the pumps of one recording share.
struct PumpContext: Sendable {
    let origin: RecordingOrigin
    let gate: InterleaveGate
    let counters: RecordingCounters
    let output: WriterQueue
    /// True from the moment at which the recording is to end: whoever stands in for a lost source stops.
    let isEnding: WaitableMutex<Bool>
    /// Where the recording ends because its files have been read.
    let limit: MediaLimit
    let clocks: any Clocks
    let events: EventBroadcaster
    let post: @Sendable (RecordingStateMachine.Input) -> Void

    /// Whether the recording goes on although a source was lost. Takes a moment: when there is nothing else to record,
    /// the end is on its way, and nothing has to be bridged.
    func goesOnWithoutSource() -> Bool {
        !isEnding.wait(until: { $0 }, timeout: .milliseconds(100), then: { $0 })
    }
}
