import CV4L2
import ReelModel

extension FrameRate {
    /// The rate whose frames last `interval` seconds; nil when a side of the fraction is 0.
    init?(interval: v4l2_fract) {
        self.init(interval.denominator, per: interval.numerator)
    }

    /// The rate of a signal of `cycles` pixels a second and `raster` pixels a frame, blanking included.
    init?(cycles: UInt64, raster: UInt64) {
        self.init(cycles, per: raster)
    }

    /// `above / below` frames a second; nil when either is 0 or the rate is beyond reason.
    ///
    /// Drivers count frames in units of 100 ns (USB Video Class) or in whole pixel clocks, so that 30 comes as
    /// 10000000/333333: what is within 20 ppm of a whole rate, or of one over 1.001, is taken for that.
    private init?(
        _ above: some UnsignedInteger & FixedWidthInteger, per below: some UnsignedInteger & FixedWidthInteger
    ) {
        guard let numerator = Int(exactly: above), let denominator = Int(exactly: below),
            numerator > 0, denominator > 0
        else { return nil }
        let rate = Double(numerator) / Double(denominator)
        guard rate >= 0.01, rate <= 10_000 else { return nil }
        let whole = rate.rounded()
        let ntsc = (rate * 1.001).rounded()
        if abs(rate - whole) <= rate * 20e-6 {
            self.init(numerator: Int(whole))
        } else if abs(rate - ntsc / 1.001) <= rate * 20e-6 {
            self.init(numerator: Int(ntsc) * 1_000, denominator: 1_001)
        } else {
            self.init(numerator: numerator, denominator: denominator)
        }
    }
}
