import Foundation
import ReelModel
import Testing

@testable import ReelMedia

struct AACEncoderTests {
    private func encode(_ encoder: AACEncoder, channels: [[Float]], run: Int) throws -> PacketCollector {
        let collector = PacketCollector()
        let buffer = PlanarAudioBuffer(channels: channels.count, capacity: run)
        var start = 0
        while start < channels[0].count {
            let count = min(run, channels[0].count - start)
            buffer.removeAll()
            let samples = channels.flatMap { $0[start..<start + count] }
            buffer.append(samples.span, planeStride: count, frameCount: count)
            try buffer.withSamples { samples in
                try encoder.encode(samples, planeStride: buffer.planeStride, frameCount: count) {
                    collector.take($0)
                }
            }
            start += count
        }
        try encoder.finish { collector.take($0) }
        return collector
    }

    @Test(arguments: [1, 100, 1_024, 1_025, 48_000, 48_123], [1, 960, 5_000])
    func `packets add up to the samples that went in, behind the priming`(count: Int, run: Int) throws {
        let encoder = try AACEncoder(rate: 48_000, channels: 1)
        let tone = Frames.sine(frequency: 997, rate: 48_000, count: count)
        let collector = try encode(encoder, channels: [tone], run: run)
        let packets = collector.packets
        #expect(encoder.format.primingSamples == 1_024)
        #expect(packets.first?.presentationTime == -1_024)
        #expect(
            zip(packets, packets.dropFirst()).allSatisfy { $0.presentationTime + $0.duration == $1.presentationTime })
        #expect(packets.last.map { $0.presentationTime + $0.duration } == Int64(count))
        #expect(packets.allSatisfy { $0.isKeyframe && $0.decodeTime == $0.presentationTime })
        let decoded = try StreamJudge.sound(of: collector.adts(encoder.format), format: "aac", channels: 1)[0]
        #expect(decoded.count >= count + 1_024)
    }

    @Test func `what is decoded behind the priming is what went in`() throws {
        let encoder = try AACEncoder(rate: 44_100, channels: 2)
        let left = Frames.sine(frequency: 440, rate: 44_100, count: 30_000)
        let right = Frames.sine(frequency: 1_000, amplitude: 0.25, rate: 44_100, count: 30_000)
        let collector = try encode(encoder, channels: [left, right], run: 777)
        let decoded = try StreamJudge.sound(of: collector.adts(encoder.format), format: "aac", channels: 2)
        for (channel, original) in [left, right].enumerated() {
            let errors = (2_000..<29_000).map { Double(decoded[channel][$0 + 1_024] - original[$0]) }
            let power = errors.reduce(0) { $0 + $1 * $1 } / Double(errors.count)
            #expect(power < 1e-4, "channel \(channel)")
        }
    }

    @Test(arguments: 1...8)
    func `every number of channels up to eight is encoded`(channels: Int) throws {
        let encoder = try AACEncoder(rate: 48_000, channels: channels)
        let tone = Frames.sine(frequency: 500, rate: 48_000, count: 4_096)
        let collector = try encode(encoder, channels: Array(repeating: tone, count: channels), run: 1_000)
        #expect(collector.packets.count == 5)
        // AudioSpecificConfig: 5 bits of object type (2 is AAC LC), 4 of rate (3 is 48 kHz), 4 of channels.
        let configuration = encoder.format.configuration
        #expect(configuration[0] >> 3 == 2)
        #expect((configuration[0] & 7) << 1 | configuration[1] >> 7 == 3)
    }

    @Test(arguments: AACEncoder.rates)
    func `every rate of AAC is encoded and read back`(rate: Int) throws {
        let encoder = try AACEncoder(rate: rate, channels: 2)
        let tone = Frames.sine(frequency: 300, rate: rate, count: rate / 2)
        let collector = try encode(encoder, channels: [tone, tone], run: 1_000)
        let stream = collector.adts(encoder.format)
        #expect(try StreamJudge.probe(stream, format: "aac", "sample_rate") == String(rate))
        #expect(try StreamJudge.probe(stream, format: "aac", "channels") == "2")
    }

    @Test func `nothing in gives nothing out`() throws {
        let encoder = try AACEncoder(rate: 48_000, channels: 2)
        let collector = PacketCollector()
        try encoder.finish { collector.take($0) }
        #expect(collector.packets.isEmpty)
    }

    @Test(
        arguments: [
            (50_000, 2, nil, "48000"), (48_000, 9, nil, "1 to 8"), (48_000, 0, nil, "1 to 8"),
            (48_000, 2, 1_000, "16000 to 576000"), (8_000, 1, 64_000, "8000 to 48000"),
        ] as [(Int, Int, Int?, String)])
    func `what AAC does not have is refused with what it has`(
        rate: Int, channels: Int, bitrate: Int?, hint: String
    ) throws {
        #expect {
            _ = try AACEncoder(rate: rate, channels: channels, bitrate: bitrate)
        } throws: { error in
            guard let error = error as? RecorderError else { return false }
            return error.code == .usage && error.message.contains(hint)
        }
    }

    @Test func `the bitrate is about what was asked`() throws {
        let encoder = try AACEncoder(rate: 48_000, channels: 2, bitrate: 96_000)
        var random = SystemRandomNumberGenerator()
        let noise = (0..<96_000).map { _ in Float.random(in: -0.5...0.5, using: &random) }
        let packets = try encode(encoder, channels: [noise, noise], run: 960).packets
        let bits = packets.reduce(0) { $0 + $1.bytes.count } * 8 / 2
        #expect((80_000...112_000).contains(bits))
    }
}
