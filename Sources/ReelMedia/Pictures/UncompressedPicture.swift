import CYUV
import ReelModel

/// A source's picture in memory, checked to lie within its bytes; for the time of one conversion, owns nothing.
@unsafe
struct UncompressedPicture {
    /// The even part of the picture's size: what can be converted.
    let size: PictureSize
    private let format: PictureFormat
    private let planes: [PicturePlane]
    private let bytes: UnsafeRawBufferPointer

    /// Throws when the planes that the source named do not lie within its bytes.
    init(_ bytes: UnsafeRawBufferPointer, format: PictureFormat, planes: [PicturePlane]) throws(CorruptPicture) {
        unsafe self.bytes = unsafe bytes
        unsafe self.format = format
        unsafe self.planes = planes
        unsafe size = format.size.cutToEven
        guard unsafe size.width >= 2, unsafe size.height >= 2, unsafe planes.count == Self.planeCount(format.pixels)
        else {
            throw CorruptPicture("a \(format.pixels) picture of \(format.size) came with \(planes.count) planes")
        }
        for index in planes.indices {
            let plane = planes[index]
            let part = unsafe Self.part(ofPlane: index, format.pixels, size)
            guard plane.offset >= 0, plane.stride >= part.rowBytes, plane.stride <= Int(Int32.max),
                plane.offset + plane.stride * (part.rows - 1) + part.rowBytes <= bytes.count
            else {
                throw CorruptPicture(
                    "a \(format.pixels) picture of \(format.size) does not fit into the \(bytes.count) bytes that came")
            }
        }
    }

    private static func planeCount(_ pixels: PixelFormat) -> Int {
        switch pixels {
        case .yuyv, .uyvy, .rgb24: 1
        case .nv12: 2
        case .i420, .i422: 3
        case .mjpeg: 0
        }
    }

    /// Bytes a row and rows that a plane must have for a picture of `size`.
    private static func part(
        ofPlane index: Int, _ pixels: PixelFormat, _ size: PictureSize
    ) -> (rowBytes: Int, rows: Int) {
        switch (pixels, index) {
        case (.yuyv, _), (.uyvy, _): (size.width * 2, size.height)
        case (.rgb24, _): (size.width * 3, size.height)
        case (.i420, 0), (.i422, 0), (.nv12, 0): (size.width, size.height)
        case (.i420, _): (size.width / 2, size.height / 2)
        case (.i422, _): (size.width / 2, size.height)
        case (.nv12, _): (size.width, size.height / 2)
        case (.mjpeg, _): (0, 0)
        }
    }

    private func plane(_ index: Int) -> (UnsafePointer<UInt8>, Int32) {
        let plane = unsafe planes[index]
        guard let base = unsafe bytes.baseAddress else { fatalError("the planes were checked to lie in bytes") }
        return unsafe (
            (base + plane.offset).assumingMemoryBound(to: UInt8.self), Int32(plane.stride)
        )
    }

    /// The source's own planes, when it is planar 4:2:0 already; only to be read.
    var planarForm: PlanarPicture? {
        guard unsafe format.pixels == .i420 else { return nil }
        let (y, u, v) = unsafe (plane(0), plane(1), plane(2))
        return unsafe PlanarPicture(
            y: UnsafeMutablePointer(mutating: y.0), u: UnsafeMutablePointer(mutating: u.0),
            v: UnsafeMutablePointer(mutating: v.0), yStride: y.1, uStride: u.1, vStride: v.1, size: size)
    }

    /// Converts into `target`, which has this picture's even size; `rgb` is used when this is an RGB picture.
    func convert(to target: PlanarPicture, rgb: RGBConversion) {
        let (t, width, height) = unsafe (target, target.width, target.height)
        let (first, stride) = unsafe plane(0)
        let status: Int32
        switch unsafe format.pixels {
        case .yuyv:
            status = unsafe YUY2ToI420(
                first, stride, t.y, t.yStride, t.u, t.uStride, t.v, t.vStride, width, height)
        case .uyvy:
            status = unsafe UYVYToI420(
                first, stride, t.y, t.yStride, t.u, t.uStride, t.v, t.vStride, width, height)
        case .i420:
            let ((u, uStride), (v, vStride)) = unsafe (plane(1), plane(2))
            status = unsafe I420Copy(
                first, stride, u, uStride, v, vStride, t.y, t.yStride, t.u, t.uStride, t.v, t.vStride, width, height)
        case .i422:
            let ((u, uStride), (v, vStride)) = unsafe (plane(1), plane(2))
            status = unsafe I422ToI420(
                first, stride, u, uStride, v, vStride, t.y, t.yStride, t.u, t.uStride, t.v, t.vStride, width, height)
        case .nv12:
            let (uv, uvStride) = unsafe plane(1)
            status = unsafe NV12ToI420(
                first, stride, uv, uvStride, t.y, t.yStride, t.u, t.uStride, t.v, t.vStride, width, height)
        case .rgb24:
            unsafe rgb.convert(first, stride, to: t)
            status = 0
        case .mjpeg:
            preconditionFailure("a JPEG has no planes to convert")
        }
        precondition(status == 0, "sizes and planes were checked")
    }
}
