import ReelModel
import Testing

@testable import ReelCapture

@Suite("A stream's samples on the clock")
struct StreamPlacementTests {
    private let start = MediaTime(nanoseconds: 5_000_000_000)

    @Test func `samples stand at start plus position by rate, without adding up errors`() {
        var placement = StreamPlacement(rate: 44_100, start: start)
        for index in 0..<10_000 {
            let place = placement.place(441, arrival: nil)
            #expect(place.timestamp == start.advanced(by: .milliseconds(10 * index)))
            #expect(place.end == start.advanced(by: .milliseconds(10 * (index + 1))))
        }
    }

    @Test func `a block that comes 50 ms late stays in its place`() {
        var placement = StreamPlacement(rate: 48_000, start: start)
        let place = placement.place(960, arrival: start.advanced(by: .milliseconds(70)))
        #expect(place.timestamp == start)
    }

    @Test func `a stall of more than 50 ms moves this block and all that follow`() {
        var placement = StreamPlacement(rate: 48_000, start: start)
        _ = placement.place(960, arrival: start.advanced(by: .milliseconds(20)))
        let late = placement.place(960, arrival: start.advanced(by: .milliseconds(140)))
        #expect(late.timestamp == start.advanced(by: .milliseconds(120)))
        #expect(late.end == start.advanced(by: .milliseconds(140)))
        let next = placement.place(960, arrival: start.advanced(by: .milliseconds(161)))
        #expect(next.timestamp == start.advanced(by: .milliseconds(140)))
    }

    @Test func `a stream that is ahead is not moved`() {
        var placement = StreamPlacement(rate: 48_000, start: start)
        for _ in 0..<49 { _ = placement.place(960, arrival: start) }
        #expect(placement.place(960, arrival: start).timestamp == start.advanced(by: .milliseconds(980)))
    }
}
