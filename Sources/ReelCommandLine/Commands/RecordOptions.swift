import ReelModel

/// What `reel record` was asked for; nil and empty mean that nothing was said, and the recorder decides.
public struct RecordOptions: Hashable, Sendable {
    public var videos: [VideoInput] = []
    public var audios: [AudioInput] = []

    public var size: PictureSize?
    public var frameRate: FrameRate?
    /// A name or four-character code of a camera's format.
    public var inputFormat: String?
    public var videoCodec: VideoTrackFormat.Codec?
    public var encoder: EncoderChoice?
    /// One of x264's presets, `ultrafast` to `placebo`.
    public var preset: String?
    /// The constant rate factor, 0 (best) to 51.
    public var quality: Int?
    /// Bits a second.
    public var videoBitrate: Int?
    public var keyframeInterval: Duration?

    /// Bits a second.
    public var audioBitrate: Int?
    public var audioRate: Int?
    public var audioChannels: Int?
    public var pcmFormat: SampleFormat?
    public var pcmRate: Int?
    public var pcmChannels: Int?

    public var duration: Duration?
    /// Sinks as they were written: a directory or a URL.
    public var sinks: [String] = []
    public var isClobberRefused = false
    public var pace: SourcePace?
    public var events: EventFormat?
    public var eventDestination: EventDestination?
    /// At least one: paths or templates.
    public var outputs: [String] = []

    public init() {}

    /// Refuses options that contradict each other, before anything is opened.
    func check() throws(RecorderError) {
        if quality != nil, videoBitrate != nil {
            throw RecorderError(.usage, "--quality and --video-bitrate contradict each other; give one of them.")
        }
        if eventDestination != nil, events == nil {
            throw RecorderError(.usage, "--events-to says where events go; give --events json with it.")
        }
        if !audios.contains(where: \.isPCM) {
            let given = [
                ("--pcm-format", pcmFormat != nil), ("--pcm-rate", pcmRate != nil),
                ("--pcm-channels", pcmChannels != nil),
            ]
            if let option = given.first(where: \.1)?.0 {
                throw RecorderError(
                    .usage, "\(option) describes raw sound; give --audio pcm:FILE (or pcm:-) with it.")
            }
        }
    }
}
