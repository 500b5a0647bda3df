import Foundation
import ReelModel
import Testing

struct JSONValueTests {
    /// Read by Foundation, an independent reader.
    private static func read(_ value: JSONValue) throws -> Any {
        try JSONSerialization.jsonObject(with: Data(value.text.utf8), options: .fragmentsAllowed)
    }

    @Test func `every scalar that must be escaped, and its neighbours, come back from another reader`() throws {
        for code: UInt32 in Array(0...0x2ff) + Array(0x2020...0x2030) + [0xfffd, 0xffff, 0x1_0000, 0x10_ffff] {
            let text = String(try #require(Unicode.Scalar(code)))
            #expect(try Self.read(.string("a\(text)b")) as? String == "a\(text)b")
        }
    }

    @Test func `escapes are the short ones of RFC 8259 where there are some`() {
        #expect(JSONValue.string("\"\\\n\r\t\u{1}\u{1f}/é").text == #""\"\\\n\r\t\u0001\u001f/é""#)
    }

    @Test func `a line break inside a string does not break the line`() {
        let value = JSONValue.object([("a\nb", .array([.string("\r\n"), .null, .bool(true)]))])
        #expect(value.text == #"{"a\nb":["\r\n",null,true]}"#)
    }

    @Test(arguments: [
        (JSONValue.decimal(units: 0, places: 6), "0"), (.decimal(units: 1_500_000, places: 6), "1.5"),
        (.decimal(units: -1, places: 6), "-0.000001"), (.decimal(units: -12, places: 1), "-1.2"),
        (.decimal(units: 7, places: 0), "7"), (.decimal(units: .min, places: 3), "-9223372036854775.808"),
        (.seconds(.nanoseconds(1_234_567_891)), "1.234568"), (.seconds(.nanoseconds(-499)), "0"),
        (.seconds(.seconds(90_000)), "90000"), (.measured(29.9701, places: 2), "29.97"),
        (.measured(-120, places: 1), "-120"), (.measured(.nan, places: 1), "null"),
        (.measured(-.infinity, places: 1), "null"), (.integer(.max), "9223372036854775807"), (.number(0.1), "0.1"),
        (.number(.infinity), "null"), (.array([]), "[]"), (.object([]), "{}"),
    ])
    func `numbers are written as JSON has them`(value: JSONValue, text: String) throws {
        #expect(value.text == text)
        _ = try Self.read(value)
    }

    @Test(arguments: [Double.leastNonzeroMagnitude, 1.7976931348623157e308, 1e16, -0.0, 123_456.789])
    func `any finite number reads back as itself`(number: Double) throws {
        #expect(try Self.read(.number(number)) as? Double == number)
    }
}
