import CV4L2
import ReelModel
import Testing

@testable import ReelCapture

@Suite struct FrameRateTests {
    @Test(arguments: [
        // An interval as drivers write it, and the rate it stands for.
        (1, 30, 30, 1), (333_333, 10_000_000, 30, 1), (333_334, 10_000_000, 30, 1), (1_001, 30_000, 30_000, 1_001),
        (333_667, 10_000_000, 30_000, 1_001), (166_666, 10_000_000, 60, 1), (2, 15, 15, 2),
        (400_000, 10_000_000, 25, 1), (100, 3_000, 30, 1),
    ])
    func `an interval in units of 100 ns is taken for the rate it means`(
        above: Int, below: Int, numerator: Int, denominator: Int
    ) {
        let interval = v4l2_fract(numerator: UInt32(above), denominator: UInt32(below))
        #expect(FrameRate(interval: interval) == FrameRate(numerator: numerator, denominator: denominator))
    }

    @Test func `a rate that means nothing is none`() {
        #expect(FrameRate(interval: v4l2_fract(numerator: 0, denominator: 30)) == nil)
        #expect(FrameRate(interval: v4l2_fract(numerator: 1, denominator: 0)) == nil)
        #expect(FrameRate(interval: v4l2_fract(numerator: 1, denominator: 1_000_000)) == nil)
        #expect(FrameRate(cycles: 0, raster: 0) == nil)
    }

    @Test func `a digital signal's rate comes from its pixel clock`() {
        // CTA-861 format 4 (720p60) and the same at 1/1.001.
        #expect(FrameRate(cycles: 74_250_000, raster: 1_650 * 750) == FrameRate(numerator: 60))
        #expect(
            FrameRate(cycles: 74_175_824, raster: 1_650 * 750) == FrameRate(numerator: 60_000, denominator: 1_001))
    }
}
