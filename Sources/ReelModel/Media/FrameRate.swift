/// Frames a second as a fraction, so that 30000/1001 stays exact.
public struct FrameRate: Hashable, Sendable, CustomStringConvertible {
    public var numerator: Int
    public var denominator: Int

    public init(numerator: Int, denominator: Int = 1) {
        precondition(numerator > 0 && denominator > 0, "a frame rate is positive")
        self.numerator = numerator
        self.denominator = denominator
    }

    /// Reads `30`, `29.97` or `30000/1001`; nil when the text is no rate between 1/100 and 1000 frames a second.
    ///
    /// 23.976, 29.97 and 59.94 are taken as the 1001-fractions that they stand for.
    public init?(_ text: some StringProtocol) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        let rate: FrameRate
        if parts.count == 2, let above = Int(parts[0]), let below = Int(parts[1]), above > 0, below > 0 {
            rate = FrameRate(numerator: above, denominator: below)
        } else if let whole = Int(text), whole > 0 {
            rate = FrameRate(numerator: whole)
        } else if let value = Double(String(text)), value.isFinite, value > 0, value < 10_000 {
            let ntsc = (value * 1.001).rounded()
            rate =
                abs(value - ntsc / 1.001) < 0.005 && abs(value - value.rounded()) > 0.005
                ? FrameRate(numerator: Int(ntsc) * 1_000, denominator: 1_001)
                : FrameRate(numerator: max(1, Int((value * 1_000).rounded())), denominator: 1_000)
        } else {
            return nil
        }
        guard rate.framesPerSecond >= 0.01, rate.framesPerSecond <= 1_000 else { return nil }
        self = rate
    }

    public var framesPerSecond: Double { Double(numerator) / Double(denominator) }

    /// How long one frame stands, to the nearest nanosecond.
    public var frameDuration: Duration {
        .ticks(Int64(denominator), timescale: Int64(numerator))
    }

    /// When frame `number` begins, counted from frame 0; exact for any number, since nothing is added up.
    public func start(ofFrame number: Int64) -> Duration {
        .nanoseconds(scaled(number * Int64(denominator), from: Int64(numerator), to: 1_000_000_000))
    }

    public var description: String {
        if numerator % denominator == 0 { return String(numerator / denominator) }
        let hundredths = Int((framesPerSecond * 100).rounded())
        let fraction = hundredths % 100
        return fraction == 0 ? "\(hundredths / 100)" : "\(hundredths / 100).\(fraction < 10 ? "0" : "")\(fraction)"
    }
}
