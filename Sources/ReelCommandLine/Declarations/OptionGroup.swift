/// Options that belong together, under one heading.
public struct OptionGroup: Hashable, Sendable {
    public let title: String
    public let options: [OptionDeclaration]
}
