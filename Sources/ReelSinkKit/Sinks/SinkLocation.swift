/// A sink's address as a person writes it: `file:///srv/talks`, `s3://bucket/prefix?region=eu-central-1`, or plainly
/// the path of a directory.
public struct SinkLocation: Hashable, Sendable {
    /// Lower case; `file` for a plain path.
    public let scheme: String
    /// What stands between `//` and the path: a host, a bucket; empty for files.
    public let authority: String
    /// Decoded.
    public let path: String
    /// What stands behind `?`, decoded, in order.
    public let options: [(name: String, value: String)]
    /// The address as it was written.
    private let text: String

    /// Reads an address by RFC 3986 as far as sinks need it, or a path.
    ///
    /// Without `://` the text is a path, taken as it is. A user and password are refused: they would be seen in the
    /// process list and in logs.
    public init(_ text: String) throws(SinkError) {
        self.text = text
        guard let mark = text.range(ofFirst: "://") else {
            guard !text.isEmpty, !text.contains("\0") else {
                throw SinkError(
                    .invalid, "A sink's address is empty; give a directory or an address such as file:///srv/talks.")
            }
            (scheme, authority, path, options) = ("file", "", text, [])
            return
        }
        scheme = text[..<mark.lowerBound].lowercased()
        guard let first = scheme.first, ("a"..."z").contains(first),
            scheme.allSatisfy({ ("a"..."z").contains($0) || ("0"..."9").contains($0) || "+-.".contains($0) })
        else {
            throw SinkError(
                .invalid, "'\(scheme.prefix(40))://' begins no address of a sink; one begins like file:///srv/talks.")
        }
        var rest = text[mark.upperBound...]
        var query = Substring()
        if let question = rest.firstIndex(of: "?") {
            query = rest[rest.index(after: question)...]
            rest = rest[..<question]
        }
        let slash = rest.firstIndex(of: "/") ?? rest.endIndex
        authority = String(rest[..<slash])
        guard !authority.contains("@") else {
            throw SinkError(
                .invalid,
                "A user name or password does not belong into a sink's address, where everybody can read it; put it "
                    + "into the environment.")
        }
        path = try Self.decoded(rest[slash...])
        var options: [(name: String, value: String)] = []
        for pair in query.split(separator: "&") {
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let value = parts.count == 2 ? try Self.decoded(parts[1]) : ""
            options.append((name: try Self.decoded(parts[0]), value: value))
        }
        self.options = options
    }

    /// The address for people, events and logs, with the values of the named options hidden.
    public func description(hiding secrets: Set<String>) -> String {
        guard options.contains(where: { secrets.contains($0.name) }), let question = text.firstIndex(of: "?") else {
            return text
        }
        let shown = options.map { secrets.contains($0.name) ? "\($0.name)=..." : "\($0.name)=\($0.value)" }
        return text[...question] + shown.joined(separator: "&")
    }

    public static func == (left: SinkLocation, right: SinkLocation) -> Bool { left.text == right.text }

    public func hash(into hasher: inout Hasher) { hasher.combine(text) }

    /// Percent-decoding, RFC 3986 section 2.1; the result has to be UTF-8 without NUL.
    private static func decoded(_ text: Substring) throws(SinkError) -> String {
        var bytes: [UInt8] = []
        var rest = text.utf8[...]
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "%") else {
                bytes.append(byte)
                continue
            }
            let digits = rest.prefix(2).compactMap { Character(Unicode.Scalar($0)).hexDigitValue }
            guard digits.count == 2 else {
                throw SinkError(
                    .invalid,
                    "'\(text)' holds a % that is not followed by two hexadecimal digits; write %25 for a % itself.")
            }
            bytes.append(UInt8(digits[0] * 16 + digits[1]))
            rest = rest.dropFirst(2)
        }
        guard let decoded = String(validating: bytes, as: UTF8.self), !decoded.contains("\0") else {
            throw SinkError(.invalid, "'\(text)' does not decode to text in UTF-8.")
        }
        return decoded
    }
}

extension String {
    /// Where `other` stands first; the standard library has this only behind Foundation or a regular expression.
    fileprivate func range(ofFirst other: String) -> Range<String.Index>? {
        indices.lazy.first { self[$0...].hasPrefix(other) }.map { $0..<index($0, offsetBy: other.count) }
    }
}
