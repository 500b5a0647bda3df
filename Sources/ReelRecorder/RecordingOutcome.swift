import ReelModel

/// How a recording ended.
public struct RecordingOutcome: Hashable, Sendable {
    /// `finished` or `failed`.
    public var state: RecordingState
    /// What ended it against its owner's wish, or kept it from starting.
    public var error: RecorderError?
    /// The finished files.
    public var files: [FileReport]
    /// Deliveries that did not come to their end.
    public var undelivered: [DeliveryReport]

    /// What a process that made this recording ends with.
    public var exitStatus: Int32 {
        if let error {
            let status = error.code.exitStatus
            // A file that is whole up to where its source was lost is more than a device that never opened; but a full
            // disk or a defect is something to be seen to, whatever was saved.
            let isSourcesFault = (3...4).contains(status) || status == 6
            return state == .finished && isSourcesFault ? RecorderError.Code.endedEarly.exitStatus : status
        }
        return undelivered.isEmpty ? 0 : RecorderError.Code.notDelivered.exitStatus
    }
}
