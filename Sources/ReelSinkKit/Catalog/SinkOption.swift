/// One option of a sink, from which help, checks and (later) the configuration file derive.
public struct SinkOption: Hashable, Sendable {
    /// As it stands behind `?` in the sink's address.
    public var name: String
    public var help: String
    /// The value when none is given; nil when there is none.
    public var defaultValue: String?
    /// The environment variable that is read when the address does not say it.
    public var environmentVariable: String?
    /// Whether its value is never shown, in no error, event or log.
    public var isSecret: Bool
    public var isRequired: Bool

    public init(
        name: String, help: String, defaultValue: String? = nil, environmentVariable: String? = nil,
        isSecret: Bool = false, isRequired: Bool = false
    ) {
        self.name = name
        self.help = help
        self.defaultValue = defaultValue
        self.environmentVariable = environmentVariable
        self.isSecret = isSecret
        self.isRequired = isRequired
    }
}
