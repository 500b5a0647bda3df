/// A stretch of a recording that does not hold what was in front of the device.
public struct Gap: Hashable, Sendable {
    /// What stands there, and why.
    public enum Kind: String, Hashable, Sendable {
        /// The driver's sequence numbers jumped: it lost pictures itself.
        case framesLost = "frames-lost"
        /// Pictures were dropped here because the encoder was behind.
        case framesDropped = "frames-dropped"
        /// The picture's source was lost: the last picture or a slate stands there.
        case pictureLost = "picture-lost"
        /// The sound source gave nothing: exact silence stands there.
        case silence
        /// Sound was more than 50 ms off its clock and was moved at once.
        case soundCorrected = "sound-corrected"
    }

    public var kind: Kind
    /// Where it begins, in media time from the recording's start.
    public var start: Duration
    public var duration: Duration
    /// How many pictures are missing, where that is known.
    public var frames: Int64?

    public init(kind: Kind, start: Duration, duration: Duration, frames: Int64? = nil) {
        self.kind = kind
        self.start = start
        self.duration = duration
        self.frames = frames
    }
}
