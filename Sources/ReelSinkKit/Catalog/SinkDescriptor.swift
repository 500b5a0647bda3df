import ReelModel

/// A kind of sink, declared in one literal: everything that is told about it comes from here.
public struct SinkDescriptor: Sendable {
    /// What its addresses begin with: `file`, `s3`.
    public let scheme: String
    /// What it is, in half a line.
    public let summary: String
    /// An address as an example.
    public let example: String
    public let options: [SinkOption]
    public let traits: SinkTraits
    private let open: @Sendable (SinkSettings) throws(SinkError) -> any UploadSink

    /// `open` makes the sink from checked settings. It touches no network and changes nothing on a disk.
    public init(
        scheme: String, summary: String, example: String, options: [SinkOption] = [], traits: SinkTraits = [],
        open: @escaping @Sendable (SinkSettings) throws(SinkError) -> any UploadSink
    ) {
        self.scheme = scheme
        self.summary = summary
        self.example = example
        self.options = options
        self.traits = traits
        self.open = open
    }

    /// Checks an address against the declaration and makes the sink.
    ///
    /// An option that is not declared, one given twice and one that is missing are refused with a sentence.
    public func make(
        from location: SinkLocation, environment: [String: String]
    ) throws(SinkError) -> any UploadSink {
        let displayName = self.displayName(of: location)
        var values: [String: String] = [:]
        for (name, value) in location.options {
            guard options.contains(where: { $0.name == name }) else { throw unknownOption(name) }
            guard values.updateValue(value, forKey: name) == nil else {
                throw SinkError(.invalid, "The option \(name) stands twice in \(displayName).")
            }
        }
        for option in options where values[option.name] == nil {
            let fromEnvironment = option.environmentVariable.flatMap { environment[$0] }
            values[option.name] = fromEnvironment ?? option.defaultValue
            if option.isRequired, values[option.name] == nil { throw missing(option, in: displayName) }
        }
        return try open(SinkSettings(location: location, displayName: displayName, values: values))
    }

    /// The address as it may be shown, without the values of secret options.
    public func displayName(of location: SinkLocation) -> String {
        location.description(hiding: Set(options.filter(\.isSecret).map(\.name)))
    }

    private func unknownOption(_ name: String) -> SinkError {
        let names = options.map(\.name)
        let hint = Wording.nearest(to: name, among: names).map { "; did you mean \($0)?" } ?? "."
        let there = names.isEmpty ? "It has none." : "There are \(Wording.list(names))."
        return SinkError(.invalid, "The sink \(scheme) has no option '\(name)'\(hint) \(there)")
    }

    private func missing(_ option: SinkOption, in displayName: String) -> SinkError {
        let place = option.environmentVariable.map { " or set \($0)" } ?? ""
        return SinkError(
            .invalid, "\(displayName) lacks \(option.name) (\(option.help)); add ?\(option.name)=...\(place).")
    }
}
