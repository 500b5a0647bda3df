/// What happened to a stream of sound from a server since it was started.
public struct PulseStatistics: Hashable, Sendable {
    /// Fragments that the server sent.
    public var fragments: Int64 = 0
    /// Samples per channel that the server had to leave out.
    public var holeFrames: Int64 = 0
    /// Samples per channel that were lost here, because every buffer was out.
    public var overrunFrames: Int64 = 0
    /// How often the server says that its own buffer overflowed.
    public var overflows: Int64 = 0
    /// How often the stream was moved to another source.
    public var moves: Int64 = 0
    /// How often the source was suspended under the stream.
    public var suspensions: Int64 = 0

    public init() {}
}
