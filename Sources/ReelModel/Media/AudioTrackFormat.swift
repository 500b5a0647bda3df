/// An encoded (or raw) sound track; its timescale is its rate.
public struct AudioTrackFormat: Hashable, Sendable {
    /// How the sound is compressed.
    public enum Codec: Hashable, Sendable {
        /// AAC low complexity, raw access units without ADTS headers.
        case aac
        /// Interleaved samples as they are.
        case pcm(SampleFormat)
    }

    public var codec: Codec
    public var rate: Int
    public var channels: Int
    /// Bits a second that the encoder was asked for; 0 when it does not apply.
    public var bitrate: Int
    /// Samples a packet: 1024 for AAC; 0 when packets may be of any length.
    public var samplesPerPacket: Int
    /// Samples that the encoder puts before the first real one. The first packet's time is minus this, and a reader
    /// that knows edit lists skips them.
    public var primingSamples: Int
    /// The decoder's configuration: for AAC an `AudioSpecificConfig` (ISO/IEC 14496-3, 1.6.2.1).
    public var configuration: [UInt8]

    public init(
        codec: Codec, rate: Int, channels: Int, bitrate: Int, samplesPerPacket: Int, primingSamples: Int,
        configuration: [UInt8]
    ) {
        self.codec = codec
        self.rate = rate
        self.channels = channels
        self.bitrate = bitrate
        self.samplesPerPacket = samplesPerPacket
        self.primingSamples = primingSamples
        self.configuration = configuration
    }
}
