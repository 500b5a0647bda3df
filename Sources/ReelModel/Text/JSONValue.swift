/// A value of JSON (RFC 8259), written out by hand so that a program which only writes JSON needs no Foundation.
///
/// Members of an object keep their order, so that the same event always gives the same line.
public enum JSONValue: Sendable {
    case null
    case bool(Bool)
    case integer(Int64)
    /// Written as Swift writes it, which reads back to the same number; one that is not finite becomes `null`.
    case number(Double)
    /// `units` of `10^-places`, exactly: `.decimal(units: 1_500, places: 3)` is `1.5`.
    case decimal(units: Int64, places: Int)
    case string(String)
    case array([JSONValue])
    case object([(name: String, value: JSONValue)])

    /// A duration in seconds, to the nearest microsecond.
    public static func seconds(_ duration: Duration) -> JSONValue {
        .decimal(units: scaled(duration.nanoseconds, from: 1_000_000_000, to: 1_000_000), places: 6)
    }

    /// A number to the nearest of `places` decimals: a measured value, which is no better than that.
    public static func measured(_ value: Double, places: Int) -> JSONValue {
        let factor = (0..<places).reduce(1.0) { product, _ in product * 10 }
        return Int64(exactly: (value * factor).rounded()).map { .decimal(units: $0, places: places) } ?? .number(value)
    }

    /// The value's text, on one line.
    public var text: String {
        var text = ""
        write(to: &text)
        return text
    }

    private func write(to text: inout String) {
        switch self {
        case .null: text += "null"
        case .bool(let value): text += value ? "true" : "false"
        case .integer(let value): text += String(value)
        case .number(let value): text += value.isFinite ? value.description : "null"
        case .decimal(let units, let places): Self.writeDecimal(units, places: places, to: &text)
        case .string(let value): Self.writeString(value, to: &text)
        case .array(let values):
            text += "["
            for (index, value) in values.enumerated() {
                if index > 0 { text += "," }
                value.write(to: &text)
            }
            text += "]"
        case .object(let members):
            text += "{"
            for (index, member) in members.enumerated() {
                if index > 0 { text += "," }
                Self.writeString(member.name, to: &text)
                text += ":"
                member.value.write(to: &text)
            }
            text += "}"
        }
    }

    private static func writeDecimal(_ units: Int64, places: Int, to text: inout String) {
        var digits = String(units.magnitude)
        digits = String(repeating: "0", count: max(0, places + 1 - digits.count)) + digits
        var fraction = digits.suffix(places)
        while fraction.last == "0" { fraction.removeLast() }
        if units < 0 { text += "-" }
        text += digits.dropLast(places)
        if !fraction.isEmpty { text += "." + fraction }
    }

    /// Section 7: the quotation mark, the backslash and everything below U+0020 must be escaped.
    private static func writeString(_ value: String, to text: inout String) {
        text += "\""
        for scalar in value.unicodeScalars {
            switch scalar {
            case "\"": text += "\\\""
            case "\\": text += "\\\\"
            case "\n": text += "\\n"
            case "\r": text += "\\r"
            case "\t": text += "\\t"
            case "\u{0}"..<"\u{20}":
                text += "\\u00" + (scalar.value < 16 ? "0" : "") + String(scalar.value, radix: 16)
            default: text.unicodeScalars.append(scalar)
            }
        }
        text += "\""
    }
}
