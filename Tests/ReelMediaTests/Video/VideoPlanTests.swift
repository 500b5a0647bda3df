import ReelModel
import Testing

@testable import ReelMedia

struct VideoPlanTests {
    @Test(arguments: [
        (1, 0, 0, 0), (5, 0, 0, 0), (10, 1, 0, 2), (15, 2, 1, 3), (25, 4, 1, 5), (30, 4, 1, 5), (120, 4, 1, 5),
    ])
    func `the lookahead follows the rate`(rate: Int, lookahead: Int, bFrames: Int, delay: Int) {
        let plan = LatencyPlan(rate: FrameRate(numerator: rate), preset: "veryfast")
        #expect(plan.lookahead == lookahead)
        #expect(plan.bFrames == bFrames)
        #expect(plan.delayInFrames == delay)
    }

    @Test func `the fastest preset looks at nothing ahead`() {
        let plan = LatencyPlan(rate: FrameRate(numerator: 30), preset: "ultrafast")
        #expect(plan.delayInFrames == 0)
    }

    @Test func `threads follow the machine and the height`() {
        #expect(LatencyPlan.threads(processors: 2, size: PictureSize(width: 1920, height: 1080)) == 2)
        #expect(LatencyPlan.threads(processors: 64, size: PictureSize(width: 1920, height: 1080)) == 4)
        #expect(LatencyPlan.threads(processors: 64, size: PictureSize(width: 640, height: 480)) == 1)
    }

    @Test func `a keyframe is due at first, when asked for, and when the last is too far back`() {
        var clock = KeyframeClock(interval: 100, slack: 10)
        #expect(due(&clock, 0) == true)
        #expect(due(&clock, 50) == false)
        #expect(due(&clock, 110) == false)
        #expect(due(&clock, 111) == true)
        clock.sawKeyframe(at: 150)
        #expect(due(&clock, 260) == false)
        clock.request()
        #expect(due(&clock, 261) == true)
        #expect(due(&clock, 262) == false)
        // One that came out late says nothing new.
        clock.sawKeyframe(at: 0)
        #expect(due(&clock, 300) == false)
    }

    /// Outside the macro, which cannot call what changes a value.
    private func due(_ clock: inout KeyframeClock, _ time: Int64) -> Bool {
        clock.isDue(at: time)
    }
}
