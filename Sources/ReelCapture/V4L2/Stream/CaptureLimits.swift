import ReelModel

/// How long a camera may be silent.
public struct CaptureLimits: Hashable, Sendable {
    /// From the start to the first picture; some cameras calibrate for seconds.
    public var starting: Duration
    /// Between two pictures; never less than ten frame periods.
    public var running: Duration

    public init(starting: Duration = .seconds(5), running: Duration = .seconds(3)) {
        self.starting = starting
        self.running = running
    }

    /// `running`, for a camera that sends `rate` pictures a second.
    func running(at rate: FrameRate) -> Duration {
        max(running, rate.frameDuration * 10)
    }
}
