import Foundation
import ReelModel
import Testing

@testable import ReelMedia

struct ResamplerTests {
    static let f32 = AudioFormat(sample: .f32le, rate: 48_000, channels: 1)

    /// Gives `samples` to the resampler in blocks of `block`, telling `before` where each begins.
    private func convert(
        _ resampler: Resampler, _ samples: [Float], block: Int, before: (Int) throws -> Void = { _ in }
    ) throws -> [Float] {
        let output = PlanarAudioBuffer(channels: resampler.channels)
        var result: [Float] = []
        func collect() {
            output.withSamples { samples in
                for frame in 0..<output.frameCount { result.append(samples[frame]) }
            }
            output.removeAll()
        }
        for start in stride(from: 0, to: samples.count, by: block) {
            try before(start)
            let part = Array(samples[start..<min(start + block, samples.count)])
            try resampler.convert(Frames.sound(resampler.input, part), into: output)
            collect()
        }
        try resampler.flush(into: output)
        collect()
        return result
    }

    /// The amplitude of the sine of `frequency` in `samples`, by least squares, and the power of everything else.
    private func fit(_ samples: ArraySlice<Float>, frequency: Double, rate: Double) -> (amplitude: Double, rest: Double)
    {
        let points = samples.enumerated().map { index, sample in
            let angle = 2 * Double.pi * frequency * Double(index) / rate
            return (sin(angle), cos(angle), Double(sample))
        }
        var (ss, sc, cc, sx, cx) = (0.0, 0.0, 0.0, 0.0, 0.0)
        for (s, c, x) in points {
            ss += s * s
            sc += s * c
            cc += c * c
            sx += s * x
            cx += c * x
        }
        let determinant = ss * cc - sc * sc
        let (a, b) = ((sx * cc - cx * sc) / determinant, (cx * ss - sx * sc) / determinant)
        let rest = points.reduce(0) { $0 + ($1.2 - a * $1.0 - b * $1.1) * ($1.2 - a * $1.0 - b * $1.1) }
        return ((a * a + b * b).squareRoot(), rest / Double(points.count))
    }

    @Test(arguments: [44_100, 32_000, 16_000, 8_000, 96_000, 22_050], [44_100, 48_000])
    func `a sine keeps its frequency, its level and its length at another rate`(from: Int, to: Int) throws {
        let input = AudioFormat(sample: .f32le, rate: from, channels: 1)
        let resampler = try Resampler(from: input, rate: to, channels: 1)
        let tone = Frames.sine(frequency: 1_000, rate: from, count: from * 2)
        let result = try convert(resampler, tone, block: from / 50)
        #expect(abs(result.count - to * 2) <= 1)
        // A whole number of periods, away from both ends.
        let (amplitude, rest) = fit(result[to / 2..<to / 2 + to], frequency: 1_000, rate: Double(to))
        #expect(abs(amplitude - 0.5) < 0.001)
        #expect(rest < 1e-9)
    }

    /// In steps of the resampler, which are a little finer than a millionth: 200 millionths, about 0.5 %, and one.
    @Test(arguments: [210, -210, 5_200, -5_200, 1])
    func `a compensation makes the sound longer by its ratio, and changes nothing else`(steps: Int) throws {
        let ratio = 1 / (1 - Double(steps) / 1_048_576) - 1
        let resampler = try Resampler(from: Self.f32, rate: 48_000, channels: 1)
        try resampler.setCompensation(ratio)
        let count = 480_000
        let tone = Frames.sine(frequency: 1_000, rate: 48_000, count: count)
        let result = try convert(resampler, tone, block: 960)
        #expect(abs(Double(result.count) - Double(count) * (1 + ratio)) <= 2)
        let (amplitude, rest) = fit(
            result[4_800..<4_800 + 48_000], frequency: 1_000 / (1 + ratio), rate: 48_000)
        #expect(abs(amplitude - 0.5) < 0.001)
        #expect(rest < 1e-10)
    }

    @Test func `a compensation that begins, changes and ends makes no step`() throws {
        let resampler = try Resampler(from: Self.f32, rate: 48_000, channels: 1)
        let tone = Frames.sine(frequency: 440, rate: 48_000, count: 96_000)
        let ratios = [9_600: 0.005, 19_200: -0.005, 28_800: 0.0002, 38_400: 0, 48_000: -0.001, 57_600: 0.005]
        let result = try convert(resampler, tone, block: 960) { start in
            if let ratio = ratios[start] { try resampler.setCompensation(ratio) }
        }
        let omega = 2 * Double.pi * 440 / 48_000 * 1.0051
        for index in 2..<result.count - 50 {
            let step = Double(result[index] - result[index - 1])
            let bend = Double(result[index] - 2 * result[index - 1] + result[index - 2])
            #expect(abs(step) < 0.5 * omega * 1.001, "at \(index)")
            #expect(abs(bend) < 0.5 * omega * omega * 1.05, "at \(index)")
        }
        // The first takes effect a block later, when the resampler has caught up with what had passed before.
        let expected = 96_000 + 8_640 * 0.005 + 9_600 * (-0.005 + 0.0002 - 0.001) + (96_000 - 57_600) * 0.005
        #expect(abs(Double(result.count) - expected) <= 3)
    }

