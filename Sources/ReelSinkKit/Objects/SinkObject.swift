/// A file that a sink holds.
public struct SinkObject: Hashable, Sendable {
    public var key: ObjectKey
    /// In bytes.
    public var size: Int64
    /// Where a person or a program finds it: a path, a URL. Never holds a secret.
    public var location: String

    public init(key: ObjectKey, size: Int64, location: String) {
        self.key = key
        self.size = size
        self.location = location
    }
}
