/// The four characters that name a box, a brand or a codec.
struct FourCC: Hashable, ExpressibleByStringLiteral {
    let value: UInt32

    /// A literal of exactly four bytes.
    init(stringLiteral literal: StaticString) {
        precondition(literal.utf8CodeUnitCount == 4, "four characters name a box")
        value = literal.withUTF8Buffer { unsafe $0.reduce(0) { $0 << 8 | UInt32($1) } }
    }
}
