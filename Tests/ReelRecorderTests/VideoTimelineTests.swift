import ReelModel
import Testing

@testable import ReelRecorder

@Suite("The picture timeline")
struct VideoTimelineTests {
    static let zero = MediaTime(nanoseconds: 5_000_000_000)
    static let rate = FrameRate(numerator: 30)

    static func timeline(end: Duration? = nil) -> VideoTimeline {
        VideoTimeline(origin: zero, rate: rate, timescale: 90_000, end: end)
    }

    @Test("pictures stand where their timestamps say, to a tick of 1/90000 s")
    func exactTimes() {
        var timeline = Self.timeline()
        for number in 0..<300 {
            let time = Self.zero.advanced(by: Self.rate.start(ofFrame: Int64(number)))
            #expect(
                timeline.place(timestamp: time, sequence: UInt64(number)) == .show(at: Int64(number) * 3_000, gap: nil))
        }
    }

    @Test("a camera that slows down to half its rate keeps its own times")
    func variableRate() {
        var timeline = Self.timeline()
        let times = [0, 33, 67, 133, 200, 267].map { Self.zero.advanced(by: .milliseconds($0)) }
        let placed = times.enumerated().map { timeline.place(timestamp: $1, sequence: UInt64($0)) }
        #expect(placed == [0, 2_970, 6_030, 11_970, 18_000, 24_030].map { .show(at: $0, gap: nil) })
    }

    @Test("a jump in sequence numbers is a gap with its length and its count", arguments: [Int64(0), 2, 3, 9])
    func gaps(droppedHere: Int64) {
        var timeline = Self.timeline()
        _ = timeline.place(timestamp: Self.zero, sequence: 7)
        let after = Self.zero.advanced(by: Self.rate.start(ofFrame: 4))
        let placed = timeline.place(timestamp: after, sequence: 11, droppedHere: droppedHere)
        let gap = Gap(
            kind: droppedHere >= 3 ? .framesDropped : .framesLost, start: Self.rate.frameDuration,
            duration: Self.rate.start(ofFrame: 4) - Self.rate.frameDuration, frames: 3)
        #expect(placed == .show(at: 12_000, gap: gap))
    }

    @Test("time never runs backwards: what is not later is left out")
    func outOfOrder() {
        var timeline = Self.timeline()
        _ = timeline.place(timestamp: Self.zero.advanced(by: .milliseconds(40)), sequence: 1)
        #expect(timeline.place(timestamp: Self.zero.advanced(by: .milliseconds(40)), sequence: 2) == .outOfOrder)
        #expect(timeline.place(timestamp: Self.zero, sequence: 3) == .outOfOrder)
        #expect(timeline.place(timestamp: Self.zero.advanced(by: .milliseconds(-1)), sequence: 4) == .outOfOrder)
        #expect(
            timeline.place(timestamp: Self.zero.advanced(by: .milliseconds(80)), sequence: 5)
                == .show(
                    at: 7_200,
                    gap: Gap(
                        kind: .framesLost, start: .milliseconds(40) + Self.rate.frameDuration,
                        duration: .milliseconds(40) - Self.rate.frameDuration, frames: 3)))
    }

    @Test("a lost picture is bridged at the nominal rate: the last one for two seconds, then a slate")
    func standIn() {
        var timeline = Self.timeline()
        _ = timeline.place(timestamp: Self.zero, sequence: 0)
        let lost = Self.zero.advanced(by: .milliseconds(100))
        _ = timeline.place(timestamp: lost, sequence: 3)
        #expect(timeline.standIn(at: lost) == .notYet)
        var placed: [VideoTimeline.StandIn] = []
        let now = lost.advanced(by: .milliseconds(3_001))
        while true {
            let next = timeline.standIn(at: now)
            if next == .notYet { break }
            placed.append(next)
        }
        #expect(placed.count == 90)
        #expect(placed.prefix(59).allSatisfy { if case .lastPicture = $0 { true } else { false } })
        #expect(placed.suffix(30).allSatisfy { if case .slate = $0 { true } else { false } })
        #expect(placed.first == .lastPicture(at: 12_000))
        #expect(placed.last == .slate(at: 279_000))
        #expect(timeline.missing.kind == .pictureLost)
        #expect(abs(timeline.missing.duration - .seconds(3)) < .milliseconds(1))
    }

    @Test("what stands in ends where the recording was to end")
    func standInEnds() {
        var timeline = Self.timeline(end: .milliseconds(100))
        _ = timeline.place(timestamp: Self.zero, sequence: 0)
        let now = Self.zero.advanced(by: .seconds(1))
        let placed = (0..<4).map { _ in timeline.standIn(at: now) }
        #expect(placed == [.lastPicture(at: 3_000), .lastPicture(at: 6_000), .lastPicture(at: 9_000), .beyondEnd])
    }

    @Test("the asked-for end is the first moment that is left out")
    func end() {
        var timeline = Self.timeline(end: .seconds(1))
        let last = Self.zero.advanced(by: .nanoseconds(999_999_999))
        #expect(timeline.place(timestamp: last, sequence: 0) == .show(at: 90_000, gap: nil))
        #expect(timeline.place(timestamp: Self.zero.advanced(by: .seconds(1)), sequence: 1) == .beyondEnd)
    }
}
