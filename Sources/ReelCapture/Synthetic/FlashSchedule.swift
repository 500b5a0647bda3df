import ReelModel

/// Which frames of the test picture flash, and where the beeps lie that belong to them.
///
/// The flash of second `k` is the first frame that starts at `k` seconds or later, and its beep starts with that frame.
public struct FlashSchedule: Hashable, Sendable {
    public var rate: FrameRate

    public init(rate: FrameRate) {
        self.rate = rate
    }

    /// The frame that flashes for a second, both counted from 0.
    public func frame(ofSecond second: Int64) -> Int64 {
        let (numerator, denominator) = (Int64(rate.numerator), Int64(rate.denominator))
        return (second * numerator + denominator - 1) / denominator
    }

    public func isFlash(frame: Int64) -> Bool {
        let (numerator, denominator) = (Int64(rate.numerator), Int64(rate.denominator))
        return frame * denominator / numerator * numerator > (frame - 1) * denominator
    }

    /// When the flash of a second is shown and its beep heard, from the origin.
    public func start(ofSecond second: Int64) -> Duration {
        rate.start(ofFrame: frame(ofSecond: second))
    }

    /// The first sample of a second's beep at `sampleRate`, counted from the origin; exact, to the nearest sample.
    public func beepSample(ofSecond second: Int64, sampleRate: Int) -> Int64 {
        scaled(
            frame(ofSecond: second) * Int64(rate.denominator), from: Int64(rate.numerator), to: Int64(sampleRate))
    }
}
