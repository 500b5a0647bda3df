import ReelModel
import Testing

struct RecordingIDTests {
    private struct Counting: RandomNumberGenerator {
        var value: UInt64 = 0xffff_ffff_ffff_ffff
        mutating func next() -> UInt64 { value }
    }

    @Test func `an id is a UUID of version 7 with the start's milliseconds in front`() {
        var random = Counting()
        // The example of RFC 9562, appendix A.6.
        let time = WallTime(nanosecondsSince1970: 1_645_557_742_000 * 1_000_000)
        let id = RecordingID(startingAt: time, using: &random)
        #expect(id.description.hasPrefix("017f22e2-79b0-7fff-bfff-"))
        #expect(id.description.count == 36)
    }

    @Test func `ids sort by their start, also as text`() {
        var random = SystemRandomNumberGenerator()
        let ids = (0..<100).map { index in
            RecordingID(startingAt: WallTime(nanosecondsSince1970: Int64(index) * 700_000_000), using: &random)
        }
        #expect(ids.map(\.description) == ids.map(\.description).sorted())
        #expect(Set(ids).count == 100)
    }

    @Test func `an id comes back from its bytes, and from no other number of them`() {
        var random = SystemRandomNumberGenerator()
        let id = RecordingID(startingAt: WallTime(nanosecondsSince1970: 0), using: &random)
        #expect(RecordingID(bytes: id.bytes) == id)
        #expect(RecordingID(bytes: []) == nil)
        #expect(RecordingID(bytes: id.bytes + [0]) == nil)
    }
}
