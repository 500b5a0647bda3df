import ReelModel
import Testing

struct PictureTests {
    @Test(arguments: [
        "", "x", "1280", "1280x", "x720", "1280X720", "0x720", "-2x4", "1280x720x3", "1280 x 720", "1e3x4",
    ])
    func `what is no size is refused`(text: String) {
        #expect(PictureSize(text) == nil)
    }

    @Test func `a size reads what it writes`() {
        let size = PictureSize(width: 1_280, height: 720)
        #expect(PictureSize(size.description) == size)
    }

    /// The bytes that V4L2 documents for `sizeimage` of each format without padding.
    @Test(arguments: [
        (PixelFormat.yuyv, 4, 2, 16, [0]), (.uyvy, 5, 1, 12, [0]), (.rgb24, 3, 2, 18, [0]),
        (.i420, 4, 2, 12, [0, 8, 10]), (.i420, 5, 3, 27, [0, 15, 21]), (.i422, 4, 2, 16, [0, 8, 12]),
        (.nv12, 4, 2, 12, [0, 8]), (.nv12, 5, 3, 27, [0, 15]), (.mjpeg, 640, 480, 0, []),
    ])
    func `planes follow each other without a hole`(
        pixels: PixelFormat, width: Int, height: Int, bytes: Int, offsets: [Int]
    ) {
        let format = PictureFormat(pixels: pixels, size: PictureSize(width: width, height: height), color: .bt601)
        let layout = PicturePlane.layout(of: format)
        #expect(layout.bytes == bytes)
        #expect(layout.planes.map(\.offset) == offsets)
        #expect(
            zip(layout.planes, layout.planes.dropFirst()).allSatisfy { $0.offset + $0.stride * $0.rows == $1.offset })
    }

    @Test func `a padded row moves every plane behind it`() {
        let format = PictureFormat(pixels: .i420, size: PictureSize(width: 6, height: 4), color: .bt601)
        let layout = PicturePlane.layout(of: format, stride: 8)
        #expect(layout.planes.map(\.stride) == [8, 4, 4])
        #expect(layout.bytes == 8 * 4 + 2 * 4 * 2)
    }
}
