import CFFmpeg
import CYUV
import ReelModel

/// Owns one picture in 4:2:0 as libavcodec takes it: three planes (Y, U, V), or two with U and V alternating.
///
/// Reused for picture after picture. Used by one thread.
@safe
final class PictureBuffer {
    /// How the chroma samples lie.
    enum Chroma {
        case planar
        case interleaved
    }

    /// What is encoded: always even.
    let size: PictureSize
    @unsafe let frame: UnsafeMutablePointer<AVFrame>

    /// Allocates a picture of `size`, with a little more room than that on the right and below.
    ///
    /// A JPEG decoder writes whole sampling units (up to 4 luma columns and 2 rows), and pictures of odd size are cut
    /// to even ones by encoding less of them than was converted.
    init(size: PictureSize, chroma: Chroma = .planar) {
        precondition(size.width % 2 == 0 && size.height % 2 == 0, "4:2:0 pictures have even sides")
        self.size = size
        guard let frame = unsafe av_frame_alloc() else { fatalError("no memory for an empty picture") }
        unsafe self.frame = frame
        unsafe frame.pointee.format = chroma == .planar ? AV_PIX_FMT_YUV420P.rawValue : AV_PIX_FMT_NV12.rawValue
        unsafe frame.pointee.width = Int32(size.width + 4)
        unsafe frame.pointee.height = Int32(size.height + 2)
        guard unsafe av_frame_get_buffer(frame, 0) == 0 else {
            fatalError("no memory for a picture of \(size)")
        }
        unsafe frame.pointee.width = Int32(size.width)
        unsafe frame.pointee.height = Int32(size.height)
    }

    /// The planes; only for the time in which this buffer lives.
    @unsafe var planes: PlanarPicture {
        let data = unsafe frame.pointee.data
        let strides = unsafe frame.pointee.linesize
        guard let y = unsafe data.0, let u = unsafe data.1 else { fatalError("a picture has planes") }
        // An interleaved picture has its U and V samples side by side in the second plane.
        return unsafe PlanarPicture(
            y: y, u: u, v: data.2 ?? u + 1, yStride: strides.0, uStride: strides.1,
            vStride: data.2 == nil ? strides.1 : strides.2, size: size)
    }

    deinit {
        var frame: UnsafeMutablePointer<AVFrame>? = unsafe frame
        unsafe av_frame_free(&frame)
    }
}

extension PictureBuffer {
    /// Fills this interleaved picture from planes of the same size.
    @unsafe func interleave(_ source: PlanarPicture) {
        let target = unsafe planes
        let status = unsafe I420ToNV12(
            source.y, source.yStride, source.u, source.uStride, source.v, source.vStride, target.y, target.yStride,
            target.u, target.uStride, target.width, target.height)
        precondition(status == 0, "both pictures have planes and a size")
    }
}
