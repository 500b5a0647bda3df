import ReelModel
import TestSupport
import Testing

@testable import ReelRecorder

@Suite("The sound timeline")
struct AudioTimelineTests {
    static let zero = MediaTime(nanoseconds: 77_000_000_000)
    static let rate = 48_000
    static let block = Duration.milliseconds(20)

    /// A sound card whose clock runs `ppm` fast, its blocks stamped with a trembling of ±`jitter`.
    struct Card {
        var timeline = AudioTimeline(origin: AudioTimelineTests.zero, rate: AudioTimelineTests.rate)
        var ppm: Double
        var jitter: Duration
        var random = SplitMix(seed: 42)
        var written: Int64 = 0
        var captured: Int64 = 0
        var corrections = 0

        /// Plays one block and returns how far the newest sample in the file is from its true time.
        mutating func play() -> Duration {
            let samples = 960.0
            let trueTime = Double(captured) / (48_000 * (1 + ppm / 1e6))
            captured += 960
            let tremble = jitter.inSeconds * Double.random(in: -1...1, using: &random)
            let timestamp = AudioTimelineTests.zero.advanced(by: .nanoseconds(Int64((trueTime + tremble) * 1e9)))
            let placed = timeline.place(timestamp: timestamp, duration: AudioTimelineTests.block, next: written)
            if placed.gap != nil { corrections += 1 }
            written += placed.silence - placed.skip
            let error = Double(written) / 48_000 - trueTime
            written += Int64((samples * (1 + placed.stretch)).rounded())
            return .nanoseconds(Int64(error * 1e9))
        }
    }

    @Test("drift is worked off within 20 ms, without a hard correction", arguments: [-200.0, -20, 0, 20, 200])
    func drift(ppm: Double) {
        var card = Card(ppm: ppm, jitter: .milliseconds(5))
        var worst = Duration.zero
        for _ in 0..<(3_600 * 50) { worst = max(worst, abs(card.play())) }
        #expect(worst < .milliseconds(20))
        #expect(card.corrections == 0)
    }

    @Test("exact timestamps are left exactly as they are")
    func exact() {
        var timeline = AudioTimeline(origin: Self.zero, rate: Self.rate)
        for number in 0..<10_000 {
            let time = Self.zero.advanced(by: .ticks(Int64(number) * 960, timescale: 48_000))
            let placed = timeline.place(timestamp: time, duration: Self.block, next: Int64(number) * 960)
            #expect(placed == AudioTimeline.Placement())
        }
    }

    @Test("sound that begins late is preceded by silence to the sample, sound from before the origin is left out")
    func beginning() {
        var late = AudioTimeline(origin: Self.zero, rate: Self.rate)
        #expect(
            late.place(timestamp: Self.zero.advanced(by: .milliseconds(250)), duration: Self.block, next: 0)
                == AudioTimeline.Placement(silence: 12_000))
        var early = AudioTimeline(origin: Self.zero, rate: Self.rate)
        #expect(
            early.place(timestamp: Self.zero.advanced(by: .milliseconds(-5)), duration: Self.block, next: 0)
                == AudioTimeline.Placement(skip: 240))
    }

    @Test("a hole becomes silence of its own length, and is told", arguments: [51, 200, 5_000])
    func hole(milliseconds: Int) {
        var timeline = AudioTimeline(origin: Self.zero, rate: Self.rate)
        _ = timeline.place(timestamp: Self.zero, duration: Self.block, next: 0)
        let time = Self.zero.advanced(by: Self.block + .milliseconds(milliseconds))
        let placed = timeline.place(timestamp: time, duration: Self.block, next: 960)
        #expect(placed.silence == Int64(milliseconds) * 48)
        #expect(
            placed.gap == Gap(kind: .silence, start: Self.block, duration: .milliseconds(milliseconds)))
    }

    @Test("sound far ahead of its time is cut back at once, and told")
    func ahead() {
        var timeline = AudioTimeline(origin: Self.zero, rate: Self.rate)
        _ = timeline.place(timestamp: Self.zero, duration: Self.block, next: 0)
        let placed = timeline.place(
            timestamp: Self.zero.advanced(by: .milliseconds(20)), duration: Self.block, next: 960 + 2_880)
        #expect(placed.skip == 2_880)
        #expect(placed.gap?.kind == .soundCorrected)
    }

    @Test("the speed is never changed by more than half a percent")
    func limit() {
        var timeline = AudioTimeline(origin: Self.zero, rate: Self.rate)
        _ = timeline.place(timestamp: Self.zero, duration: Self.block, next: 0)
        var largest = 0.0
        for number in 1..<1_000 {
            let time = Self.zero.advanced(by: Self.block * number + .milliseconds(49))
            largest = max(
                largest, timeline.place(timestamp: time, duration: Self.block, next: Int64(number) * 960).stretch)
        }
        #expect(largest > 0.004 && largest <= 0.005)
    }
}

func abs(_ duration: Duration) -> Duration {
    duration < .zero ? .zero - duration : duration
}
