/// Which of a sound server's sources is meant.
public enum PulseSelector: Hashable, Sendable {
    /// The server's default source, followed when the default changes.
    case `default`
    /// What the machine plays: the monitor of the default sink.
    case monitor
    /// The source of this name.
    case named(String)

    /// Reads `default`, `monitor`, or the name of a source.
    public init(_ text: String) {
        switch text {
        case "default": self = .default
        case "monitor": self = .monitor
        default: self = .named(text)
        }
    }
}
