import Foundation
import ReelModel
import ReelSystem
import TestSupport
import Testing

@testable import ReelContainer

/// Whole MP4 files, judged by ffprobe and ffmpeg.
struct MP4FileTests {
    @Test(arguments: SampleMedia.Pictures.allCases)
    func `a finished file holds every packet at its time and decodes without a complaint`(
        pictures: SampleMedia.Pictures
    ) throws {
        let media = try SampleMedia.with(pictures)
        let directory = try TemporaryDirectory()
        var run = try RecordingRun(media, to: directory("talk.mp4"))
        try run.feed()
        let finished = try #require(try run.writer.finish(as: directory("talk.mp4")))

        #expect(finished.path == directory("talk.mp4"))
        #expect(abs(finished.duration.inSeconds - 4) < 0.022)
        let judge = MediaJudge(finished.path)
        let packets = try judge.packets()
        expectPackets(packets, stream: 0, equal: media.packets(of: 0), of: media)
        expectPackets(packets, stream: 1, equal: media.packets(of: 1), of: media)
        #expect(try judge.complaints() == "")
        #expect(try judge.decodingErrors() == "")
        let size = try FileManager.default.attributesOfItem(atPath: finished.path)[.size] as? Int64
        #expect(size == finished.bytes)
    }

    @Test(arguments: SampleMedia.Pictures.allCases)
    func `the growing file shows the same times as the finished one, up to half a second ago`(
        pictures: SampleMedia.Pictures
    ) throws {
        let media = try SampleMedia.with(pictures)
        let directory = try TemporaryDirectory()
        var run = try RecordingRun(media, to: directory("talk.mp4"))
        try run.feed(until: .milliseconds(2_130))
        let copy = directory("copy.mp4")
        try FileManager.default.copyItem(atPath: run.writer.temporaryPath, toPath: copy)
        try run.feed()
        _ = try run.writer.finish(as: directory("talk.mp4"))

        let growing = MediaJudge(copy)
        let packets = try growing.packets()
        for stream in 0...1 {
            let found = packets.filter { $0.streamIndex == stream }
            let expected = media.packets(of: stream)
            expectPackets(packets, stream: stream, equal: Array(expected.prefix(found.count)), of: media)
            let came = expected.filter { media.arrival(of: $0) < .milliseconds(2_130 - 500) }
            #expect(found.count >= came.count)
        }
        #expect(try growing.decodingErrors() == "")
        let finished = try MediaJudge(directory("talk.mp4")).packets()
        for stream in 0...1 {
            let before = packets.filter { $0.streamIndex == stream }.map(\.ptsTime)
            let after = finished.filter { $0.streamIndex == stream }.map(\.ptsTime)
            #expect(before == Array(after.prefix(before.count)))
        }
    }

    @Test func `the first picture is in the file as soon as it comes`() throws {
        let media = try SampleMedia.with(.reordered)
        let directory = try TemporaryDirectory()
        let run = try RecordingRun(media, to: directory("talk.mp4"))
        let first = try #require(media.packets(of: 0).first)
        try run.writer.append(try first.encoded())
        let packets = try MediaJudge(run.writer.temporaryPath).packets()
        expectPackets(packets, stream: 0, equal: [first], of: media)
    }

