/// Decides when a keyframe has to be asked for, so that none is ever further back than the interval.
///
/// At the nominal rate the encoder counts pictures to the next keyframe by itself, and this never speaks. A camera that
/// slows down in the dark delivers fewer pictures in the same time; then the time decides.
struct KeyframeClock {
    /// In ticks of the track.
    let interval: Int64
    /// How long after a keyframe went in it can be seen coming out, at the nominal rate.
    let slack: Int64
    private var last: Int64?
    private var isRequested = false

    init(interval: Int64, slack: Int64) {
        self.interval = interval
        self.slack = slack
    }

    /// Asks that the next picture be a keyframe.
    mutating func request() {
        isRequested = true
    }

    /// Whether the picture at `time` has to be a keyframe.
    mutating func isDue(at time: Int64) -> Bool {
        let isLate = last.map { time - $0 > interval + slack } ?? true
        guard isRequested || isLate else { return false }
        isRequested = false
        last = time
        return true
    }

    /// Takes note of a keyframe that came out of the encoder.
    mutating func sawKeyframe(at time: Int64) {
        last = max(last ?? time, time)
    }
}
