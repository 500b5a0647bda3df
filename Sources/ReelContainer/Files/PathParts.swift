/// A path taken apart: the directory, and the name with and without its extension.
struct PathParts: Hashable {
    /// `.` for a bare name, `/` for a name in the root.
    let directory: String
    let name: String
    private let prefix: String

    init(_ path: String) {
        let slash = path.lastIndex(of: "/")
        let start = slash.map { path.index(after: $0) } ?? path.startIndex
        name = String(path[start...])
        prefix = String(path[..<start])
        directory =
            switch slash {
            case nil: "."
            case path.startIndex?: "/"
            case let slash?: String(path[..<slash])
            }
    }

    /// The name that a file grows under: `.talk.mp4.part`, and `.talk.mp4.2.part` at the second attempt.
    func temporary(attempt: Int) -> String {
        attempt == 1 ? "\(prefix).\(name).part" : "\(prefix).\(name).\(attempt).part"
    }

    /// The name with a number before its extension: `talk-2.mp4`; without a number for 1.
    func numbered(_ number: Int) -> String {
        guard number > 1 else { return prefix + name }
        guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return "\(prefix)\(name)-\(number)" }
        return "\(prefix)\(name[..<dot])-\(number)\(name[dot...])"
    }
}
