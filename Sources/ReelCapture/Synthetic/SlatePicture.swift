import ReelModel

/// The picture that stands where there is none: dark, with two lines that say so.
public enum SlatePicture {
    /// Draws a slate of `size` with a headline and a line below it (ASCII; capital letters, digits and `: . - @ /`).
    ///
    /// The frame owns its memory and can be shown as often as needed; its colours are BT.709, limited range.
    public static func frame(
        size: PictureSize, headline: String, detail: String, timestamp: MediaTime
    ) -> VideoFrame {
        let format = PictureFormat(pixels: .i420, size: size, color: .bt709)
        let (planes, bytes) = PicturePlane.layout(of: format)
        guard let loan = HeapBufferPool(slots: 1, slotBytes: bytes).lend() else {
            preconditionFailure("a new pool has a free slot")
        }
        unsafe loan.withMutableBytes { bytes in
            unsafe I420Canvas.draw(on: bytes, size: size, planes: planes) { canvas in
                canvas.fill(PixelRect(x: 0, y: 0, width: size.width, height: size.height), YUVColor(rgb: 0x14_1820))
                // As large as fits: a character is about as wide as it is high.
                let longest = max(headline.utf8.count, detail.utf8.count, 1)
                let large = max(8, min(size.height / 9, size.width / longest))
                let small = max(8, large * 6 / 10)
                let middle = size.height / 2
                canvas.write(
                    headline, centerX: size.width / 2, y: middle - large * 3 / 2, TextStyle(capHeight: large), .white)
                canvas.write(
                    detail, centerX: size.width / 2, y: middle + small / 2, TextStyle(capHeight: small), .gray(0.7))
            }
        }
        return VideoFrame(
            format: format, planes: planes, byteCount: bytes, timestamp: timestamp, sequence: 0, loan: loan)
    }
}
