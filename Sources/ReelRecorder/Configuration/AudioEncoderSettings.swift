/// How sound is encoded; nil follows the source.
public struct AudioEncoderSettings: Hashable, Sendable {
    public var rate: Int?
    public var channels: Int?
    /// Bits a second; nil: 64,000 a channel.
    public var bitrate: Int?

    public init(rate: Int? = nil, channels: Int? = nil, bitrate: Int? = nil) {
        self.rate = rate
        self.channels = channels
        self.bitrate = bitrate
    }
}
