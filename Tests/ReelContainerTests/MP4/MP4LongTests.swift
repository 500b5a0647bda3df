import Foundation
import ReelModel
import TestSupport
import Testing

@testable import ReelContainer

struct MP4LongTests {
    @Test(arguments: ["talk.mp4", "talk.flv"])
    func `thirty hours keep their times to the end`(name: String) throws {
        let sample = try SampleMedia.with(.inOrder)
        var media = sample
        let picture = try #require(sample.packets(of: 0).first)
        let sound = try #require(sample.packets(of: 1).last)
        media.packets = []
        // A keyframe and a sound a minute, in a timeline that passes 2³² ticks of 90 kHz and 2²⁴ ms.
        for step in 0..<Int64(1_800) {
            var next = picture
            (next.presentationTime, next.decodeTime) = (step * 5_400_000, step * 5_400_000)
            media.packets.append(next)
            next = sound
            (next.presentationTime, next.decodeTime) = (step * 2_880_000, step * 2_880_000)
            media.packets.append(next)
        }
        let fileSystem = MemoryFileSystem()
        var run = try RecordingRun(media, to: name, in: fileSystem)
        run.tickInterval = .seconds(20)
        try run.feed()
        let finished = try #require(try run.writer.finish(as: name))
        #expect(finished.duration > .seconds(107_940))

        let directory = try TemporaryDirectory()
        let bytes = try #require(fileSystem.image.files[name])
        try Data(bytes).write(to: URL(filePath: directory(name)))
        let output = try Program.output(
            "ffprobe",
            ["-v", "error", "-show_entries", "packet=stream_index,pts_time", "-of", "csv=p=0", directory(name)])
        let lines = String(decoding: output, as: UTF8.self).split(separator: "\n")
        #expect(lines.count == 3_600)
        // FLV shifts all by the sound's priming.
        let shift = name.hasSuffix("flv") ? 0.022 : 0
        for stream in 0...1 {
            let times = lines.filter { $0.hasPrefix("\(stream),") }.compactMap {
                Double($0.dropFirst(2).prefix { $0 != "," })
            }
            #expect(times.count == 1_800)
            let wrong = times.enumerated().first { abs($0.element - shift - Double($0.offset) * 60) > 0.001 }
            #expect(wrong == nil)
        }
    }

    @Test func `a track that falls silent for fourteen hours comes back at its time`() throws {
        let sample = try SampleMedia.with(.reordered)
        let delay: (Int64, Int64) = (14 * 3_600 * 90_000, 14 * 3_600 * 48_000)
        // The second half of the pictures, from a keyframe on, and of the sound.
        let media = sample.changed { packet in
            var packet = packet
            let isLate = packet.track == 0 ? packet.presentationTime >= 180_000 : packet.presentationTime >= 96_000
            guard isLate else { return packet }
            packet.presentationTime += packet.track == 0 ? delay.0 : delay.1
            packet.decodeTime += packet.track == 0 ? delay.0 : delay.1
            return packet
        }
        let directory = try TemporaryDirectory()
        var run = try RecordingRun(media, to: directory("talk.mp4"))
        run.tickInterval = .seconds(20)
        try run.feed()
        let growing = try MediaJudge(run.writer.temporaryPath).packets()
        _ = try run.writer.finish(as: directory("talk.mp4"))
        let judge = MediaJudge(directory("talk.mp4"))
        let packets = try judge.packets()
        for stream in 0...1 {
            let expected = media.packets(of: stream)
            expectPackets(packets, stream: stream, equal: expected, of: media)
            let count = growing.filter { $0.streamIndex == stream }.count
            #expect(count > 90)
            expectPackets(growing, stream: stream, equal: Array(expected.prefix(count)), of: media)
        }
        #expect(try judge.decodingErrors() == "")
    }
}
