import ReelModel
import Testing

@testable import ReelCapture

@Suite struct CaptureSettingsTests {
    private func settings(_ fourCC: FourCC, stride: Int, converted: PictureSize? = nil) -> CaptureSettings {
        CaptureSettings(
            camera: "Cam",
            device: DeviceFormat(
                fourCC: fourCC, size: PictureSize(width: 640, height: 480), bytesPerLine: stride, imageBytes: 700_000),
            convertedSize: converted, rate: FrameRate(numerator: 30))
    }

    @Test func `rows are as far apart as the driver says`() {
        #expect(settings(.yuyv, stride: 1_280).planes == [PicturePlane(offset: 0, stride: 1_280, rows: 480)])
        let padded = settings(.nv12, stride: 704)
        #expect(
            padded.planes == [
                PicturePlane(offset: 0, stride: 704, rows: 480),
                PicturePlane(offset: 704 * 480, stride: 704, rows: 240),
            ])
        #expect(padded.pictureBytes == 704 * 720)
        #expect(
            settings(.yu12, stride: 704).planes == [
                PicturePlane(offset: 0, stride: 704, rows: 480),
                PicturePlane(offset: 704 * 480, stride: 352, rows: 240),
                PicturePlane(offset: 704 * 600, stride: 352, rows: 240),
            ])
    }

    @Test func `a stride that cannot be is taken for none`() {
        #expect(settings(.yuyv, stride: 640).planes == [PicturePlane(offset: 0, stride: 1_280, rows: 480)])
        #expect(settings(.yuyv, stride: 0).planes == [PicturePlane(offset: 0, stride: 1_280, rows: 480)])
    }

    @Test func `a JPEG has no planes`() {
        let jpeg = settings(.mjpg, stride: 0)
        #expect(jpeg.planes.isEmpty)
        #expect(jpeg.pictureBytes == 700_000)
        #expect(jpeg.picture.pixels == .mjpeg)
    }

    @Test func `what is converted is delivered as planar 4 2 0 without padding`() {
        let converted = settings("RGB3", stride: 1_920, converted: PictureSize(width: 640, height: 480))
        #expect(converted.picture.pixels == .i420)
        #expect(converted.planes.map(\.stride) == [640, 320, 320])
        #expect(converted.pictureBytes == 640 * 480 * 3 / 2)
    }
}
