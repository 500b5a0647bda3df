/// An output's name with fields in it: `/srv/{host}/{start:%Y-%m-%d}-{name}.mp4`.
///
/// Fields are `{start:…}` and `{end:…}` with `strftime` conversions (`%Y %m %d %H %M %S %%`; without a pattern
/// `%Y-%m-%d-%H-%M-%S`), `{name}`, `{index}`, `{host}` and `{device}`. `{{` and `}}` stand for a brace itself.
public struct NameTemplate: Hashable, Sendable {
    private enum Piece: Hashable {
        case literal(String)
        case start(pattern: String)
        case end(pattern: String)
        case name
        case index
        case host
        case device

        var hasTime: Bool {
            switch self {
            case .start(let pattern), .end(let pattern): pattern.contains("%")
            case .literal, .name, .index, .host, .device: false
            }
        }

        var isField: Bool {
            switch self {
            case .literal: false
            case .start, .end, .name, .index, .host, .device: true
            }
        }
    }

    /// The template as it was written.
    public let text: String
    private let pieces: [Piece]

    /// Reads a template; an unknown field or conversion is refused with a sentence that names the nearest.
    public init(_ text: String) throws(RecorderError) {
        self.text = text
        var pieces: [Piece] = []
        var literal = ""
        var rest = text[...]
        while let character = rest.popFirst() {
            if character == "{" || character == "}", rest.first == character {
                literal.append(character)
                rest.removeFirst()
            } else if character == "{" {
                guard let end = rest.firstIndex(of: "}") else {
                    throw RecorderError(
                        .usage, "The name \(text) opens a field with { and does not close it; write {{ for a brace.")
                }
                if !literal.isEmpty { pieces.append(.literal(literal)) }
                literal = ""
                pieces.append(try Self.field(rest[..<end], of: text))
                rest = rest[rest.index(after: end)...]
            } else {
                literal.append(character)
            }
        }
        if !literal.isEmpty { pieces.append(.literal(literal)) }
        self.pieces = pieces
    }

    /// Whether there is any field. A template never overwrites a file; a name that was typed out may.
    public var isTemplate: Bool { pieces.contains(where: \.isField) }

    /// Whether the time is part of the name, so that each recording gets a name of its own.
    public var hasTime: Bool { pieces.contains(where: \.hasTime) }

    /// Whether the name is known only when the recording has ended.
    public var needsEnd: Bool {
        pieces.contains { piece in
            if case .end = piece { true } else { false }
        }
    }

    /// The directory that has to be there already, `.` for the current one: what stands before the first field's own
    /// directory. Directories below it are made by the template and are created.
    public var fixedDirectory: String {
        guard case .literal(let prefix)? = pieces.first, let slash = prefix.lastIndex(of: "/") else { return "." }
        return slash == prefix.startIndex ? "/" : String(prefix[..<slash])
    }

    /// The path for one file. A value can never leave the directory: see `sanitized`.
    public func path(_ values: Values) -> String {
        pieces.map { piece in
            switch piece {
            case .literal(let text): text
            case .start(let pattern): values.start.formatted(pattern)
            case .end(let pattern): (values.end ?? values.start).formatted(pattern)
            case .name: Self.sanitized(values.name)
            case .index: String(values.index)
            case .host: Self.sanitized(values.host)
            case .device: Self.sanitized(values.device)
            }
        }.joined()
    }

    /// `path` with `-2`, `-3`, … before its extension: the next name to try when a template's name is taken.
    public static func numbered(_ path: String, _ number: Int) -> String {
        let nameStart = path.lastIndex(of: "/").map { path.index(after: $0) } ?? path.startIndex
        guard let dot = path[nameStart...].lastIndex(of: "."), dot != nameStart else { return "\(path)-\(number)" }
        return "\(path[..<dot])-\(number)\(path[dot...])"
    }

    /// A value that is safe as a part of a file name: `/`, NUL and other control characters become `-`, leading dots
    /// `_`, nothing at all `_` too, and what goes beyond 100 bytes is cut off.
    static func sanitized(_ value: String) -> String {
        var result = ""
        var bytes = 0
        for character in value {
            let isUnsafe = character.unicodeScalars.contains { scalar in
                scalar == "/" || scalar.value < 0x20 || (0x7f...0x9f).contains(scalar.value)
            }
            let safe: Character = isUnsafe ? "-" : character
            bytes += safe.utf8.count
            if bytes > 100 { break }
            result.append(safe)
        }
        let dots = result.prefix { $0 == "." }.count
        result = String(repeating: "_", count: dots) + result.dropFirst(dots)
        return result.isEmpty ? "_" : result
    }

    private static func field(_ text: Substring, of template: String) throws(RecorderError) -> Piece {
        let colon = text.firstIndex(of: ":")
        let name = String(text[..<(colon ?? text.endIndex)])
        let pattern = colon.map { String(text[text.index(after: $0)...]) }
        switch name {
        case "start": return .start(pattern: try timePattern(pattern, of: template))
        case "end": return .end(pattern: try timePattern(pattern, of: template))
        case "name", "index", "host", "device":
            guard pattern == nil else {
                throw RecorderError(
                    .usage, "{\(text)} in \(template): {\(name)} takes no pattern; only {start:…} and {end:…} do.")
            }
            return name == "name" ? .name : name == "index" ? .index : name == "host" ? .host : .device
        default:
            let names = ["start", "end", "name", "index", "host", "device"]
            let hint = Wording.nearest(to: name, among: names).map { "; did you mean {\($0)}?" } ?? "."
            throw RecorderError(
                .usage,
                "There is no field {\(name)} in names\(hint) The fields are \(Wording.list(names.map { "{\($0)}" })); "
                    + "write {{ for a brace itself.")
        }
    }

    private static func timePattern(_ pattern: String?, of template: String) throws(RecorderError) -> String {
        guard let pattern else { return "%Y-%m-%d-%H-%M-%S" }
        var characters = pattern.makeIterator()
        while let character = characters.next() {
            if character != "%" { continue }
            guard let conversion = characters.next(), "YmdHMS%".contains(conversion) else {
                throw RecorderError(
                    .usage,
                    "The time pattern \(pattern) in \(template) holds a conversion that is not known; "
                        + "there are %Y, %m, %d, %H, %M, %S and %%.")
            }
        }
        return pattern
    }
}
