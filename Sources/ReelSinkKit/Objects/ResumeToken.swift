/// What a sink needs to go on with an interrupted upload; only the sink that made it understands it.
public struct ResumeToken: Hashable, Sendable {
    /// Text without secrets, to be kept as it is.
    public let text: String

    public init(_ text: String) {
        self.text = text
    }
}
