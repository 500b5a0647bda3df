import Glibc
import ReelModel

/// The test tone as a function of the sample's number: a quiet 220 Hz, and a loud 1 kHz beep of 40 ms at each flash.
struct ToneGenerator: Hashable, Sendable {
    static let toneFrequency = 220
    /// −36 dBFS: heard when listened for.
    static let toneAmplitude = 0.015_8
    static let beepFrequency = 1_000
    /// −6 dBFS.
    static let beepAmplitude = 0.5
    static let beepMilliseconds = 40

    var rate: Int
    var channels: Int
    var flashes: FlashSchedule

    var format: AudioFormat { AudioFormat(sample: .f32le, rate: rate, channels: channels) }

    /// Fills `samples` (interleaved) with as many frames as fit, the first being sample `first` from the origin.
    func write(from first: Int64, into samples: UnsafeMutableBufferPointer<Float>) {
        let count = samples.count / channels
        for index in 0..<count {
            let value = Float(
                Self.toneAmplitude * sine(first + Int64(index), frequency: Self.toneFrequency))
            unsafe fill(frame: index, with: value, of: samples)
        }
        let beepLength = Int64(rate * Self.beepMilliseconds / 1_000)
        let last = first + Int64(count)
        // A flash is at most one frame later than its second, so this reaches back far enough for any rate.
        let lateness = flashes.rate.frameDuration.components.seconds + 1
        for second in max(0, first / Int64(rate) - lateness)...(last / Int64(rate)) {
            let start = flashes.beepSample(ofSecond: second, sampleRate: rate)
            let (from, to) = (max(start, first), min(start + beepLength, last))
            if from >= to { continue }
            for number in from..<to {
                let value =
                    Self.toneAmplitude * sine(number, frequency: Self.toneFrequency)
                    + Self.beepAmplitude * sine(number - start, frequency: Self.beepFrequency)
                unsafe fill(frame: Int(number - first), with: Float(value), of: samples)
            }
        }
    }

    /// A sine whose phase is reduced in whole numbers, so that it is as exact after a week as at the start.
    private func sine(_ number: Int64, frequency: Int) -> Double {
        let phase = number % Int64(rate) * Int64(frequency) % Int64(rate)
        return sin(2 * .pi * Double(phase) / Double(rate))
    }

    private func fill(frame: Int, with value: Float, of samples: UnsafeMutableBufferPointer<Float>) {
        for channel in 0..<channels { unsafe samples[frame * channels + channel] = value }
    }
}
