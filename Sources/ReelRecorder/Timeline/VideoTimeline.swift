import ReelModel

/// Places pictures on a recording's media time by their own timestamps, and knows what is missing between them.
///
/// Pure: no clock is read. Times never run backwards, so that an encoder may rely on it.
struct VideoTimeline: Sendable {
    /// Where a picture goes.
    enum Placement: Hashable, Sendable {
        /// Show it at this time, in ticks; before it this many pictures are missing, if any.
        case show(at: Int64, gap: Gap?)
        /// Not later than the picture before it: left out and counted.
        case outOfOrder
        /// At or behind the end that was asked for.
        case beyondEnd
    }

    /// What stands where the source gives no picture any more.
    enum StandIn: Hashable, Sendable {
        /// The last picture, shown again at this time.
        case lastPicture(at: Int64)
        /// A slate that says so, at this time.
        case slate(at: Int64)
        /// Nothing is due yet.
        case notYet
        /// At or behind the end that was asked for.
        case beyondEnd
    }

    /// How long the last picture stands before the slate does.
    static let holdingTime = Duration.seconds(2)

    private let origin: MediaTime
    private let rate: FrameRate
    private let timescale: Int64
    private var asked: Duration?
    private var last: (ticks: Int64, time: Duration, sequence: UInt64)?
    /// Media time of the last picture that the source gave.
    private var lastReal: Duration = .zero

    init(origin: MediaTime, rate: FrameRate, timescale: Int64, end: Duration?) {
        self.origin = origin
        self.rate = rate
        self.timescale = timescale
        asked = end
    }

    /// Places a picture. `droppedHere` of the pictures that its sequence number skips were dropped by the recorder.
    mutating func place(timestamp: MediaTime, sequence: UInt64, droppedHere: Int64 = 0) -> Placement {
        let time = timestamp - origin
        if let asked, time >= asked { return .beyondEnd }
        let ticks = time.ticks(timescale: timescale)
        guard ticks >= 0, ticks > last?.ticks ?? -1 else { return .outOfOrder }
        defer {
            last = (ticks, time, sequence)
            lastReal = time
        }
        guard let last, sequence > last.sequence + 1 else { return .show(at: ticks, gap: nil) }
        let missing = Int64(clamping: sequence - last.sequence - 1)
        let start = last.time + rate.frameDuration
        let gap = Gap(
            kind: droppedHere >= missing ? .framesDropped : .framesLost, start: start,
            duration: max(.zero, time - start), frames: missing)
        return .show(at: ticks, gap: gap)
    }

    /// What is to stand in for the lost source next, as far as it is due at `now`; to be asked until nothing is.
    mutating func standIn(at now: MediaTime) -> StandIn {
        guard let last else { return .notYet }
        let time = last.time + rate.frameDuration
        if let asked, time >= asked { return .beyondEnd }
        guard time <= now - origin else { return .notYet }
        let ticks = max(last.ticks + 1, time.ticks(timescale: timescale))
        self.last = (ticks, time, last.sequence)
        return time - lastReal < Self.holdingTime ? .lastPicture(at: ticks) : .slate(at: ticks)
    }

    /// Where the last picture ends if it stands for one frame.
    var end: Duration { last.map { $0.time + rate.frameDuration } ?? .zero }

    /// Takes an earlier end than was asked for.
    mutating func limit(to end: Duration) {
        asked = min(asked ?? end, end)
    }

    /// The stretch since the source's last picture, as a gap.
    var missing: Gap {
        let start = lastReal + rate.frameDuration
        return Gap(kind: .pictureLost, start: start, duration: max(.zero, (last?.time ?? lastReal) - lastReal))
    }
}
