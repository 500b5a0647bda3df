import ReelModel
import Testing

@testable import ReelCapture

@Suite struct SilenceWatchTests {
    private func at(_ seconds: Int64) -> MediaTime { MediaTime(nanoseconds: seconds * 1_000_000_000) }

    @Test func `the first picture has its own limit, each later one the other`() {
        var watch = SilenceWatch(starting: .seconds(5), running: .seconds(3), from: at(100))
        #expect(watch.remaining(at: at(104)) == .seconds(1))
        #expect(watch.remaining(at: at(105)) == .zero)
        watch.pictureCame(at: at(104))
        #expect(watch.hasStarted)
        #expect(watch.remaining(at: at(106)) == .seconds(1))
        watch.pictureCame(at: at(106))
        #expect(watch.remaining(at: at(110)) == .seconds(-1))
    }

    @Test func `a silence that is not the camera's is excused`() {
        var watch = SilenceWatch(starting: .seconds(5), running: .seconds(3), from: at(100))
        watch.pictureCame(at: at(100))
        watch.excuse(at: at(103))
        #expect(watch.remaining(at: at(105)) == .seconds(1))
    }

    @Test func `a slow camera has ten of its own frames' time`() {
        let limits = CaptureLimits()
        #expect(limits.running(at: FrameRate(numerator: 30)) == .seconds(3))
        #expect(limits.running(at: FrameRate(numerator: 1)) == .seconds(10))
    }
}
