/// What went wrong, as a value: a stable code, a sentence that a person can act on, and the cause underneath.
public struct RecorderError: Error, Hashable, Sendable, CustomStringConvertible {
    public var code: Code
    /// One sentence: what was wrong, and what to do next. Never holds a secret.
    public var message: String
    /// What the layer below said, for whoever digs deeper.
    public var cause: String?

    public init(_ code: Code, _ message: String, cause: String? = nil) {
        self.code = code
        self.message = message
        self.cause = cause
    }

    public var description: String {
        cause.map { "\(message) (\($0))" } ?? message
    }
}