    @Test(arguments: [1, 7, 960, 100_000])
    func `samples pass exactly until a compensation is asked for, and none is lost or doubled then`(block: Int) throws {
        let resampler = try Resampler(from: Self.f32, rate: 48_000, channels: 1)
        let tone = Frames.sine(frequency: 300, rate: 48_000, count: 12_000)
        let output = PlanarAudioBuffer(channels: 1)
        func values() -> [Float] { output.withSamples { samples in (0..<output.frameCount).map { samples[$0] } } }
        for start in stride(from: 0, to: 6_000, by: block) {
            let part = Array(tone[start..<min(start + block, 6_000)])
            try resampler.convert(Frames.sound(Self.f32, part), into: output)
        }
        #expect(resampler.delay == 0)
        #expect(values() == Array(tone[..<6_000]))
        try resampler.setCompensation(1e-9)
        try resampler.convert(Frames.sound(Self.f32, Array(tone[6_000...])), into: output)
        #expect(resampler.delay > 0)
        #expect(output.frameCount + resampler.delay == 12_000)
        try resampler.flush(into: output)
        #expect(output.frameCount == 12_000)
        let worst = zip(values(), tone).dropLast(40).map { abs($0 - $1) }.max()
        #expect(worst ?? 1 < 1e-4)
    }

    @Test func `the delay is what went in and has not come out`() throws {
        let input = AudioFormat(sample: .f32le, rate: 44_100, channels: 1)
        let resampler = try Resampler(from: input, rate: 48_000, channels: 1)
        let output = PlanarAudioBuffer(channels: 1)
        for block in 1...20 {
            let tone = Frames.sine(frequency: 500, rate: 44_100, count: 441 * block)
            try resampler.convert(Frames.sound(input, tone), into: output)
            let given = 480 * block * (block + 1) / 2
            #expect(abs(output.frameCount + resampler.delay - given) <= 1)
        }
    }

    @Test func `a compensation beyond half a percent is cut to it`() throws {
        let resampler = try Resampler(from: Self.f32, rate: 48_000, channels: 1)
        try resampler.setCompensation(1)
        #expect(resampler.compensation == 0.005)
        try resampler.setCompensation(-1)
        #expect(resampler.compensation == -0.005)
    }

    @Test func `blocks of any length give the same sound`() throws {
        let input = AudioFormat(sample: .f32le, rate: 44_100, channels: 1)
        let tone = Frames.sine(frequency: 777, rate: 44_100, count: 50_000)
        let results = try [1, 100, 4_410, 50_000].map { block in
            try convert(Resampler(from: input, rate: 48_000, channels: 1), tone, block: block)
        }
        for result in results { #expect(result == results[0]) }
    }

    @Test func `a hole becomes silence of its length`() throws {
        let resampler = try Resampler(from: Self.f32, rate: 48_000, channels: 1)
        let output = PlanarAudioBuffer(channels: 1, capacity: 16)
        let hole = AudioBlock(holeOf: 10_000, format: Self.f32, timestamp: MediaTime(nanoseconds: 0))
        try resampler.convert(hole, into: output)
        #expect(output.frameCount == 10_000)
        output.withSamples { samples in
            #expect((0..<10_000).allSatisfy { samples[$0] == 0 })
        }
    }

    @Test func `a block of another format is refused`() throws {
        let resampler = try Resampler(from: Self.f32, rate: 48_000, channels: 1)
        let other = AudioFormat(sample: .s16le, rate: 48_000, channels: 1)
        #expect(throws: RecorderError.self) {
            try resampler.convert(
                Frames.sound(other, [Int16](repeating: 0, count: 4)), into: PlanarAudioBuffer(channels: 1))
        }
    }

    @Test(arguments: [(1, 2), (2, 1), (1, 1)])
    func `one channel and two alike are equally loud`(from: Int, to: Int) throws {
        let input = AudioFormat(sample: .f32le, rate: 48_000, channels: from)
        let resampler = try Resampler(from: input, rate: 48_000, channels: to)
        let output = PlanarAudioBuffer(channels: to)
        let samples = [Float](repeating: 0.5, count: from * 4_800)
        try resampler.convert(Frames.sound(input, samples), into: output)
        let stride = output.planeStride
        output.withSamples { samples in
            for channel in 0..<to { #expect(abs(samples[channel * stride + 2_000] - 0.5) < 1e-4) }
        }
    }

    @Test(arguments: [1, 2, 3, 4, 5, 6, 7, 8], [1, 2])
    func `channels are mixed, never louder than full scale`(from: Int, to: Int) throws {
        let input = AudioFormat(sample: .s16le, rate: 48_000, channels: from)
        let resampler = try Resampler(from: input, rate: 48_000, channels: to)
        let output = PlanarAudioBuffer(channels: to)
        let loud = [Int16](repeating: 32_767, count: from * 4_800)
        try resampler.convert(Frames.sound(input, loud), into: output)
        try resampler.flush(into: output)
        #expect(output.frameCount == 4_800)
        output.withSamples { samples in
            for channel in 0..<to {
                let plane = (0..<4_800).map { samples[channel * output.planeStride + $0] }
                let (most, least) = (plane.max() ?? 2, plane[1_000..<3_000].min() ?? 0)
                // The filter swings over a little where the sound begins and ends.
                #expect(most < 1.1 && plane[1_000..<3_000].max() ?? 2 < 1.0001)
                #expect(least > 0.69)
            }
        }
    }
}
