/// How the delivery of one finished file to one sink stands.
public struct DeliveryReport: Hashable, Sendable {
    /// Where the delivery is.
    public enum Stage: String, Hashable, Sendable {
        case uploading
        /// The sink's own answer proves that it holds the same bytes.
        case verified
        case failed
    }

    public var stage: Stage
    public var file: String
    /// The sink as the user wrote it, without any secret.
    public var sink: String
    /// Where the file lies in the sink.
    public var location: String?
    public var bytes: Int64
    public var error: RecorderError?

    public init(
        stage: Stage, file: String, sink: String, location: String? = nil, bytes: Int64 = 0,
        error: RecorderError? = nil
    ) {
        self.stage = stage
        self.file = file
        self.sink = sink
        self.location = location
        self.bytes = bytes
        self.error = error
    }
}
