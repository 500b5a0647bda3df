/// How one sample of sound is written, little-endian, channels interleaved.
public enum SampleFormat: String, Hashable, Sendable, CaseIterable {
    case s16le
    /// Three bytes a sample.
    case s24le
    case s32le
    case f32le

    public var bytesPerSample: Int {
        switch self {
        case .s16le: 2
        case .s24le: 3
        case .s32le, .f32le: 4
        }
    }
}
