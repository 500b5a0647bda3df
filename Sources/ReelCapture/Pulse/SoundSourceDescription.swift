/// A source of sound as the server describes it.
public struct SoundSourceDescription: Hashable, Sendable {
    /// What a source does at the moment.
    public enum State: String, Hashable, Sendable {
        /// Somebody records from it.
        case running
        case idle
        /// Switched off until somebody records from it.
        case suspended
        case unknown
    }

    /// The name to select it by.
    public var name: String
    /// The name for people.
    public var description: String
    /// Hertz.
    public var rate: Int
    public var channels: Int
    /// Whether it hears what the machine plays.
    public var isMonitor: Bool
    public var isDefault: Bool
    public var state: State
    public var isMuted: Bool

    public init(
        name: String, description: String, rate: Int, channels: Int, isMonitor: Bool = false, isDefault: Bool = false,
        state: State = .unknown, isMuted: Bool = false
    ) {
        self.name = name
        self.description = description
        self.rate = rate
        self.channels = channels
        self.isMonitor = isMonitor
        self.isDefault = isDefault
        self.state = state
        self.isMuted = isMuted
    }
}
