import Foundation
import Reel
import TestSupport
import Testing

@Suite("Recordings of the test picture and tone", .serialized)
struct FormatTests {
    /// A format, the tracks that are to be in it, and how far its length may be off.
    static let formats: [(extension: String, video: String?, audio: String?)] = [
        ("mp4", "h264", "aac"), ("flv", "h264", "aac"), ("aac", nil, "aac"), ("wav", nil, "pcm_f32le"),
    ]

    @Test("each format holds what was recorded, is whole, and decodes without a complaint", arguments: formats)
    func eachFormat(format: (extension: String, video: String?, audio: String?)) throws {
        let directory = try TemporaryDirectory()
        let path = directory("talk.\(format.extension)")
        let result = try ReelProgram.run(
            [
                "record", "--video", "test", "--size", "640x360", "--audio", "test", "--duration", "3", "--pace",
                "none",
                path,
            ], in: directory.path)
        #expect(result.status == 0, "\(result.standardError)")
        let judge = MediaJudge(path)
        let probe = try judge.probe()
        #expect(probe.stream("video")?.codecName == format.video)
        #expect(probe.stream("audio")?.codecName == format.audio)
        #expect(try judge.decodingErrors() == "")
        let seconds = try #require(probe.format.seconds)
        // ADTS has no length of its own: ffprobe guesses it from the bit rate.
        #expect(abs(seconds - 3) < (format.extension == "aac" ? 0.3 : 0.05))
        #expect(try LinuxFileSystem().names(inDirectory: directory.path) == ["talk.\(format.extension)"])
    }

    @Test("every picture is in the file once and in order, each at its time")
    func everyPicture() throws {
        let directory = try TemporaryDirectory()
        let path = directory("talk.mp4")
        let result = try ReelProgram.run(
            [
                "record", "--video", "test", "--size", "640x360", "--fps", "30", "--audio", "none", "--duration", "4",
                "--pace", "none", path,
            ], in: directory.path)
        #expect(result.status == 0, "\(result.standardError)")
        let frames = try MediaJudge(path).frames(of: "v:0")
        let numbers = try PictureReading.read(path, size: PictureSize(width: 640, height: 360)).map(\.number)
        #expect(numbers == Array(0..<120))
        #expect(frames.count == 120)
        for (index, frame) in frames.enumerated() {
            let time = try #require(frame.presentation)
            #expect(abs(time - Double(index) / 30) < 0.001)
        }
    }

    @Test("raw sound comes back sample for sample", arguments: SampleFormat.allCases)
    func rawSound(format: SampleFormat) throws {
        let directory = try TemporaryDirectory()
        let codec = "pcm_" + format.rawValue
        try Program.output(
            "ffmpeg",
            [
                "-v", "error", "-f", "lavfi", "-i", "aevalsrc=0.5*sin(2*PI*440*t)|0.9*sin(2*PI*1000*t):s=44100:d=2.5",
                "-c:a", codec, "-f", format.rawValue, directory("in.raw"),
            ])
        let result = try ReelProgram.run(
            [
                "record", "--video", "none", "--audio", "pcm:in.raw", "--pcm-format", format.rawValue, "--pcm-rate",
                "44100", "--pcm-channels", "2", "--pace", "none", "out.wav",
            ], in: directory.path)
        #expect(result.status == 0, "\(result.standardError)")
        try Program.output(
            "ffmpeg",
            ["-v", "error", "-i", directory("out.wav"), "-c:a", codec, "-f", format.rawValue, directory("out.raw")])
        let given = try Program.output("cat", [directory("in.raw")])
        let recorded = try Program.output("cat", [directory("out.raw")])
        #expect(given.count == 2 * format.bytesPerSample * 110_250)
        #expect(recorded.count == given.count)
        // Sound passes as 32-bit floats: the lowest 8 of 32 bits are beyond them, everything else is exact.
        let isSame =
            format == .s32le
            ? zip(samples(given), samples(recorded)).allSatisfy { abs(Int64($0) - Int64($1)) <= 128 }
            : given.elementsEqual(recorded)
        #expect(isSame)
    }

    private func samples(_ data: Data) -> [Int32] {
        unsafe data.withUnsafeBytes { unsafe Array($0.bindMemory(to: Int32.self)) }
    }

    @Test("several outputs share one encode: packet for packet the same")
    func severalOutputs() throws {
        let directory = try TemporaryDirectory()
        let result = try ReelProgram.run(
            [
                "record", "--video", "test", "--size", "320x240", "--audio", "test", "--duration", "2", "--pace",
                "none",
                "a.mp4", "b.flv", "c.aac", "d.wav",
            ], in: directory.path)
        #expect(result.status == 0, "\(result.standardError)")
        for track in ["v:0", "a:0"] {
            let first = try MediaJudge(directory("a.mp4")).packets().filter { $0.codecType.first == track.first }
            let second = try MediaJudge(directory("b.flv")).packets().filter { $0.codecType.first == track.first }
            #expect(first.map(\.size) == second.map(\.size))
            #expect(!first.isEmpty)
        }
        #expect(try LinuxFileSystem().names(inDirectory: directory.path) == ["a.mp4", "b.flv", "c.aac", "d.wav"])
    }
}
