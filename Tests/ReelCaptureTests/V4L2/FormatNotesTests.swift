import ReelModel
import Testing

@testable import ReelCapture

@Suite struct FormatNotesTests {
    private let formats = ["YUYV", "MJPG", "H264"].map { code in
        CameraFormat(
            fourCC: FourCC(rawValue: zip(0..<4, code.utf8).reduce(0) { $0 | UInt32($1.1) << (8 * $1.0) }), name: "",
            sizes: [])
    }

    private func notes(size: String? = nil, rate: String? = nil, input: String? = nil) -> FormatNotes {
        FormatNotes(
            camera: "Cam (/dev/video0)",
            request: VideoRequest(
                size: size.flatMap { PictureSize($0) }, rate: rate.flatMap { FrameRate($0) }, inputFormat: input))
    }

    @Test func `what was asked and is there needs no warning`() {
        let hd = PictureSize(width: 1_280, height: 720)
        #expect(notes().warnings(size: hd, rate: FrameRate(numerator: 12)).isEmpty)
        #expect(notes(size: "1280x720", rate: "30").warnings(size: hd, rate: FrameRate(numerator: 30)).isEmpty)
        let ntsc = FrameRate(numerator: 30_000, denominator: 1_001)
        #expect(notes(size: "1280x720", rate: "30").warnings(size: hd, rate: ntsc).isEmpty)
        #expect(notes(rate: "30").warnings(size: hd, rate: nil).isEmpty)
    }

    @Test func `a warning names what was asked and the nearest`() {
        let size = PictureSize(width: 960, height: 720)
        let warnings = notes(size: "1000x700", rate: "60").warnings(size: size, rate: FrameRate(numerator: 30))
        #expect(
            warnings == [
                RecordingWarning(
                    "nearest-format",
                    "Cam (/dev/video0) does not have 1000x700 at 60 frames a second; "
                        + "it records 960x720 at 30 frames a second, the nearest.")
            ])
        #expect(notes(rate: "60").warnings(size: size, rate: FrameRate(numerator: 30)).count == 1)
    }

    @Test func `a refusal lists what there is`() {
        let missing = notes(input: "nv12").refusal(of: formats)
        #expect(missing.code == .notSupported)
        #expect(
            missing.message
                == "Cam (/dev/video0) has no format nv12; ask for one of YUYV, MJPG, or leave --input-format out.")
        #expect(notes(input: "h264").refusal(of: formats).message.hasPrefix("Reel cannot record h264 from Cam"))
        #expect(notes().refusal(of: [formats[2]]).message.contains("only formats that Reel cannot record: H264"))
        #expect(notes(input: "yuyv").refusal(of: [formats[2]]).message.contains("it has H264"))
    }
}
