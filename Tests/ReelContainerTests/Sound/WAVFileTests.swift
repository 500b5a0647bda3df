import Foundation
import ReelModel
import TestSupport
import Testing

@testable import ReelContainer

struct WAVFileTests {
    private static func media(_ format: AudioFormat, packets: Int, framesPerPacket: Int) throws -> SampleMedia {
        var media = try SampleMedia.with(.inOrder)
        media.tracks = [
            .audio(
                AudioTrackFormat(
                    codec: .pcm(format.sample), rate: format.rate, channels: format.channels, bitrate: 0,
                    samplesPerPacket: 0, primingSamples: 0, configuration: []))
        ]
        var random = SplitMix(seed: 3)
        media.packets = (0..<packets).map { index in
            // Bytes that are small numbers in every format, floating point included.
            let bytes = (0..<framesPerPacket * format.bytesPerFrame).map { position in
                position % format.sample.bytesPerSample == format.sample.bytesPerSample - 1
                    ? UInt8(0x3c) : UInt8.random(in: 0...255, using: &random)
            }
            let time = Int64(index * framesPerPacket)
            return TestPacket(
                track: 0, presentationTime: time, decodeTime: time, duration: Int64(framesPerPacket), isKeyframe: true,
                bytes: bytes)
        }
        return media
    }

    @Test(arguments: SampleFormat.allCases, [1, 2, 6])
    func `samples come back as they went in, also while the file grows`(sample: SampleFormat, channels: Int) throws {
        let format = AudioFormat(sample: sample, rate: 8_000, channels: channels)
        let media = try Self.media(format, packets: 51, framesPerPacket: 161)
        let directory = try TemporaryDirectory()
        var run = try RecordingRun(media, to: directory("talk.wav"))
        try run.feed(until: .milliseconds(700))
        let growing = try samples(run.writer.temporaryPath, sample)
        let all = media.packets.flatMap(\.bytes)
        #expect(growing.count >= 200 * 8 * format.bytesPerFrame)
        #expect(all.starts(with: growing))
        try run.feed()
        let finished = try #require(try run.writer.finish(as: directory("talk.wav")))
        #expect(try samples(finished.path, sample) == all)
        #expect(finished.duration == .ticks(51 * 161, timescale: 8_000))
        let stream = try #require(try MediaJudge(finished.path).probe().stream("audio"))
        #expect(stream.codecName == "pcm_\(sample.rawValue)")
        #expect(stream.channels == channels)
        #expect(try MediaJudge(finished.path).complaints() == "")
        #expect(finished.bytes % 2 == 0)
    }

    /// The file's samples in the given format, through ffmpeg.
    private func samples(_ path: String, _ sample: SampleFormat) throws -> [UInt8] {
        let format = String(sample.rawValue)
        return [UInt8](
            try Program.output(
                "ffmpeg", ["-nostdin", "-v", "error", "-i", path, "-c", "copy", "-f", format, "-"]))
    }

    @Test func `the header becomes RF64 in place when 32 bits no longer do`() throws {
        let recording = try #require(RecordingRun.recording)
        let header = WAVHeader(format: AudioFormat(sample: .s16le, rate: 48_000, channels: 2), recording: recording)
        let small = header.bytes(dataBytes: 4_000_000_000)
        let large = header.bytes(dataBytes: 5_000_000_000)
        #expect(small.count == large.count)
        #expect(small.prefix(4).elementsEqual("RIFF".utf8))
        #expect(small[12..<16].elementsEqual("JUNK".utf8))
        #expect(large.prefix(8).elementsEqual("RF64".utf8 + [255, 255, 255, 255]))
        #expect(large[12..<16].elementsEqual("ds64".utf8))
        let number = { (range: Range<Int>) in large[range].reversed().reduce(0) { $0 << 8 | Int64($1) } }
        #expect(number(20..<28) == 5_000_000_000 + Int64(large.count) - 8)
        #expect(number(28..<36) == 5_000_000_000)
        #expect(number(36..<44) == 1_250_000_000)
    }

    @Test func `another reader takes the length of an RF64 file from its header`() throws {
        let recording = try #require(RecordingRun.recording)
        let header = WAVHeader(format: AudioFormat(sample: .s16le, rate: 48_000, channels: 2), recording: recording)
        let directory = try TemporaryDirectory()
        let path = directory("long.wav")
        try Data(header.bytes(dataBytes: 5_000_000_000)).write(to: URL(filePath: path))
        // A hole of 5 GB takes no room.
        let handle = try FileHandle(forWritingTo: URL(filePath: path))
        try handle.truncate(atOffset: UInt64(header.bytes(dataBytes: 0).count) + 5_000_000_000)
        try handle.close()
        let seconds = try #require(try MediaJudge(path).probe().format.seconds)
        #expect(abs(seconds - 5_000_000_000 / 192_000) < 0.01)
    }
}
