import Foundation
import ReelModel
import TestSupport
import Testing

@testable import ReelContainer

struct ADTSFileTests {
    @Test func `an AAC file decodes to the same sound as the MP4 of the same packets`() throws {
        let media = try SampleMedia.with(.inOrder)
        let directory = try TemporaryDirectory()
        var run = try RecordingRun(media, to: directory("talk.aac"))
        try run.feed(until: .seconds(2))
        let growing = try MediaJudge(run.writer.temporaryPath).packets()
        #expect(growing.count > 70)
        try run.feed()
        let finished = try #require(try run.writer.finish(as: directory("talk.aac")))
        let judge = MediaJudge(finished.path)
        #expect(try judge.packets().count == media.packets(of: 1).count)
        #expect(try judge.decodingErrors() == "")
        #expect(abs(finished.duration.inSeconds - 4) < 0.022)
        let stream = try #require(try judge.probe().stream("audio"))
        #expect(stream.codecName == "aac")
        #expect(stream.sampleRate == "48000")
        #expect(stream.channels == 2)

        var movie = try RecordingRun(media.changed { $0.track == 1 ? $0 : nil }, to: directory("talk.mp4"))
        try movie.feed()
        _ = try movie.writer.finish(as: directory("talk.mp4"))
        let samples = { (name: String, options: [String]) throws -> Data in
            try Program.output(
                "ffmpeg", ["-nostdin", "-v", "error"] + options + ["-i", directory(name), "-f", "s16le", "-"])
        }
        // The MP4's edit list skips the priming; here it is heard.
        let raw = try samples("talk.aac", [])
        let edited = try samples("talk.mp4", [])
        #expect(raw.dropFirst(1_024 * 4) == edited)
    }

    @Test func `the header says profile, rate, channels and length`() throws {
        let header = try ADTSHeader(configuration: [0x11, 0x90])
        var buffer = ByteBuffer()
        header.append(payloadBytes: 300, to: &buffer)
        #expect(buffer.bytes == [0xff, 0xf1, 0x4c, 0x80, 0x26, 0x7f, 0xfc])
    }

    @Test(arguments: [[UInt8]([0x17, 0x80, 0, 0, 0x10]), [0x2b, 0x92, 0x08, 0x00], [0x11, 0x80]])
    func `a configuration that ADTS cannot say is refused`(configuration: [UInt8]) {
        let error = #expect(throws: RecorderError.self) { try ADTSHeader(configuration: configuration) }
        #expect(error?.code == .notSupported)
    }
}
