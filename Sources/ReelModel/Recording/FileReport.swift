/// A file that was opened or finished.
public struct FileReport: Hashable, Sendable {
    /// What happened to it.
    public enum Stage: String, Hashable, Sendable {
        case opened
        case finished
        /// Could not be finished; what is on the disk can be recovered.
        case abandoned
    }

    public var stage: Stage
    /// Where it is or will be.
    public var path: String
    /// Under which name it grows, while it does.
    public var temporaryPath: String?
    public var format: ContainerFormat
    public var bytes: Int64
    public var duration: Duration

    public init(
        stage: Stage, path: String, temporaryPath: String? = nil, format: ContainerFormat, bytes: Int64 = 0,
        duration: Duration = .zero
    ) {
        self.stage = stage
        self.path = path
        self.temporaryPath = temporaryPath
        self.format = format
        self.bytes = bytes
        self.duration = duration
    }
}
