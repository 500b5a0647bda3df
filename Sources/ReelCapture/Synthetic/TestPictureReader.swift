import ReelModel

/// Reads from a picture's luma what the test picture says for machines, also after coding and scaling.
public enum TestPictureReader {
    /// The frame's number and time; nil when this is no test picture, or too damaged to be read.
    ///
    /// `luma` holds `size.height` rows of `stride` bytes (nil: as many as the picture is wide).
    public static func code(inLuma luma: Span<UInt8>, size: PictureSize, stride: Int? = nil) -> TestPictureCode? {
        let layout = TestPictureLayout(size: size)
        var rows: [UInt64] = []
        for row in 0..<2 {
            var bits: UInt64 = 0
            for column in 0..<TestPictureCode.bitsPerRow {
                let block = layout.codeBlock(row: row, column: column)
                guard let mean = mean(of: block, in: luma, size: size, stride: stride ?? size.width) else { return nil }
                bits = bits << 1 | (mean >= 126 ? 1 : 0)
            }
            rows.append(bits)
        }
        return TestPictureCode(upper: rows[0], lower: rows[1])
    }

    /// Whether both lamps are lit.
    public static func isFlash(inLuma luma: Span<UInt8>, size: PictureSize, stride: Int? = nil) -> Bool {
        TestPictureLayout(size: size).lamps.allSatisfy { lamp in
            (mean(of: lamp, in: luma, size: size, stride: stride ?? size.width) ?? 0) >= 126
        }
    }

    /// The mean luma in the middle half of `rect`, where neighbours do not reach; nil when nothing of it is there.
    private static func mean(of rect: PixelRect, in luma: Span<UInt8>, size: PictureSize, stride: Int) -> Int? {
        let (marginX, marginY) = (rect.width / 4, rect.height / 4)
        let inner = PixelRect(
            x: rect.x + marginX, y: rect.y + marginY, width: rect.width - 2 * marginX,
            height: rect.height - 2 * marginY
        ).clipped(to: size)
        guard inner.width > 0, inner.height > 0, (inner.bottom - 1) * stride + inner.right <= luma.count else {
            return nil
        }
        var sum = 0
        for row in inner.y..<inner.bottom {
            for column in inner.x..<inner.right {
                sum += Int(luma[row * stride + column])
            }
        }
        return sum / (inner.width * inner.height)
    }
}
