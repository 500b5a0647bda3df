import ReelModel

/// Why a sink did not do what was asked: a code that decides what happens next, and a sentence for a person.
public struct SinkError: Error, Hashable, Sendable, CustomStringConvertible {
    public var code: Code
    /// One sentence: what was wrong and what to do. Never holds a secret.
    public var message: String
    /// What the layer below said.
    public var cause: String?

    public init(_ code: Code, _ message: String, cause: String? = nil) {
        self.code = code
        self.message = message
        self.cause = cause
    }

    /// Whether trying again later can help without anybody doing anything.
    public var isTransient: Bool { code.isTransient }

    /// The same as an error of a recording, for events and the exit status.
    public var recorderError: RecorderError {
        RecorderError(code == .invalid ? .usage : .notDelivered, message, cause: cause)
    }

    public var description: String {
        cause.map { "\(message) (\($0))" } ?? message
    }
}
