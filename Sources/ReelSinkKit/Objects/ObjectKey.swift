/// The name under which a sink keeps a file: `2026/11/talk.mp4`, relative to what the sink's address names.
///
/// Any Unicode text of 1 to 1,024 bytes in UTF-8 (Amazon S3's limit, the lowest of the stores). A key can never lead
/// out of its sink: no component is `.` or `..`, and it does not begin with `/`.
public struct ObjectKey: Hashable, Sendable, CustomStringConvertible {
    public static let longest = 1_024

    /// The key as text, not encoded in any way.
    public let text: String

    /// Takes `text` as it is, or says why it is no key.
    public init(_ text: String) throws(SinkError) {
        func refused(_ reason: String) -> SinkError {
            SinkError(.invalid, "'\(text.prefix(80))' cannot be the name of a file in a sink: \(reason).")
        }
        guard !text.isEmpty else { throw refused("it is empty") }
        let bytes = text.utf8.count
        guard bytes <= Self.longest else {
            throw refused("it has \(bytes) bytes and at most \(Self.longest) are possible")
        }
        guard !text.hasPrefix("/"), !text.hasSuffix("/") else { throw refused("it begins or ends with a slash") }
        guard !text.unicodeScalars.contains(where: { $0.value < 0x20 || $0.value == 0x7f }) else {
            throw refused("it holds a control character")
        }
        let components = text.split(separator: "/", omittingEmptySubsequences: false)
        guard !components.contains(where: { $0 == "." || $0 == ".." }) else {
            throw refused("'.' and '..' lead out of it")
        }
        self.text = text
    }

    public var description: String { text }
}
