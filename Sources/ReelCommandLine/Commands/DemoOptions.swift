/// What `reel demo` was asked for.
public struct DemoOptions: Hashable, Sendable {
    /// Where the finished file is delivered to; nil for the current directory.
    public var directory: String?

    public init() {}
}
