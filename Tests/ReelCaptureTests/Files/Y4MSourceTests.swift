import Foundation
import ReelModel
import TestSupport
import Testing

@testable import ReelCapture

@Suite("Pictures from a Y4M file")
struct Y4MSourceTests {
    private let directory: TemporaryDirectory

    init() throws {
        directory = try TemporaryDirectory()
    }

    private func header(_ line: String) throws(RecorderError) -> Y4MHeader {
        try Y4MHeader(line: line, name: "clip.y4m")
    }

    @Test func `the header tells size, rate, chroma and range`() throws {
        let full = try header("YUV4MPEG2 W640 H480 F30000:1001 Ip A1:1 C422 XYSCSS=422 XCOLORRANGE=FULL")
        #expect(full.picture.size == PictureSize(width: 640, height: 480))
        #expect(full.rate == FrameRate(numerator: 30_000, denominator: 1_001))
        #expect(full.picture.pixels == .i422)
        #expect(full.picture.color.range == .full)
        #expect(full.picture.color.matrix == ColorDescription.bt601.matrix)
        #expect(!full.isInterlaced)
        let plain = try header("YUV4MPEG2 W1280 H720 F25:1")
        #expect(
            plain.picture
                == PictureFormat(
                    pixels: .i420, size: PictureSize(width: 1_280, height: 720), color: .bt709))
        #expect(try header("YUV4MPEG2 W8 H8 F25:1 It C420mpeg2").isInterlaced)
    }

    @Test(arguments: ["420", "420jpeg", "420mpeg2", "420paldv"])
    func `each siting of 4_2_0 is read`(chroma: String) throws {
        #expect(try header("YUV4MPEG2 W8 H8 F25:1 C\(chroma)").picture.pixels == .i420)
    }

    @Test(arguments: [
        ("RIFF WAVE", RecorderError.Code.badInput, "does not begin with YUV4MPEG2"),
        ("", .badInput, "does not begin with YUV4MPEG2"),
        ("YUV4MPEG2 H8 F25:1", .badInput, "how large"),
        ("YUV4MPEG2 W0 H8 F25:1", .badInput, "how large"),
        ("YUV4MPEG2 W99999999999999999999 H8 F25:1", .badInput, "how large"),
        ("YUV4MPEG2 W8 H8 F0:0", .badInput, "how fast"),
        ("YUV4MPEG2 W8 H8", .badInput, "how fast"),
        ("YUV4MPEG2 W8 H8 F25:1 C420p10", .notSupported, "420p10"),
        ("YUV4MPEG2 W8 H8 F25:1 Cmono", .notSupported, "mono"),
    ])
    func `a header that cannot be used gets a sentence`(line: String, code: RecorderError.Code, part: String) {
        let error = #expect(throws: RecorderError.self) { try header(line) }
        #expect(error?.code == code)
        #expect(error?.message.contains(part) == true)
    }

    private func make(_ arguments: String...) throws -> String {
        let path = directory("clip.y4m")
        try runFFmpeg(arguments + [path])
        return path
    }

    private func record(_ path: String, pace: SourcePace = .unpaced) throws -> (
        VideoSourceFormat, PictureCollector.State
    ) {
        let source = Y4MSource(path: path, pace: pace)
        let format = try source.prepare()
        let collector = PictureCollector(keepsBytes: true)
        try source.start(delivering: collector)
        let received = collector.waitForEnd()
        source.stop()
        return (format, received)
    }

    @Test(arguments: [("yuv420p", "66x50"), ("yuv422p", "66x50"), ("yuv420p", "65x49"), ("yuv422p", "65x49")])
    func `every picture of ffmpeg's file comes back byte for byte`(pixels: String, size: String) throws {
        let pattern = ["-f", "lavfi", "-i", "testsrc=size=\(size):rate=24:duration=1", "-pix_fmt", pixels]
        let path = directory("clip.y4m")
        let raw = directory("clip.yuv")
        try runFFmpeg(pattern + [path])
        try runFFmpeg(pattern + ["-f", "rawvideo", raw])
        let (format, received) = try record(path)
        #expect(format.picture.size.description == size)
        #expect(format.rate == FrameRate(numerator: 24))
        #expect(received.endings == [nil])
        #expect(received.pictures.map(\.sequence) == Array(0..<24))
        #expect(received.pictures.flatMap(\.bytes) == [UInt8](try Data(contentsOf: URL(fileURLWithPath: raw))))
        for picture in received.pictures {
            let time = format.rate.start(ofFrame: Int64(picture.sequence))
            #expect(picture.timestamp == received.pictures[0].timestamp.advanced(by: time))
        }
    }

    @Test func `live, pictures come by the file's rate`() throws {
        let path = try make("-f", "lavfi", "-i", "testsrc2=size=64x48:rate=50:duration=0.2")
        let begin = ContinuousClock.now
        #expect(try record(path, pace: .live).1.pictures.count == 10)
        #expect(ContinuousClock.now - begin >= .milliseconds(180))
    }

    @Test func `parameters behind FRAME are stepped over`() throws {
        let picture = [UInt8](repeating: 7, count: 6)
        let bytes =
            Array("YUV4MPEG2 W2 H2 F25:1\n".utf8) + Array("FRAME Ip\n".utf8) + picture + Array("FRAME\n".utf8) + picture
        let (_, received) = try record(try directory.file("clip.y4m", bytes))
        #expect(received.endings == [nil])
        #expect(received.pictures.map(\.bytes) == [picture, picture])
    }

    @Test func `a file that ends within a picture gives the whole ones and says so`() throws {
        let path = try make("-f", "lavfi", "-i", "testsrc2=size=64x48:rate=25:duration=0.2")
        let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)).dropLast(1))
        let (_, received) = try record(try directory.file("torn.y4m", bytes))
        #expect(received.pictures.count == 4)
        #expect(received.endings.map { $0?.code } == [.badInput])
        #expect(received.endings.first??.message.contains("within its picture 5") == true)
    }

    @Test func `what is between pictures and is no FRAME ends the source`() throws {
        let picture = [UInt8](repeating: 7, count: 6)
        let bytes = Array("YUV4MPEG2 W2 H2 F25:1\nFRAME\n".utf8) + picture + Array("JUNK\n".utf8) + picture
        let (_, received) = try record(try directory.file("junk.y4m", bytes))
        #expect(received.pictures.count == 1)
        #expect(received.endings.first??.message.contains("picture 2 does not begin with FRAME") == true)
    }

    @Test func `a missing file and an empty one get sentences`() throws {
        let missing = #expect(throws: RecorderError.self) { try record(directory("none.y4m")) }
        #expect(missing?.code == .inputNotFound)
        let empty = try directory.file("empty.y4m", [])
        #expect(throws: RecorderError(.badInput, "\(empty) is no Y4M file: it does not begin with YUV4MPEG2.")) {
            try record(empty)
        }
    }

    @Test func `stop is quick while a receiver holds every buffer`() throws {
        let path = try make("-f", "lavfi", "-i", "testsrc2=size=64x48:rate=25:duration=2")
        let source = Y4MSource(path: path, pace: .unpaced)
        source.stop()
        let running = Y4MSource(path: path, pace: .unpaced)
        _ = try running.prepare()
        let collector = PictureCollector(holding: 12)
        try running.start(delivering: collector)
        _ = collector.wait { $0.pictures.count == 12 }
        let begin = ContinuousClock.now
        running.stop()
        running.stop()
        #expect(ContinuousClock.now - begin < .milliseconds(100))
        #expect(collector.now.endings.isEmpty)
    }
}
