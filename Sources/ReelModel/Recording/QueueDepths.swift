/// How full the bounded queues are: the place to look when frames are dropped.
public struct QueueDepths: Hashable, Sendable {
    /// Pictures waiting for the video pump, of 5.
    public var video: Int = 0
    /// Blocks waiting for the audio pump, of 256.
    public var audio: Int = 0
    /// Packets waiting for the writer, of 256.
    public var writer: Int = 0

    public init() {}
}
