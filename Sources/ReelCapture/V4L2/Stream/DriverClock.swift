import ReelModel

/// Places a driver's pictures on the monotonic clock: by its own stamps where they are on it, else by their arrival.
///
/// What comes out always goes forward.
struct DriverClock: Sendable {
    private var last: MediaTime?

    /// A stamp further ahead than this is on another clock: `uvcvideo` with `clock=CLOCK_REALTIME` calls it monotonic.
    private static let mostAhead: Duration = .seconds(1)

    /// The time of a picture that was stamped `stamp` and dequeued at `arrival`.
    mutating func place(_ stamp: FilledBuffer.Stamp, arrival: MediaTime) -> MediaTime {
        var time = arrival
        switch stamp {
        case .monotonic(let stamped):
            // A driver that forgets to stamp leaves 0.
            if stamped.nanoseconds > 0, stamped - arrival <= Self.mostAhead { time = stamped }
        case .other: break
        }
        if let last, time <= last { time = max(arrival, last.advanced(by: .microseconds(1))) }
        last = time
        return time
    }
}
