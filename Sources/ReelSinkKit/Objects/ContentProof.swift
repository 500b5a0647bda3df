/// How a sink has shown that it holds the same bytes.
public enum ContentProof: Hashable, Sendable {
    /// What the sink keeps was read back and compared with the source, byte for byte.
    case comparedByteForByte
    /// The sink's own answer gave this hash, and the source has the same: `sha256` or `md5` and its value in
    /// lower-case hexadecimal.
    case hash(kind: String, value: String)
}
