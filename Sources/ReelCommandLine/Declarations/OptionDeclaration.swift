/// One option as help, the manual and completions show it.
public struct OptionDeclaration: Hashable, Sendable {
    /// As it is typed: `--size`.
    public let name: String
    /// What stands for its value; nil for an option without one.
    public let placeholder: String?
    /// Every value there is, when there are only so many.
    public let choices: [String]
    public let isRepeatable: Bool
    public let help: String

    /// `--size WxH`.
    public var synopsis: String {
        placeholder.map { "\(name) \($0)" } ?? name
    }
}
