import ReelContainer
import ReelModel

/// One file to be written.
public struct OutputConfiguration: Hashable, Sendable {
    /// Where it goes; fields such as the time are filled in.
    public var name: NameTemplate
    public var format: ContainerFormat
    /// Whether a file that bears the name already is never replaced, not even when the name was typed out.
    public var isReplacingRefused: Bool

    public init(name: NameTemplate, format: ContainerFormat, isReplacingRefused: Bool = false) {
        self.name = name
        self.format = format
        self.isReplacingRefused = isReplacingRefused
    }

    /// An output whose extension says its format.
    public init(_ path: String, isReplacingRefused: Bool = false) throws(RecorderError) {
        let name = try NameTemplate(path)
        guard let format = ContainerFormat(path: path) else {
            let known = Wording.list(ContainerFormat.allCases.map { ".\($0.rawValue)" })
            throw RecorderError(
                .usage, "\(path) does not end in a format that is known; there are \(known).")
        }
        self.init(name: name, format: format, isReplacingRefused: isReplacingRefused)
    }

    /// A template never replaces a file, a name that was typed out does unless that was refused.
    var replacement: ReplacementPolicy {
        if name.isTemplate { return .numbered }
        return isReplacingRefused ? .never : .replace
    }
}
