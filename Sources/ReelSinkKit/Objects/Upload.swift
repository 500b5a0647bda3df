/// One finished file on its way into a sink.
public struct Upload: Hashable, Sendable {
    /// The local file. It must not change until the upload is over; a sink that sees it change gives up.
    public var path: String
    /// Its size in bytes when it was finished.
    public var size: Int64
    /// The name it gets in the sink; an object of that name is replaced whole.
    public var key: ObjectKey
    /// The media type, such as `video/mp4`, for sinks that keep one.
    public var contentType: String
    /// Names and values for sinks that keep metadata.
    public var metadata: [String: String]
    /// Where an upload of this file to this key stood when it was interrupted; nil to begin anew.
    public var resumption: ResumeToken?

    public init(
        path: String, size: Int64, key: ObjectKey, contentType: String = "application/octet-stream",
        metadata: [String: String] = [:], resumption: ResumeToken? = nil
    ) {
        self.path = path
        self.size = size
        self.key = key
        self.contentType = contentType
        self.metadata = metadata
        self.resumption = resumption
    }
}
