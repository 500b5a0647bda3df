/// An encoded picture track.
public struct VideoTrackFormat: Hashable, Sendable {
    /// How the pictures are compressed.
    public enum Codec: String, Hashable, Sendable {
        case h264
    }

    public var codec: Codec
    public var size: PictureSize
    public var color: ColorDescription
    /// What the rate is meant to be; packets carry the true times.
    public var nominalRate: FrameRate
    /// Units of time a second: 90,000.
    public var timescale: Int64
    /// The decoder's configuration: for H.264 an `AVCDecoderConfigurationRecord` (ISO/IEC 14496-15, 5.3.3.1). Packets
    /// hold NAL units behind 4-byte lengths.
    public var configuration: [UInt8]

    public init(
        codec: Codec, size: PictureSize, color: ColorDescription, nominalRate: FrameRate, timescale: Int64 = 90_000,
        configuration: [UInt8]
    ) {
        self.codec = codec
        self.size = size
        self.color = color
        self.nominalRate = nominalRate
        self.timescale = timescale
        self.configuration = configuration
    }
}
