/// How a recording is doing, told once a second.
public struct Progress: Hashable, Sendable {
    /// Media time recorded so far.
    public var duration: Duration = .zero
    /// Bytes written so far, over all outputs.
    public var bytes: Int64 = 0
    public var frames = FrameCounts()
    /// Pictures a second over the last second.
    public var framesPerSecond: Double = 0
    /// Loudness since the last report, one entry a channel.
    public var levels: [AudioLevel] = []
    /// How far the newest picture in the file is ahead of the newest sound.
    public var audioVideoOffset: Duration = .zero
    public var queues = QueueDepths()
    /// Free bytes where the file grows; nil when the file system does not say.
    public var diskBytesFree: Int64?
    /// How long that lasts at the rate of the last seconds; nil when it is not known yet.
    public var diskTimeLeft: Duration?

    public init() {}
}
