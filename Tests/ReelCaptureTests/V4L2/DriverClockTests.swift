import ReelModel
import Testing

@testable import ReelCapture

@Suite struct DriverClockTests {
    private func at(_ milliseconds: Int64) -> MediaTime { MediaTime(nanoseconds: milliseconds * 1_000_000) }

    @Test func `a monotonic stamp is the time of the picture, however late it arrives`() {
        var clock = DriverClock()
        #expect(clock.place(.monotonic(at(1_000)), arrival: at(1_005)) == at(1_000))
        #expect(clock.place(.monotonic(at(1_033)), arrival: at(4_000)) == at(1_033))
    }

    @Test func `a picture stamped by another clock is placed by its arrival`() {
        var clock = DriverClock()
        #expect(clock.place(.other, arrival: at(1_005)) == at(1_005))
        // Not stamped at all, and stamped by the wall clock in the guise of the monotonic one.
        #expect(clock.place(.monotonic(at(0)), arrival: at(1_038)) == at(1_038))
        #expect(clock.place(.monotonic(at(1_800_000_000_000)), arrival: at(1_071)) == at(1_071))
    }

    @Test func `time goes forward whatever the driver stamps`() {
        var clock = DriverClock()
        #expect(clock.place(.monotonic(at(1_000)), arrival: at(1_005)) == at(1_000))
        #expect(clock.place(.monotonic(at(1_000)), arrival: at(1_038)) == at(1_038))
        let third = clock.place(.monotonic(at(900)), arrival: at(1_010))
        #expect(third == at(1_038).advanced(by: .microseconds(1)))
        #expect(clock.place(.monotonic(at(1_100)), arrival: at(1_105)) == at(1_100))
    }
}
