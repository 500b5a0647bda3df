/// A command line that does something useful, and what it does.
public struct Example: Hashable, Sendable {
    public let meaning: String
    /// The command line, broken into lines that end in a backslash.
    public let lines: [String]

    init(_ meaning: String, _ lines: String...) {
        self.meaning = meaning
        self.lines = lines
    }
}
