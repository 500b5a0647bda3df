import ReelModel

/// What a picture is encoded with.
public struct VideoEncoderSettings: Hashable, Sendable {
    /// How many bits the encoder may spend.
    public enum RateControl: Hashable, Sendable {
        /// The same quality throughout, on x264's scale (CRF) from 0 (no loss) to 51 (worst).
        case quality(Double)
        /// So many bits a second on average, and no more than twice that in any second.
        case bitrate(Int)
    }

    /// x264's trade of processor time against size: one of `H264Encoder.presets`.
    public var preset: String
    public var rateControl: RateControl
    /// The longest that a reader has to go back to find a picture to start from.
    public var keyframeInterval: Duration
    /// What is recorded, both sides even; nil for the source's own size, without its last line where that is odd.
    public var size: PictureSize?
    /// How many threads encode; nil for as many as the machine and the picture are good for.
    public var threads: Int?

    public init(
        preset: String = "veryfast", rateControl: RateControl = .quality(23), keyframeInterval: Duration = .seconds(2),
        size: PictureSize? = nil, threads: Int? = nil
    ) {
        self.preset = preset
        self.rateControl = rateControl
        self.keyframeInterval = keyframeInterval
        self.size = size
        self.threads = threads
    }
}
