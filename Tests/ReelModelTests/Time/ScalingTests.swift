import ReelModel
import Testing

struct ScalingTests {
    @Test(arguments: [
        (0, 90_000, 48_000, 0), (1, 2, 1, 1), (-1, 2, 1, -1), (1, 3, 1, 0), (-1, 3, 1, 0), (2, 3, 1, 1),
        (1_001, 30_000, 1_000_000_000, 33_366_667), (-1_001, 30_000, 1_000_000_000, -33_366_667),
        (Int64.max, 1, 1, Int64.max), (Int64.min, 1, 1, Int64.min), (Int64.max, 1_000_000_000, 1, 9_223_372_037),
        (Int64.max / 1_000, 90_000, 90_000_000, Int64.max / 1_000 * 1_000),
    ])
    func `values are rounded to the nearest unit, half away from zero`(
        value: Int64, old: Int64, new: Int64, expected: Int64
    ) {
        #expect(scaled(value, from: old, to: new) == expected)
    }

    @Test func `a year of nanoseconds comes back exactly from a timescale that divides a second`() {
        let year: Int64 = 365 * 86_400 * 48_000 + 12_345
        let nanoseconds = scaled(year, from: 48_000, to: 1_000_000_000)
        #expect(scaled(nanoseconds, from: 1_000_000_000, to: 48_000) == year)
    }

    @Test func `every tick of a second comes back from nanoseconds`() {
        for tick: Int64 in 0..<90_000 {
            #expect(Duration.ticks(tick, timescale: 90_000).ticks(timescale: 90_000) == tick)
        }
    }

    @Test func `what is finer than a nanosecond is cut off`() {
        #expect(Duration(secondsComponent: 1, attosecondsComponent: 999_999_999).nanoseconds == 1_000_000_000)
        #expect(Duration.nanoseconds(-1_500_000_001).nanoseconds == -1_500_000_001)
        #expect(Duration.milliseconds(1_500).inSeconds == 1.5)
    }
}
