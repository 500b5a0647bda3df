/// What became of a recording's pictures.
public struct FrameCounts: Hashable, Sendable {
    /// Delivered by the source.
    public var captured: Int64 = 0
    /// Given to the encoder.
    public var encoded: Int64 = 0
    /// Lost: by the driver (sequence jumps) or here, because the encoder was behind.
    public var dropped: Int64 = 0
    /// Shown twice, to fill a gap.
    public var duplicated: Int64 = 0
    /// Damaged as delivered.
    public var corrupt: Int64 = 0

    public init() {}
}
