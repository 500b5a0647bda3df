/// What is asked of a source of sound; nil takes what the source has.
public struct AudioRequest: Hashable, Sendable {
    /// Hertz.
    public var rate: Int?
    public var channels: Int?

    public init(rate: Int? = nil, channels: Int? = nil) {
        self.rate = rate
        self.channels = channels
    }
}
