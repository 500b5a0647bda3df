/// A picture that could not be used as it was delivered: it is counted, and the last good one stands in its place.
public struct CorruptPicture: Error, Hashable, Sendable, CustomStringConvertible {
    /// What was wrong with it, as far as it is known.
    public var reason: String

    public init(_ reason: String) {
        self.reason = reason
    }

    public var description: String { reason }
}
