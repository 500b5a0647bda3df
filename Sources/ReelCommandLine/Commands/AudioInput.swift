/// Where sound comes from, as `--audio` names it.
public enum AudioInput: Hashable, Sendable {
    /// The sound server's default source.
    case defaultSource
    /// A source of the sound server by its name.
    case source(String)
    /// What the machine plays.
    case monitor
    /// The test tone.
    case test
    /// Raw samples from a file or a FIFO.
    case pcmFile(String)
    /// Raw samples from standard input.
    case pcmStandardInput
    /// No sound.
    case none

    /// Reads the option's value; nil when it, or the path behind `pcm:`, is empty.
    init?(_ text: String) {
        switch text {
        case "", "pcm:": return nil
        case "default": self = .defaultSource
        case "monitor": self = .monitor
        case "test": self = .test
        case "none": self = .none
        case "pcm:-": self = .pcmStandardInput
        default: self = text.hasPrefix("pcm:") ? .pcmFile(String(text.dropFirst(4))) : .source(text)
        }
    }

    /// Whether the source is raw samples, whose format has to be told.
    public var isPCM: Bool {
        switch self {
        case .pcmFile, .pcmStandardInput: true
        case .defaultSource, .source, .monitor, .test, .none: false
        }
    }
}
