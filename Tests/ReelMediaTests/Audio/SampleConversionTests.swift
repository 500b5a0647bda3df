import Foundation
import ReelModel
import TestSupport
import Testing

@testable import ReelMedia

/// From a source's samples through planes of floats into packets, as a WAV recording goes.
struct SampleConversionTests {
    private func recorded(_ samples: [UInt8], _ format: AudioFormat) throws -> [UInt8] {
        let resampler = try Resampler(from: format, rate: format.rate, channels: format.channels)
        let encoder = PCMEncoder(format)
        let buffer = PlanarAudioBuffer(channels: format.channels, capacity: 16)
        let collector = PacketCollector()
        try resampler.convert(Frames.sound(format, samples), into: buffer)
        try buffer.withSamples { samples in
            try encoder.encode(samples, planeStride: buffer.planeStride, frameCount: buffer.frameCount) {
                collector.take($0)
            }
        }
        try encoder.finish { collector.take($0) }
        let times = collector.packets.map { ($0.presentationTime, $0.duration) }
        #expect(times.first?.0 ?? 0 == 0)
        #expect(zip(times, times.dropFirst()).allSatisfy { $0.0 + $0.1 == $1.0 })
        return collector.packets.flatMap(\.bytes)
    }

    @Test(arguments: [1, 2, 5])
    func `every 16-bit sample comes back as the same bits`(channels: Int) throws {
        let samples = (Int16.min...Int16.max).map(\.littleEndian) + [1, 2, 3, 4]
        let bytes = unsafe samples.withUnsafeBytes { unsafe Array($0) }
        #expect(bytes.count % (2 * channels) == 0)
        let format = AudioFormat(sample: .s16le, rate: 44_100, channels: channels)
        #expect(try recorded(bytes, format) == bytes)
    }

    @Test func `24-bit samples come back as the same bits`() throws {
        var random = SplitMix(seed: 24)
        var bytes: [UInt8] = [0, 0, 0x80, 0xff, 0xff, 0x7f, 0, 0, 0, 1, 0, 0, 0xff, 0xff, 0xff]
        bytes += (0..<30_000).map { _ in UInt8.random(in: 0...255, using: &random) }
        let format = AudioFormat(sample: .s24le, rate: 48_000, channels: 1)
        #expect(try recorded(bytes, format) == bytes)
    }

    @Test func `32-bit samples keep 24 significant bits`() throws {
        let samples: [Int32] = [.min, .max, 0, 1, -1, 0x0012_3456, 0x1234_5678, -0x1234_5678]
        let bytes = unsafe samples.withUnsafeBytes { unsafe Array($0) }
        let format = AudioFormat(sample: .s32le, rate: 48_000, channels: 1)
        let result = try recorded(bytes, format)
        let values = unsafe result.withUnsafeBytes { bytes in
            (0..<samples.count).map { unsafe bytes.loadUnaligned(fromByteOffset: 4 * $0, as: Int32.self) }
        }
        for (value, sample) in zip(values, samples) { #expect(abs(Int64(value) - Int64(sample)) <= 64) }
        #expect(values[..<6] == samples[..<6])
    }

    @Test func `floats come back as they are, but for what is no sound`() throws {
        let samples: [Float] = [0, 1, -1, 0.1, -3.5, 1e-30, .nan, .infinity, -.infinity, 1e20, .signalingNaN]
        let bytes = unsafe samples.withUnsafeBytes { unsafe Array($0) }
        let format = AudioFormat(sample: .f32le, rate: 48_000, channels: 1)
        let result = try recorded(bytes, format)
        let expected: [Float] = Array(samples[..<6]) + [0, 0, 0, 0, 0]
        let expectedBytes = unsafe expected.withUnsafeBytes { unsafe Array($0) }
        #expect(result == expectedBytes)
    }

    @Test func `what is beyond full scale is cut, not wrapped`() throws {
        let samples: [Float] = [1, 1.5, -1, -1.5, 0.99999]
        let encoder = PCMEncoder(AudioFormat(sample: .s16le, rate: 48_000, channels: 1))
        let collector = PacketCollector()
        try encoder.encode(samples.span, planeStride: 5, frameCount: 5) { collector.take($0) }
        #expect(collector.packets[0].bytes == [0xff, 0x7f, 0xff, 0x7f, 0, 0x80, 0, 0x80, 0xff, 0x7f])
    }

    @Test func `ffmpeg hears the same samples`() throws {
        let tone = Frames.sine(frequency: 440, rate: 48_000, count: 5_000)
        let encoder = PCMEncoder(AudioFormat(sample: .s24le, rate: 48_000, channels: 1))
        let collector = PacketCollector()
        try encoder.encode(tone.span, planeStride: 5_000, frameCount: 5_000) { collector.take($0) }
        let stream = Data(collector.packets.flatMap(\.bytes))
        let decoded = try Program.output(
            "ffmpeg",
            ["-v", "error", "-f", "s24le", "-ar", "48000", "-ac", "1", "-i", "-", "-f", "f32le", "-"], input: stream)
        let heard = unsafe decoded.withUnsafeBytes { unsafe Array($0.bindMemory(to: Float.self)) }
        #expect(heard.count == 5_000)
        #expect(zip(heard, tone).allSatisfy { abs($0 - $1) <= 1 / 8_388_608 })
    }
}
