/// Where one plane of a picture lies within its buffer.
public struct PicturePlane: Hashable, Sendable {
    /// Bytes from the start of the buffer to the first row.
    public var offset: Int
    /// Bytes from the start of a row to the start of the next.
    public var stride: Int
    public var rows: Int

    public init(offset: Int, stride: Int, rows: Int) {
        self.offset = offset
        self.stride = stride
        self.rows = rows
    }

    /// The planes of an uncompressed picture without padding between planes, and the bytes they take in all.
    ///
    /// `stride` is the first plane's bytes a row (nil: as many as the pixels need). A compressed format has none.
    public static func layout(of format: PictureFormat, stride: Int? = nil) -> (planes: [PicturePlane], bytes: Int) {
        let (width, height) = (format.size.width, format.size.height)
        let halfRows = (height + 1) / 2
        func planar(chromaStride: (Int) -> Int, chromaRows: Int, chromaPlanes: Int) -> ([PicturePlane], Int) {
            let luma = PicturePlane(offset: 0, stride: stride ?? width, rows: height)
            var planes = [luma]
            var end = luma.stride * height
            for _ in 0..<chromaPlanes {
                let plane = PicturePlane(offset: end, stride: chromaStride(luma.stride), rows: chromaRows)
                planes.append(plane)
                end += plane.stride * plane.rows
            }
            return (planes, end)
        }
        func packed(_ rowBytes: Int) -> ([PicturePlane], Int) {
            let plane = PicturePlane(offset: 0, stride: stride ?? rowBytes, rows: height)
            return ([plane], plane.stride * height)
        }
        switch format.pixels {
        case .yuyv, .uyvy: return packed((width + 1) / 2 * 4)
        case .rgb24: return packed(width * 3)
        case .i420: return planar(chromaStride: { ($0 + 1) / 2 }, chromaRows: halfRows, chromaPlanes: 2)
        case .i422: return planar(chromaStride: { ($0 + 1) / 2 }, chromaRows: height, chromaPlanes: 2)
        case .nv12: return planar(chromaStride: { ($0 + 1) / 2 * 2 }, chromaRows: halfRows, chromaPlanes: 1)
        case .mjpeg: return ([], 0)
        }
    }
}
