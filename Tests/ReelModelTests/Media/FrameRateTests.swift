import ReelModel
import Testing

struct FrameRateTests {
    @Test(arguments: [
        ("30", 30, 1, "30"), ("29.97", 30_000, 1_001, "29.97"), ("23.976", 24_000, 1_001, "23.98"),
        ("59.94", 60_000, 1_001, "59.94"), ("30000/1001", 30_000, 1_001, "29.97"), ("12.5", 12_500, 1_000, "12.50"),
        ("1/2", 1, 2, "0.50"), ("1000", 1_000, 1, "1000"), ("0.01", 10, 1_000, "0.01"), ("25.0", 25_000, 1_000, "25"),
    ])
    func `a rate is read as the fraction that it stands for`(
        text: String, numerator: Int, denominator: Int, shown: String
    ) throws {
        let rate = try #require(FrameRate(text))
        #expect(rate == FrameRate(numerator: numerator, denominator: denominator))
        #expect(rate.description == shown)
    }

    @Test(arguments: ["", "0", "-5", "30fps", "1001", "0.001", "30/0", "/2", "nan", "inf", "1e9", "30/1/2", "٣"])
    func `what is no rate is refused`(text: String) {
        #expect(FrameRate(text) == nil)
    }

    @Test func `frames do not drift: a day of NTSC frames ends exactly where it must`() {
        let rate = FrameRate(numerator: 30_000, denominator: 1_001)
        #expect(rate.start(ofFrame: 30_000) == .seconds(1_001))
        #expect(rate.start(ofFrame: 30_000 * 86_400) == .seconds(1_001 * 86_400))
        #expect(rate.frameDuration == .nanoseconds(33_366_667))
    }
}
