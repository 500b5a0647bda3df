/// A sink's address together with its options, checked against the declaration and completed.
public struct SinkSettings: Sendable {
    public let location: SinkLocation
    /// The address without secrets, for messages.
    public let displayName: String
    private let values: [String: String]

    init(location: SinkLocation, displayName: String, values: [String: String]) {
        self.location = location
        self.displayName = displayName
        self.values = values
    }

    /// An option's value: from the address, the environment or its default.
    public subscript(option: String) -> String? { values[option] }
}
