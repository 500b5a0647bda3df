import ReelModel

/// A planar 4:2:0 picture to draw on, limited to the time in which its memory is lent.
///
/// Whatever lies outside the picture is cut off. A chroma sample takes on a colour as far as its four pixels do.
@safe
public struct I420Canvas: ~Copyable {
    public let size: PictureSize
    private let bytes: UnsafeMutableRawBufferPointer
    private let luma: PicturePlane
    private let chroma: (u: PicturePlane, v: PicturePlane)

    /// The bytes that a picture of `size` takes without padding.
    public static func byteCount(of size: PictureSize) -> Int {
        layout(of: size).bytes
    }

    static func layout(of size: PictureSize) -> (planes: [PicturePlane], bytes: Int) {
        PicturePlane.layout(of: PictureFormat(pixels: .i420, size: size, color: .bt709))
    }

    /// Draws on the picture of `size` that begins `bytes` and lies there by `planes`.
    public static func draw<Result>(
        on bytes: UnsafeMutableRawBufferPointer, size: PictureSize, planes: [PicturePlane],
        _ body: (borrowing I420Canvas) -> Result
    ) -> Result {
        precondition(planes.count == 3, "luma and two of chroma")
        for plane in planes {
            precondition(plane.offset + plane.stride * plane.rows <= bytes.count, "the planes lie within the bytes")
        }
        return body(unsafe I420Canvas(size: size, bytes: bytes, luma: planes[0], chroma: (planes[1], planes[2])))
    }

    private init(
        size: PictureSize, bytes: UnsafeMutableRawBufferPointer, luma: PicturePlane,
        chroma: (u: PicturePlane, v: PicturePlane)
    ) {
        self.size = size
        unsafe self.bytes = unsafe bytes
        self.luma = luma
        self.chroma = chroma
    }

    /// Fills a rectangle; chroma samples that it covers only in part take on the colour whole.
    public func fill(_ rect: PixelRect, _ color: YUVColor) {
        let rect = rect.clipped(to: size)
        if rect.width == 0 || rect.height == 0 { return }
        fill(luma, columns: rect.x..<rect.right, rows: rect.y..<rect.bottom, with: color.y)
        let columns = rect.x / 2..<(rect.right + 1) / 2
        let rows = rect.y / 2..<(rect.bottom + 1) / 2
        fill(chroma.u, columns: columns, rows: rows, with: color.u)
        fill(chroma.v, columns: columns, rows: rows, with: color.v)
    }

    private func fill(_ plane: PicturePlane, columns: Range<Int>, rows: Range<Int>, with value: UInt8) {
        for row in rows {
            let start = plane.offset + row * plane.stride
            let line = unsafe bytes[start + columns.lowerBound..<start + columns.upperBound]
            unsafe UnsafeMutableRawBufferPointer(rebasing: line).initializeMemory(as: UInt8.self, repeating: value)
        }
    }

    /// Lays a colour over the picture as far as `mask`, with its upper left corner at (`x`, `y`), covers it.
    public func blend(_ mask: CoverageMask, x: Int, y: Int, _ color: YUVColor) {
        let area = PixelRect(x: x, y: y, width: mask.width, height: mask.height).clipped(to: size)
        if area.width == 0 || area.height == 0 { return }
        for row in area.y..<area.bottom {
            let line = (row - y) * mask.width - x
            let start = luma.offset + row * luma.stride
            for column in area.x..<area.right {
                mix(color.y, at: start + column, share: Int(mask.coverage[line + column]))
            }
        }
        blendChroma(mask, x: x, y: y, area: area, color)
    }

    private func blendChroma(_ mask: CoverageMask, x: Int, y: Int, area: PixelRect, _ color: YUVColor) {
        for row in area.y / 2..<(area.bottom + 1) / 2 {
            for column in area.x / 2..<(area.right + 1) / 2 {
                var share = 0
                for pixelRow in max(area.y, row * 2)..<min(area.bottom, row * 2 + 2) {
                    for pixel in max(area.x, column * 2)..<min(area.right, column * 2 + 2) {
                        share += Int(mask.coverage[(pixelRow - y) * mask.width + pixel - x])
                    }
                }
                share = (share + 2) / 4
                mix(color.u, at: chroma.u.offset + row * chroma.u.stride + column, share: share)
                mix(color.v, at: chroma.v.offset + row * chroma.v.stride + column, share: share)
            }
        }
    }

    /// Moves the byte at `position` towards `value` by `share` 255ths.
    private func mix(_ value: UInt8, at position: Int, share: Int) {
        if share == 0 { return }
        let old = unsafe Int(bytes[position])
        let weighted = (Int(value) - old) * share
        unsafe bytes[position] = UInt8(old + (weighted + (weighted < 0 ? -127 : 127)) / 255)
    }
}
