import ReelModel

/// Places a stream of samples on the clock: `start + samples / rate`, and later when the stream stalled.
///
/// What comes through a file or a pipe has no times of its own. Only a stream that kept its reader waiting more than
/// `tolerance` beyond the time of its samples moves the clock, so that the time it was silent shows as a hole.
struct StreamPlacement: Equatable {
    static let tolerance: Duration = .milliseconds(50)

    /// Where a block lies.
    struct Place: Equatable {
        /// The time of its first sample.
        var timestamp: MediaTime
        /// The time at which its last sample has passed.
        var end: MediaTime
    }

    private let rate: Int64
    private var origin: MediaTime
    private var position: Int64 = 0

    init(rate: Int, start: MediaTime) {
        self.rate = Int64(rate)
        origin = start
    }

    /// Places the next `count` samples; `arrival` is when the last of them came, if they had to be waited for.
    mutating func place(_ count: Int, arrival: MediaTime?) -> Place {
        let end = position + Int64(count)
        if let arrival {
            let lateness = arrival - time(of: end)
            if lateness > Self.tolerance { origin = origin.advanced(by: lateness) }
        }
        defer { position = end }
        return Place(timestamp: time(of: position), end: time(of: end))
    }

    private func time(of sample: Int64) -> MediaTime {
        origin.advanced(by: .ticks(sample, timescale: rate))
    }
}
