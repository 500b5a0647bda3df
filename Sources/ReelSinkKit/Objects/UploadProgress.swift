/// How far an upload is.
public struct UploadProgress: Hashable, Sendable {
    /// Bytes that the sink has; never falls, and ends at the file's size.
    public var bytes: Int64
    /// With which a later upload can go on from here, in another process too; nil when there is nothing new to keep.
    public var resumption: ResumeToken?

    public init(bytes: Int64, resumption: ResumeToken? = nil) {
        self.bytes = bytes
        self.resumption = resumption
    }
}
