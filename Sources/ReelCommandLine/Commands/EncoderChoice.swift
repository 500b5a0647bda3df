/// Who compresses the picture.
public enum EncoderChoice: String, Hashable, Sendable, CaseIterable {
    /// The best that works on this machine.
    case auto
    /// libx264, in software.
    case x264
}
