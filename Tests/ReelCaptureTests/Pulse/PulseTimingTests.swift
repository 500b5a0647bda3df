import CPulse
import ReelModel
import Testing

@testable import ReelCapture

@Suite("Where a server's reports place its samples")
struct PulseTimingTests {
    private static let format = AudioFormat(sample: .s16le, rate: 48_000, channels: 2)
    private let start = MediaTime(nanoseconds: 9_000_000_000)

    /// A report that `written` bytes have come, of which `read` are read, and how old the source's buffer is.
    private func report(
        written: Int64, read: Int64 = 0, source: UInt64 = 0, sink: UInt64 = 0, transport: UInt64 = 0
    ) -> pa_timing_info {
        var report = pa_timing_info()
        report.write_index = written
        report.read_index = read
        report.source_usec = source
        report.sink_usec = sink
        report.transport_usec = transport
        return report
    }

    @Test func `the sample that is taken in now is the written ones and the source's latency`() {
        var timing = PulseTiming(format: Self.format)
        // 100 ms written, 30 ms more in the device, 1 ms on the way: the stream began 131 ms ago.
        timing.update(report(written: 19_200, read: 3_840, source: 30_000, transport: 1_000), now: start)
        let first = timing.place(bytes: 3_840, now: start)
        #expect(first == start.advanced(by: .milliseconds(20 - 131)))
        #expect(timing.place(bytes: 3_840, now: start) == start.advanced(by: .milliseconds(40 - 131)))
    }

    @Test func `a monitor's samples are heard when the sink's buffer has been played`() {
        var timing = PulseTiming(format: Self.format)
        timing.update(report(written: 0, sink: 1_000_000), now: start)
        #expect(timing.place(bytes: 3_840, now: start) == start.advanced(by: .seconds(1)))
    }

    @Test func `fragments that wait together get times of their own, whenever they are read`() {
        var timing = PulseTiming(format: Self.format)
        timing.update(report(written: 19_200), now: start)
        let late = start.advanced(by: .milliseconds(700))
        let times = (0..<5).map { _ in timing.place(bytes: 3_840, now: late) }
        #expect(times == (0..<5).map { start.advanced(by: .milliseconds(20 * $0 - 100)) })
    }

    @Test func `reports that scatter by a quantum are averaged, and a drift is followed`() {
        var timing = PulseTiming(format: Self.format)
        var generator = SystemRandomNumberGenerator()
        // Samples that come 200 ppm slower than their rate for 10 minutes, a report each 1.5 s, up to 10.7 ms late.
        var worst = 0.0
        for index in 0..<400 {
            let written = Int64(index) * 288_000
            let heard = start.advanced(by: .microseconds(Int64(index) * 1_500_300))
            let now = heard.advanced(by: .microseconds(Int64.random(in: 0...10_700, using: &generator)))
            timing.update(report(written: written, read: written), now: now)
            let error = (timing.place(bytes: 288_000, now: now) - heard).inSeconds * 1_000 - 5.35
            if index > 16 { worst = max(worst, abs(error)) }
        }
        #expect(worst < 5.35 + 2.5)
    }

    @Test func `one report that is far off changes nothing, a second one moves the samples`() {
        var timing = PulseTiming(format: Self.format)
        timing.update(report(written: 0), now: start)
        timing.update(report(written: 0), now: start.advanced(by: .milliseconds(80)))
        #expect(timing.place(bytes: 0, now: start) == start)
        timing.update(report(written: 0), now: start)
        timing.update(report(written: 0), now: start.advanced(by: .milliseconds(80)))
        timing.update(report(written: 0), now: start.advanced(by: .milliseconds(80)))
        #expect(timing.place(bytes: 0, now: start) == start.advanced(by: .milliseconds(80)))
    }

    @Test func `a report that was long on its way, or met a step of the wall clock, is left out`() {
        var timing = PulseTiming(format: Self.format)
        timing.update(report(written: 0, transport: 86_400_000_000), now: start)
        #expect(timing.place(bytes: 0, now: start) == start)
        for _ in 0..<3 { timing.update(report(written: 0, transport: 86_400_000_000), now: start) }
        #expect(timing.place(bytes: 0, now: start) == start)
    }

    @Test func `after a break the next report alone counts`() {
        var timing = PulseTiming(format: Self.format)
        for _ in 0..<20 { timing.update(report(written: 0), now: start) }
        timing.restart()
        timing.update(report(written: 0), now: start.advanced(by: .milliseconds(30)))
        #expect(timing.place(bytes: 0, now: start) == start.advanced(by: .milliseconds(30)))
    }

    @Test func `without a report a fragment ends now`() {
        var timing = PulseTiming(format: Self.format)
        #expect(timing.place(bytes: 3_840, now: start) == start.advanced(by: .milliseconds(-20)))
    }
}
