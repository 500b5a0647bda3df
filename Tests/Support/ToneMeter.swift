import Foundation

/// Measures a recorded tone: decodes a file's sound with ffmpeg and looks at the samples.
public struct ToneMeter {
    public static let rate = 48_000
    /// One channel, full scale from −1 to 1.
    public let samples: [Float]

    /// Decodes the first sound track of the file at `path`, mixed to one channel at 48 kHz.
    public init(_ path: String) throws {
        let data = try Program.output(
            "ffmpeg", ["-v", "error", "-i", path, "-map", "0:a:0", "-ac", "1", "-ar", "48000", "-f", "f32le", "-"])
        samples = unsafe data.withUnsafeBytes { unsafe Array($0.bindMemory(to: Float.self)) }
    }

    public var seconds: Double { Double(samples.count) / Double(Self.rate) }

    private func range(_ start: Double, _ end: Double) -> Range<Int> {
        Int(start * Double(Self.rate))..<min(samples.count, Int(end * Double(Self.rate)))
    }

    /// The frequency by counting rising zero crossings between `start` and `end` (seconds), interpolated at the ends.
    public func frequency(from start: Double, to end: Double) -> Double {
        var first: Double?
        var last = 0.0
        var periods = -1
        for index in range(start, end).dropFirst() where samples[index - 1] < 0 && samples[index] >= 0 {
            let fraction = Double(samples[index - 1] / (samples[index - 1] - samples[index]))
            last = Double(index - 1) + fraction
            first = first ?? last
            periods += 1
        }
        guard let first, last > first else { return 0 }
        return Double(periods) * Double(Self.rate) / (last - first)
    }

    /// The root mean square between `start` and `end` in dB below full scale.
    public func level(from start: Double, to end: Double) -> Double {
        let part = samples[range(start, end)]
        let square = part.reduce(0.0) { $0 + Double($1) * Double($1) } / Double(max(1, part.count))
        return 10 * log10(max(square, 1e-12))
    }

    /// Runs of 5 ms and more between `start` and `end` that are (nearly) silent.
    public func holes(from start: Double, to end: Double) -> Int {
        var holes = 0
        var quiet = 0
        for index in range(start, end) {
            quiet = abs(samples[index]) < 0.001 ? quiet + 1 : 0
            if quiet == Self.rate / 200 { holes += 1 }
        }
        return holes
    }

    /// When a tone of `frequency` begins: the moments (seconds) at which its energy over 5 ms rises above `threshold`.
    public func onsets(
        of frequency: Double, threshold: Double = 0.1, from: Double = 0, to end: Double = .infinity
    ) -> [Double] {
        let window = Self.rate / 200
        var onsets: [Double] = []
        var wasOn = false
        var start = Int(max(0, from) * Double(Self.rate))
        let limit = Int(min(Double(samples.count), end * Double(Self.rate)))
        while start + window <= limit {
            let isOn = energy(of: frequency, at: start, window) > threshold
            if isOn, !wasOn { onsets.append(refine(frequency, from: start, window, threshold)) }
            wasOn = isOn
            start += window
        }
        return onsets
    }

    /// The amplitude of one frequency in a window, by Goertzel's algorithm.
    private func energy(of frequency: Double, at start: Int, _ window: Int) -> Double {
        let coefficient = 2 * cos(2 * .pi * frequency / Double(Self.rate))
        var (one, two) = (0.0, 0.0)
        for index in start..<(start + window) {
            let next = Double(samples[index]) + coefficient * one - two
            (two, one) = (one, next)
        }
        return 2 * (one * one + two * two - coefficient * one * two).squareRoot() / Double(window)
    }

    /// The first sample around a window's start that is louder than half the threshold: where the tone really begins.
    private func refine(_ frequency: Double, from start: Int, _ window: Int, _ threshold: Double) -> Double {
        let from = max(0, start - window)
        let index = (from..<(start + window)).first { Double(abs(samples[$0])) > threshold / 2 } ?? start
        return Double(index) / Double(Self.rate)
    }
}
