import ReelModel
import Testing

struct MediaTimeTests {
    @Test func `a difference added to a moment gives the other`() {
        let (early, late) = (MediaTime(nanoseconds: 5), MediaTime(nanoseconds: 1_000_000_007))
        #expect(late - early == .nanoseconds(1_000_000_002))
        #expect(early - late == .nanoseconds(-1_000_000_002))
        #expect(early.advanced(by: late - early) == late)
        #expect(early < late)
    }

    @Test func `whole seconds of wall time are rounded down on both sides of 1970`() {
        #expect(WallTime(nanosecondsSince1970: 1_999_999_999).secondsSince1970 == 1)
        #expect(WallTime(nanosecondsSince1970: -1).secondsSince1970 == -1)
        #expect(WallTime(nanosecondsSince1970: -1_000_000_000).secondsSince1970 == -1)
        #expect(WallTime(nanosecondsSince1970: -1_000_000_001).secondsSince1970 == -2)
    }
}
