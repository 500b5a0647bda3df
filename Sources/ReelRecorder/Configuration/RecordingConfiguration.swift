import ReelMedia
import ReelModel

/// What to record, how, and where to.
///
/// Sources and outputs are lists; a recording takes at most one source of pictures and one of sound so far.
public struct RecordingConfiguration: Sendable {
    /// What `{name}` stands for in an output's name.
    public var name: String
    public var videoSources: [any VideoSource]
    public var audioSources: [any AudioSource]
    /// The files, each with the same media: they share one encode.
    public var outputs: [OutputConfiguration]
    /// Where the finished files are handed to.
    public var deliveries: [DeliveryTarget]
    public var video: VideoEncoderSettings
    public var audio: AudioEncoderSettings
    /// Media time after which the recording ends by itself; nil for never.
    public var duration: Duration?
    /// How often progress is told.
    public var progressInterval: Duration

    public init(
        name: String = "recording", videoSources: [any VideoSource] = [], audioSources: [any AudioSource] = [],
        outputs: [OutputConfiguration],
        deliveries: [DeliveryTarget] = [], video: VideoEncoderSettings = VideoEncoderSettings(),
        audio: AudioEncoderSettings = AudioEncoderSettings(), duration: Duration? = nil,
        progressInterval: Duration = .seconds(1)
    ) {
        self.name = name
        self.videoSources = videoSources
        self.audioSources = audioSources
        self.outputs = outputs
        self.deliveries = deliveries
        self.video = video
        self.audio = audio
        self.duration = duration
        self.progressInterval = progressInterval
    }
}
