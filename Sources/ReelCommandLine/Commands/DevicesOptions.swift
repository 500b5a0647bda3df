/// What `reel devices` was asked for.
public struct DevicesOptions: Hashable, Sendable {
    /// One JSON document for programs instead of text for people.
    public var isJSON = false

    public init() {}
}
