import ReelModel

/// A file that is whole and bears its real name.
public struct FinishedFile: Hashable, Sendable {
    public var path: String
    public var bytes: Int64
    public var duration: Duration

    public init(path: String, bytes: Int64, duration: Duration) {
        self.path = path
        self.bytes = bytes
        self.duration = duration
    }
}
