import Foundation
import ReelModel
import Testing

@testable import ReelCapture

@Suite("The test tone")
struct TestToneTests {
    private static let thirty = FrameRate(numerator: 30)
    private static let rates = [
        thirty, FrameRate(numerator: 30_000, denominator: 1_001), FrameRate(numerator: 25), FrameRate(numerator: 7),
        FrameRate(numerator: 2, denominator: 3), FrameRate(numerator: 60),
    ]

    private func samples(_ generator: ToneGenerator, from first: Int64, count: Int) -> [Float] {
        var samples = [Float](repeating: .nan, count: count * generator.channels)
        unsafe samples.withUnsafeMutableBufferPointer { unsafe generator.write(from: first, into: $0) }
        return samples
    }

    @Test(arguments: rates)
    func `a second's flash is the first frame that starts in it`(rate: FrameRate) {
        let schedule = FlashSchedule(rate: rate)
        for second in 0..<Int64(200) {
            let frame = schedule.frame(ofSecond: second)
            #expect(schedule.isFlash(frame: frame))
            #expect(schedule.start(ofSecond: second) >= .seconds(second))
            #expect(frame == 0 || rate.start(ofFrame: frame - 1) < .seconds(second))
            #expect(schedule.start(ofSecond: second) == rate.start(ofFrame: frame))
        }
        let last = schedule.frame(ofSecond: 199)
        let flashes = (0...last).filter { schedule.isFlash(frame: $0) }
        #expect(Set(flashes) == Set((0..<200).map { schedule.frame(ofSecond: $0) }))
    }

    @Test(arguments: rates, [48_000, 44_100])
    func `the beep starts with the flash to the sample and lasts 40 ms`(rate: FrameRate, sampleRate: Int) {
        let generator = ToneGenerator(rate: sampleRate, channels: 1, flashes: FlashSchedule(rate: rate))
        let second: Int64 = 3
        let start = generator.flashes.start(ofSecond: second).ticks(timescale: Int64(sampleRate))
        let before = samples(generator, from: start - 300, count: 300)
        #expect(before.allSatisfy { abs($0) < 0.016 })
        let length = sampleRate * 40 / 1_000
        let beep = samples(generator, from: start, count: length)
        #expect(abs(level(of: 1_000, in: beep, rate: sampleRate) - 0.5) < 0.005)
        // It begins at phase 0 with its first sample, and the third is already louder than the tone ever is.
        #expect(abs(beep[0]) < 0.016)
        #expect(beep[2] > 0.1)
        let after = samples(generator, from: start + Int64(length), count: 300)
        #expect(after.allSatisfy { abs($0) < 0.016 })
    }

    @Test func `between the beeps there is a quiet tone of 220 Hz`() {
        let generator = ToneGenerator(rate: 48_000, channels: 1, flashes: FlashSchedule(rate: Self.thirty))
        let quiet = samples(generator, from: 48_000 * 3_600 + 4_800, count: 24_000)
        #expect(abs(level(of: 220, in: quiet, rate: 48_000) - 0.015_8) < 0.000_1)
        #expect(level(of: 1_000, in: quiet, rate: 48_000) < 0.000_1)
    }

    @Test func `the sound is the same in blocks of any length, on every channel`() {
        let generator = ToneGenerator(rate: 44_100, channels: 2, flashes: FlashSchedule(rate: Self.thirty))
        let whole = samples(generator, from: 44_000, count: 4_000)
        let parts = stride(from: 0, to: 4_000, by: 37).flatMap { start in
            samples(generator, from: 44_000 + Int64(start), count: min(37, 4_000 - start))
        }
        #expect(parts == whole)
        #expect(stride(from: 0, to: 8_000, by: 2).allSatisfy { whole[$0] == whole[$0 + 1] })
    }

    @Test(arguments: [48_000, 44_100, 22_050])
    func `blocks follow each other without a gap from the picture's origin`(sampleRate: Int) throws {
        let origin = TestOrigin()
        let (tone, picture) = (
            TestToneSource(rate: sampleRate, origin: origin, pace: .unpaced, length: .seconds(2)),
            TestPictureSource(size: TestPictureTests.small, origin: origin, pace: .unpaced, length: .seconds(2))
        )
        let format = try tone.prepare()
        #expect(format == AudioFormat(sample: .f32le, rate: sampleRate, channels: 2))
        _ = try picture.prepare()
        let (sounds, pictures) = (SoundCollector(), PictureCollector())
        try picture.start(delivering: pictures)
        try tone.start(delivering: sounds)
        let (heard, seen) = (sounds.waitForEnd(), pictures.waitForEnd())
        tone.stop()
        picture.stop()
        #expect(heard.endings == [nil])
        #expect(heard.frameCount == 2 * sampleRate)
        let start = try #require(seen.pictures.first).timestamp
        var position: Int64 = 0
        for block in heard.blocks {
            #expect(block.timestamp == start.advanced(by: .ticks(position, timescale: Int64(sampleRate))))
            position += Int64(block.frameCount)
        }
        #expect(seen.pictures.filter(\.isFlash).map { $0.timestamp - start } == [.zero, .seconds(1)])
    }

    @Test func `live, sound comes by the clock and is never skipped`() throws {
        let source = TestToneSource(length: .seconds(5), clocks: RushingClocks())
        _ = try source.prepare()
        let collector = SoundCollector()
        try source.start(delivering: collector)
        let heard = collector.waitForEnd()
        source.stop()
        #expect(heard.frameCount == 240_000)
        #expect(heard.blocks.filter(\.isHole).isEmpty)
    }

    /// The amplitude of one frequency in `samples`, which hold whole periods of it (Goertzel's sum, written out).
    private func level(of frequency: Double, in samples: [Float], rate: Int) -> Double {
        let step = 2 * Double.pi * frequency / Double(rate)
        let sums = samples.enumerated().reduce(into: (0.0, 0.0)) { sums, sample in
            sums.0 += Double(sample.element) * cos(step * Double(sample.offset))
            sums.1 += Double(sample.element) * sin(step * Double(sample.offset))
        }
        return 2 * (sums.0 * sums.0 + sums.1 * sums.1).squareRoot() / Double(samples.count)
    }
}
