/// How loud one channel was, in decibels below full scale; −120 stands for silence.
public struct AudioLevel: Hashable, Sendable {
    public var peak: Double
    public var rms: Double

    public init(peak: Double, rms: Double) {
        self.peak = peak
        self.rms = rms
    }

    /// The level from linear values, 1 being full scale.
    public init(linearPeak: Double, linearRMS: Double) {
        self.init(peak: Self.decibels(linearPeak), rms: Self.decibels(linearRMS))
    }

    /// Never below −120 dBFS, so that every value has a JSON form.
    public static let silence = AudioLevel(peak: -120, rms: -120)
}
