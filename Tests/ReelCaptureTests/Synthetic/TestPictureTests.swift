import Foundation
import ReelModel
import TestSupport
import Testing

@testable import ReelCapture

@Suite("The test picture")
struct TestPictureTests {
    static let small = PictureSize(width: 320, height: 240)
    private let rate = FrameRate(numerator: 30)

    private func frame(_ number: Int64, by painter: TestPicturePainter) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: I420Canvas.byteCount(of: painter.size))
        unsafe bytes.withUnsafeMutableBytes { unsafe painter.paint(frame: number, into: $0) }
        return bytes
    }

    private func code(_ luma: [UInt8], size: PictureSize, stride: Int? = nil) -> TestPictureCode? {
        TestPictureReader.code(inLuma: luma.span, size: size, stride: stride)
    }

    private func isFlash(_ luma: [UInt8], size: PictureSize, stride: Int? = nil) -> Bool {
        TestPictureReader.isFlash(inLuma: luma.span, size: size, stride: stride)
    }

    @Test(arguments: ["160x120", "320x240", "640x480", "640x360", "1280x720", "720x1280", "322x178"])
    func `the code reads back at any size`(text: String) throws {
        let size = try #require(PictureSize(text))
        let painter = TestPicturePainter(size: size, rate: rate)
        for number in [0, 1, 29, 30, 12_345, 5_000_000_000] as [Int64] {
            let picture = frame(number, by: painter)
            let code = self.code(picture, size: size)
            #expect(code?.frame == UInt32(truncatingIfNeeded: number))
            #expect(code?.milliseconds == UInt32(truncatingIfNeeded: number * 1_000 / 30))
            #expect(isFlash(picture, size: size) == (number % 30 == 0))
        }
    }

    @Test func `a frame is a function of its number`() {
        let painter = TestPicturePainter(size: Self.small, rate: rate)
        let first = frame(77, by: painter)
        _ = frame(78, by: painter)
        #expect(frame(77, by: painter) == first)
        #expect(frame(77, by: TestPicturePainter(size: Self.small, rate: rate)) == first)
        #expect(frame(78, by: painter) != first)
    }

    @Test func `a picture that is no test picture has no code`() {
        let size = Self.small
        for value in [0, 16, 126, 235, 255] as [UInt8] {
            let flat = [UInt8](repeating: value, count: size.width * size.height)
            #expect(code(flat, size: size) == nil)
        }
        #expect(code([], size: size) == nil)
    }

    @Test func `a stride wider than the picture is stepped over`() {
        let painter = TestPicturePainter(size: Self.small, rate: rate)
        let picture = frame(30, by: painter)
        let wide = (0..<240).flatMap { row in picture[row * 320..<row * 320 + 320] + [UInt8](repeating: 99, count: 64) }
        #expect(code(wide, size: Self.small, stride: 384)?.frame == 30)
        #expect(isFlash(wide, size: Self.small, stride: 384))
    }

    @Test func `any wrong block is noticed`() throws {
        let code = TestPictureCode(frame: 123_456, milliseconds: 4_115_200)
        let rows = code.rows
        #expect(TestPictureCode(upper: rows.upper, lower: rows.lower) == code)
        for bit in 0..<TestPictureCode.bitsPerRow {
            #expect(TestPictureCode(upper: rows.upper ^ 1 << UInt64(bit), lower: rows.lower) == nil)
            #expect(TestPictureCode(upper: rows.upper, lower: rows.lower ^ 1 << UInt64(bit)) == nil)
        }
    }

    @Test(arguments: [(1, 23), (2, 23), (2, 35)])
    func `code and flash survive H.264 and scaling`(divisor: Int, quality: Int) throws {
        let directory = try TemporaryDirectory()
        let size = PictureSize(width: 640, height: 480)
        let painter = TestPicturePainter(size: size, rate: rate)
        let raw = try directory.file("in.yuv", (25..<65).flatMap { frame($0, by: painter) })
        let (coded, out) = (directory("coded.mp4"), directory("out.gray"))
        let scaled = PictureSize(width: size.width / divisor, height: size.height / divisor)
        try runFFmpeg([
            "-f", "rawvideo", "-pix_fmt", "yuv420p", "-s", "\(size)", "-r", "30", "-i", raw, "-c:v", "libx264",
            "-preset", "ultrafast", "-crf", "\(quality)", "-vf", "scale=\(scaled.width):\(scaled.height)", coded,
        ])
        try runFFmpeg(["-i", coded, "-pix_fmt", "gray", "-color_range", "tv", "-f", "rawvideo", out])
        let luma = [UInt8](try Data(contentsOf: URL(fileURLWithPath: out)))
        let bytes = scaled.width * scaled.height
        #expect(luma.count == 40 * bytes)
        for index in 0..<40 {
            let picture = Array(luma[index * bytes..<(index + 1) * bytes])
            #expect(code(picture, size: scaled)?.frame == UInt32(25 + index))
            #expect(isFlash(picture, size: scaled) == (index == 5 || index == 35))
        }
    }
}