    @Test func `what the file says about itself is right`() throws {
        let media = try SampleMedia.with(.inOrder)
        let directory = try TemporaryDirectory()
        var run = try RecordingRun(media, to: directory("talk.mp4"))
        try run.feed()
        _ = try run.writer.finish(as: directory("talk.mp4"))
        let probe = try MediaJudge(directory("talk.mp4")).probe()
        let video = try #require(probe.stream("video"))
        #expect(video.codecTagString == "avc1")
        #expect([video.width, video.height] == [320, 180])
        #expect(video.colorRange == "tv")
        #expect(
            [video.colorSpace, video.colorPrimaries, video.colorTransfer] == ["smpte170m", "smpte170m", "smpte170m"])
        #expect(video.timeBase == "1/90000")
        #expect(video.startTime == "0.000000")
        #expect(video.tags?["language"] == "und")
        let audio = try #require(probe.stream("audio"))
        #expect(audio.codecName == "aac")
        #expect(audio.sampleRate == "48000")
        #expect(audio.channels == 2)
        #expect(audio.startTime == "0.000000")
        #expect(probe.format.tags?["recording"] == RecordingRun.recording?.description)
        let creation = CivilTime.rfc3339(WallTime(nanosecondsSince1970: 1_780_000_000_000_000_000)).prefix(19)
        #expect(probe.format.tags?["creation_time"]?.prefix(19) == creation)
        #expect(abs((probe.format.seconds ?? 0) - 4) < 0.022)
    }

    @Test(arguments: [SampleMedia.pictureTrack, SampleMedia.soundTrack])
    func `a recording of one track alone makes a whole file`(track: Int) throws {
        let sample = try SampleMedia.with(.reordered)
        var media = sample.changed { $0.track == track ? $0 : nil }
        media.tracks = [sample.tracks[track]]
        media.packets = media.packets.map { packet in
            var packet = packet
            packet.track = 0
            return packet
        }
        let directory = try TemporaryDirectory()
        var run = try RecordingRun(media, to: directory("talk.mp4"))
        try run.feed()
        _ = try run.writer.finish(as: directory("talk.mp4"))
        let judge = MediaJudge(directory("talk.mp4"))
        expectPackets(try judge.packets(), stream: 0, equal: media.packets, of: media)
        #expect(try judge.decodingErrors() == "")
    }

    @Test(arguments: [SampleMedia.pictureTrack, SampleMedia.soundTrack], SampleMedia.Pictures.allCases)
    func `a track that starts late starts at its timestamps, growing and finished`(
        late: Int, pictures: SampleMedia.Pictures
    ) throws {
        let sample = try SampleMedia.with(pictures)
        // Not a multiple of anything.
        let delay = Int64((1.2345 * Double(sample.tracks[late].timescale)).rounded())
        let media = sample.changed { packet in
            var packet = packet
            if packet.track == late {
                packet.presentationTime += delay
                packet.decodeTime += delay
            }
            return packet
        }
        let directory = try TemporaryDirectory()
        var run = try RecordingRun(media, to: directory("talk.mp4"))
        try run.feed(until: .seconds(3))
        let growing = try MediaJudge(run.writer.temporaryPath).packets()
        for stream in 0...1 {
            let count = growing.filter { $0.streamIndex == stream }.count
            #expect(count > 40)
            expectPackets(growing, stream: stream, equal: Array(media.packets(of: stream).prefix(count)), of: media)
        }
        try run.feed()
        _ = try run.writer.finish(as: directory("talk.mp4"))
        let judge = MediaJudge(directory("talk.mp4"))
        let finished = try judge.packets()
        expectPackets(finished, stream: 0, equal: media.packets(of: 0), of: media)
        expectPackets(finished, stream: 1, equal: media.packets(of: 1), of: media)
        #expect(try judge.decodingErrors() == "")
    }

    @Test func `a track that stalls does not hold back the other`() throws {
        let sample = try SampleMedia.with(.inOrder)
        let media = sample.changed { packet in
            packet.track == 1 && (48_000..<144_000).contains(packet.presentationTime) ? nil : packet
        }
        let directory = try TemporaryDirectory()
        var run = try RecordingRun(media, to: directory("talk.mp4"))
        try run.feed(until: .milliseconds(2_500))
        let growing = try MediaJudge(run.writer.temporaryPath).packets().filter { $0.streamIndex == 0 }
        #expect(growing.compactMap(\.presentation).max() ?? 0 >= 2)
        try run.feed()
        _ = try run.writer.finish(as: directory("talk.mp4"))
        let judge = MediaJudge(directory("talk.mp4"))
        let finished = try judge.packets()
        expectPackets(finished, stream: 0, equal: media.packets(of: 0), of: media)
        expectPackets(finished, stream: 1, equal: media.packets(of: 1), of: media)
    }

    @Test func `a track that never comes is left out of the finished file`() throws {
        let media = try SampleMedia.with(.inOrder).changed { $0.track == 1 ? $0 : nil }
        let directory = try TemporaryDirectory()
        var run = try RecordingRun(media, to: directory("talk.mp4"))
        try run.feed()
        _ = try run.writer.finish(as: directory("talk.mp4"))
        let judge = MediaJudge(directory("talk.mp4"))
        #expect(try judge.probe().streams.map(\.codecType) == ["audio"])
        expectPackets(try judge.packets(), stream: 0, equal: media.packets, of: media)
    }

    @Test func `odd frame times are kept to the tick`() throws {
        var random = SplitMix(seed: 7)
        let media = try SampleMedia.with(.inOrder).changed { packet in
            var packet = packet
            if packet.track == 0, packet.presentationTime > 0 {
                packet.presentationTime += Int64.random(in: -1_400...1_400, using: &random)
                packet.decodeTime = packet.presentationTime
                packet.duration = 0
            }
            return packet
        }
        let directory = try TemporaryDirectory()
        var run = try RecordingRun(media, to: directory("talk.mp4"))
        try run.feed()
        _ = try run.writer.finish(as: directory("talk.mp4"))
        let packets = try MediaJudge(directory("talk.mp4")).packets()
        expectPackets(packets, stream: 0, equal: media.packets(of: 0), of: media, within: 0.000_006)
    }

    @Test func `the last sound packet may be shorter and the file ends with it`() throws {
        let sample = try SampleMedia.with(.inOrder)
        let last = try #require(sample.packets(of: 1).last)
        let media = sample.changed { packet in
            guard packet.track == 1 else { return nil }
            var packet = packet
            if packet == last { packet.duration = 100 }
            return packet
        }
        let directory = try TemporaryDirectory()
        var run = try RecordingRun(media, to: directory("talk.mp4"))
        try run.feed()
        let finished = try #require(try run.writer.finish(as: directory("talk.mp4")))
        let end = Double(last.presentationTime + 100) / 48_000
        #expect(abs(finished.duration.inSeconds - end) < 0.000_1)
        let seconds = try #require(try MediaJudge(finished.path).probe().format.seconds)
        #expect(abs(seconds - end) < 0.001)
    }

    @Test func `other readers call the file plain and find all of it`() throws {
        let media = try SampleMedia.with(.reordered)
        let directory = try TemporaryDirectory()
        var run = try RecordingRun(media, to: directory("talk.mp4"))
        try run.feed()
        _ = try run.writer.finish(as: directory("talk.mp4"))
        let text = String(
            decoding: try Program.output("mediainfo", ["--Output=JSON", directory("talk.mp4")]), as: UTF8.self)
        #expect(!text.contains("IsTruncated"))
        #expect(text.contains("\"FrameCount\": \"120\""))
        let sinks = ["d.video_0", "d.audio_0"].flatMap { [$0, "!", "queue", "!", "fakesink"] }
        let gstreamer = try Program.run(
            "gst-launch-1.0", ["-q", "filesrc", "location=\(directory("talk.mp4"))", "!", "qtdemux", "name=d"] + sinks)
        #expect(gstreamer.status == 0)
        #expect(gstreamer.standardError == "")
    }

    @Test func `a seek lands on the frame that was asked for`() throws {
        let media = try SampleMedia.with(.reordered)
        let directory = try TemporaryDirectory()
        var run = try RecordingRun(media, to: directory("talk.mp4"))
        try run.feed()
        _ = try run.writer.finish(as: directory("talk.mp4"))
        let hash = { (options: [String]) throws -> String in
            let arguments =
                ["-nostdin", "-v", "error"] + options + ["-map", "0:v:0", "-frames:v", "1", "-f", "md5", "-"]
            return String(decoding: try Program.output("ffmpeg", arguments), as: UTF8.self)
        }
        let sought = try hash(["-ss", "2.5", "-i", directory("talk.mp4")])
        let counted = try hash(["-i", directory("talk.mp4"), "-vf", "select=gte(n\\,75)"])
        #expect(sought == counted)
    }
}
