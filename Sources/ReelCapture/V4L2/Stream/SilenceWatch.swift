import ReelModel

/// Notices by time alone that a camera has gone silent, since a stalled driver reports no error.
struct SilenceWatch: Sendable {
    private let starting: Duration
    private let running: Duration
    private var last: MediaTime
    private(set) var hasStarted = false

    /// `starting` counts from `start`, `running` from each picture.
    init(starting: Duration, running: Duration, from start: MediaTime) {
        self.starting = starting
        self.running = running
        last = start
    }

    /// How long silence is borne now.
    var limit: Duration { hasStarted ? running : starting }

    /// How much longer it may be silent at `now`; zero or less: it is lost.
    func remaining(at now: MediaTime) -> Duration { limit - (now - last) }

    mutating func pictureCame(at now: MediaTime) {
        hasStarted = true
        last = now
    }

    /// The camera could not send anything, since all its buffers are out: the silence is not its own.
    mutating func excuse(at now: MediaTime) {
        last = now
    }
}
