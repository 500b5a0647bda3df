/// Something that happened to a recording, as everybody hears it: the library, JSON lines, callbacks.
public struct RecordingEvent: Hashable, Sendable {
    /// The version of the shape of events; a reader ignores what it does not know.
    public static let version = 1

    public var time: WallTime
    public var recording: RecordingID
    public var kind: Kind

    public init(time: WallTime, recording: RecordingID, kind: Kind) {
        self.time = time
        self.recording = recording
        self.kind = kind
    }

    /// What happened. All but `progress` are complete and in order; progress may be thinned for a slow listener.
    public enum Kind: Hashable, Sendable {
        case state(RecordingState, previous: RecordingState, error: RecorderError?)
        case progress(Progress)
        case file(FileReport)
        case gap(Gap)
        case warning(RecordingWarning)
        case delivery(DeliveryReport)
        case error(RecorderError)
    }
}
