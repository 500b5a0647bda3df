import ReelModel

/// The kinds of sink that a program offers: one explicit list, handed to whoever needs it.
public struct SinkCatalog: Sendable {
    public let descriptors: [SinkDescriptor]

    /// A catalog of these, in the order in which they are shown; each scheme once.
    public init(_ descriptors: [SinkDescriptor]) {
        precondition(Set(descriptors.map(\.scheme)).count == descriptors.count, "a scheme names one kind of sink")
        self.descriptors = descriptors
    }

    /// The kind of sink that `location` names, or a sentence that lists those there are.
    public func descriptor(for location: SinkLocation) throws(SinkError) -> SinkDescriptor {
        if let descriptor = descriptors.first(where: { $0.scheme == location.scheme }) { return descriptor }
        let hint = Wording.nearest(to: location.scheme, among: descriptors.map(\.scheme))
        let there = Wording.list(descriptors.map { "\($0.scheme) (\($0.summary), such as \($0.example))" })
        throw SinkError(
            .invalid,
            "There is no sink '\(location.scheme)'\(hint.map { "; did you mean \($0)?" } ?? ".") There is \(there).")
    }

    /// The sink that an address or a directory's path names.
    public func sink(
        at location: SinkLocation, environment: [String: String]
    ) throws(SinkError) -> any UploadSink {
        try descriptor(for: location).make(from: location, environment: environment)
    }
}
