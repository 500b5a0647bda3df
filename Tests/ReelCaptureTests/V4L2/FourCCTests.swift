import ReelModel
import Testing

@testable import ReelCapture

@Suite struct FourCCTests {
    @Test func `a code is written as its characters`() {
        #expect(FourCC.yuyv.rawValue == 0x5659_5559)
        #expect(FourCC.yuyv.description == "YUYV")
        let deep: FourCC = "Y16"
        #expect(deep.description == "Y16")
        #expect(FourCC(rawValue: deep.rawValue | 1 << 31).description == "Y16-BE")
        #expect(FourCC(rawValue: 0).description == "????")
    }

    @Test func `Reel's own formats and libv4lconvert's are told apart from the rest`() {
        #expect(FourCC.yu12.pixels == .i420)
        #expect(FourCC.jpeg.pixels == .mjpeg)
        #expect(("YVYU" as FourCC).pixels == nil)
        #expect(("YVYU" as FourCC).conversion?.kind == .rearranged)
        #expect(("RGB3" as FourCC).isRecordable)
        #expect(!("H264" as FourCC).isRecordable)
    }

    @Test func `no format is both Reel's own and converted`() {
        #expect(FormatConversion.all.keys.allSatisfy { $0.pixels == nil })
    }

    @Test(
        arguments: [
            // Code, bytes a line, and the bytes of a whole picture of 640x480.
            ("YVYU", 0, 614_400), ("YVYU", 1_280, 614_400), ("YVYU", 1_408, 675_840), ("NV16", 640, 614_400),
            ("NV16", 704, 675_840), ("YV12", 640, 460_800), ("Y10B", 0, 384_000), ("RGB3", 1_920, 921_600),
            ("CPIA", 0, 0),
        ] as [(FourCC, Int, Int)])
    func `a buffer for conversion has to hold a whole picture`(fourCC: FourCC, bytesPerLine: Int, bytes: Int) {
        let format = DeviceFormat(
            fourCC: fourCC, size: PictureSize(width: 640, height: 480), bytesPerLine: bytesPerLine, imageBytes: 0)
        #expect(fourCC.conversion?.sourceBytes(of: format) == bytes)
    }
}
