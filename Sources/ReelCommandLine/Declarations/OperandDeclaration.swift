/// What a command takes beside its options.
public struct OperandDeclaration: Hashable, Sendable {
    /// What stands for it in help: `OUTPUT`.
    public let placeholder: String
    /// How many there must and may be.
    public let count: ClosedRange<Int>
    public let help: String

    /// `OUTPUT [OUTPUT...]`, `[DIR]`.
    public var synopsis: String {
        let optional = count.upperBound > max(1, count.lowerBound) ? " [\(placeholder)...]" : ""
        return (count.lowerBound == 0 ? "[\(placeholder)]" : placeholder) + optional
    }
}
