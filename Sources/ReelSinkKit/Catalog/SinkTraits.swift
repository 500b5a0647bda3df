/// What a sink can do beyond what every sink does.
public struct SinkTraits: OptionSet, Hashable, Sendable {
    public let rawValue: Int

    public init(rawValue: Int) {
        self.rawValue = rawValue
    }

    /// Goes on with an interrupted upload by its resume token.
    public static let resumes = SinkTraits(rawValue: 1 << 0)
    /// Keeps the content type and the metadata.
    public static let keepsMetadata = SinkTraits(rawValue: 1 << 1)
}
