import CPulse
import ReelModel

/// Places a recording stream's samples on the clock by the server's own word about them (`pa_timing_info`).
///
/// Each report ties the stream's time to the clock: the sample that the source is taking in at that moment stands at
/// `write_index` plus the source's latency, less the latency of the sink that a monitor listens to (as `calc_time` in
/// libpulse's stream.c has it). What lies at an index then follows by the rate.
///
/// A report of PulseAudio is good to 0.03 ms. PipeWire's server counts in whole quanta (10.7 ms by default) and is asked
/// anywhere within one, so reports are averaged: all of them at first, then with the weight of eight. A single report
/// that is far off counts for nothing; a second one says that the samples really lie elsewhere now.
///
/// `pa_stream_get_latency` would say the same by way of a smoother, which allows no time before 0 and approaches a
/// correction for a second or more: the monitor of a sink that had 1 s in its buffer was placed 370 ms too early by it,
/// sliding into place during 0.8 s, while the reports agreed from the first one on; with PipeWire it slid for longer.
struct PulseTiming: Equatable {
    /// What takes longer than this on its way says nothing about time, nor does it when the wall clock, by which libpulse
    /// measures it, was set meanwhile.
    static let longestTransport: Duration = .milliseconds(250)

    /// A report that is farther off than this is either wrong or the end of a run of samples.
    static let farOff: Duration = .milliseconds(50)
    private static let weight: Int64 = 8

    private let bytesPerSecond: Int64
    /// When the byte of index 0 was heard, or would have been.
    private var origin: MediaTime?
    /// How many reports `origin` is the mean of, up to `weight`.
    private var reports: Int64 = 0
    private var wasFarOff = false
    /// The index of the first byte that was not read yet.
    private var position: Int64 = 0

    init(format: AudioFormat) {
        bytesPerSecond = Int64(format.rate * format.bytesPerFrame)
    }

    /// Takes a report that came just now.
    mutating func update(_ report: pa_timing_info, now: MediaTime) {
        if report.read_index_corrupt == 0 { position = report.read_index }
        guard report.write_index_corrupt == 0 else { return }
        var transport = Duration.microseconds(Int64(report.transport_usec))
        if transport > Self.longestTransport {
            if origin != nil { return }
            transport = .zero
        }
        let streamTime =
            duration(of: report.write_index) + .microseconds(Int64(report.source_usec))
            - .microseconds(Int64(report.sink_usec))
        let reported = now.advanced(by: .zero - transport - streamTime)
        guard let origin else {
            self.origin = reported
            reports = 1
            return
        }
        let difference = reported - origin
        let isFarOff = difference > Self.farOff || difference < .zero - Self.farOff
        if isFarOff && !wasFarOff {
            wasFarOff = true
            return
        }
        reports = isFarOff ? 1 : min(reports + 1, Self.weight)
        wasFarOff = false
        self.origin = origin.advanced(by: .nanoseconds(difference.nanoseconds / reports))
    }

    /// Forgets the reports so far: the run of samples was broken, and the next report alone says where they lie.
    mutating func restart() {
        origin = nil
        wasFarOff = false
    }

    /// When the next `bytes` begin, which count as read from then on.
    mutating func place(bytes: Int, now: MediaTime) -> MediaTime {
        defer { position += Int64(bytes) }
        // Without any report the fragment has ended just now.
        let origin = self.origin ?? now.advanced(by: .zero - duration(of: position + Int64(bytes)))
        return origin.advanced(by: duration(of: position))
    }

    private func duration(of bytes: Int64) -> Duration {
        .ticks(bytes, timescale: bytesPerSecond)
    }
}
