import ReelModel

/// Places sound on a recording's media time: time is never counted in samples.
///
/// Each block says when it was heard. Small differences between that and where the samples would land are worked off
/// by resampling (at most 0.5 %); differences above 50 ms are corrected at once, by exact silence or by leaving samples
/// out. Pure: no clock is read.
struct AudioTimeline: Sendable {
    /// What has to be done with a block.
    struct Placement: Hashable, Sendable {
        /// Samples of silence to put before it.
        var silence: Int64 = 0
        /// Samples (at the track's rate) to leave out at its start.
        var skip: Int64 = 0
        /// How much longer to make it by resampling: 0.001 makes 1001 samples of 1000.
        var stretch: Double = 0
        /// What the owner is told, when something had to be corrected.
        var gap: Gap?
    }

    /// Above this the correction is made at once.
    static let hardLimit = Duration.milliseconds(50)
    /// The most that resampling may change the speed.
    static let maximumStretch = 0.005
    /// Within this, timestamps count as exact.
    static let tolerance = Duration.milliseconds(1)
    /// Timestamps of a sound server tremble; what counts is their mean over about this long.
    private static let smoothing = 1.0
    /// A difference is worked off over about this long. At 200 ppm of drift it settles at 2 ms.
    private static let correctionTime = 10.0

    private let origin: MediaTime
    private let rate: Int64
    private var smoothed = 0.0
    private var isCorrecting = false
    private var hasBegun = false

    init(origin: MediaTime, rate: Int) {
        self.origin = origin
        self.rate = Int64(rate)
    }

    /// Where the sample at `timestamp` belongs, counted from the origin.
    func position(of timestamp: MediaTime) -> Int64 {
        (timestamp - origin).ticks(timescale: rate)
    }

    /// Places a block of `duration` that was heard at `timestamp` and would land at sample `next`.
    mutating func place(timestamp: MediaTime, duration: Duration, next: Int64) -> Placement {
        let error = position(of: timestamp) - next
        let limit = Self.hardLimit.ticks(timescale: rate)
        defer { hasBegun = true }
        guard hasBegun else {
            // The beginning: silence up to the first sound, or what was heard before the origin left out.
            return Placement(silence: max(0, error), skip: max(0, -error))
        }
        if abs(error) > limit {
            let isSudden = abs(Double(error) - smoothed) > Double(limit)
            smoothed = 0
            isCorrecting = false
            let gap = Gap(
                kind: error > 0 && isSudden ? .silence : .soundCorrected, start: .ticks(next, timescale: rate),
                duration: .ticks(abs(error), timescale: rate))
            return Placement(silence: max(0, error), skip: max(0, -error), gap: gap)
        }
        smoothed += (Double(error) - smoothed) * min(1, duration.inSeconds / Self.smoothing)
        return Placement(stretch: stretch())
    }

    /// Places a stretch of `duration` from `timestamp` on in which the source had nothing to give: as much silence as
    /// reaches its end, told as a gap.
    mutating func placeHole(timestamp: MediaTime, duration: Duration, next: Int64) -> (silence: Int64, gap: Gap) {
        hasBegun = true
        let silence = max(0, position(of: timestamp.advanced(by: duration)) - next)
        let start = Duration.ticks(next, timescale: rate)
        return (silence, Gap(kind: .silence, start: start, duration: .ticks(silence, timescale: rate)))
    }

    /// How much to stretch so that the smoothed difference goes away, with a dead zone that ends half-way down.
    private mutating func stretch() -> Double {
        let tolerance = Self.tolerance.inSeconds * Double(rate)
        if abs(smoothed) > tolerance { isCorrecting = true }
        if abs(smoothed) < tolerance / 2 { isCorrecting = false }
        guard isCorrecting else { return 0 }
        let wanted = smoothed / (Self.correctionTime * Double(rate))
        return min(Self.maximumStretch, max(-Self.maximumStretch, wanted))
    }
}
