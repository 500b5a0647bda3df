import CFFmpeg
import ReelModel

/// Owns a frame of libavcodec that shows a picture in somebody else's memory, for the time of one call.
///
/// libavcodec asks that a frame's memory be counted by references, or it copies the picture; so this frame holds one
/// byte that is, and its planes point elsewhere. x264 copies what it needs before the call returns, and `CodecEncoder`
/// fetches all packets at once, so that libavcodec keeps no frame either; `pointNowhere` makes sure of it.
@safe
final class LentPicture {
    @unsafe let frame: UnsafeMutablePointer<AVFrame>

    /// A frame for pictures of `size` (even sides) in I420 or NV12.
    init(size: PictureSize, pixels: PixelFormat) {
        guard let frame = unsafe av_frame_alloc(), let byte = unsafe av_buffer_alloc(1) else {
            fatalError("no memory for an empty picture")
        }
        unsafe self.frame = frame
        unsafe frame.pointee.buf.0 = unsafe byte
        unsafe frame.pointee.format = pixels == .nv12 ? AV_PIX_FMT_NV12.rawValue : AV_PIX_FMT_YUV420P.rawValue
        unsafe frame.pointee.width = Int32(size.width)
        unsafe frame.pointee.height = Int32(size.height)
    }

    /// Shows `planes` within `bytes`, which were checked to hold them.
    @unsafe func point(at planes: [PicturePlane], of bytes: UnsafeRawBufferPointer) {
        guard let base = bytes.baseAddress else { preconditionFailure("the planes lie within the bytes") }
        // x264 only reads.
        let start = unsafe UnsafeMutableRawPointer(mutating: base).assumingMemoryBound(to: UInt8.self)
        unsafe frame.pointee.data.0 = unsafe start + planes[0].offset
        unsafe frame.pointee.data.1 = unsafe start + planes[1].offset
        unsafe frame.pointee.data.2 = unsafe planes.count > 2 ? start + planes[2].offset : nil
        unsafe frame.pointee.linesize.0 = Int32(planes[0].stride)
        unsafe frame.pointee.linesize.1 = Int32(planes[1].stride)
        unsafe frame.pointee.linesize.2 = planes.count > 2 ? Int32(planes[2].stride) : 0
    }

    /// Forgets the picture.
    func pointNowhere() {
        precondition(
            unsafe av_buffer_is_writable(frame.pointee.buf.0) == 1, "libavcodec kept no reference to a lent picture")
        unsafe frame.pointee.data.0 = nil
        unsafe frame.pointee.data.1 = nil
        unsafe frame.pointee.data.2 = nil
    }

    deinit {
        var frame: UnsafeMutablePointer<AVFrame>? = unsafe frame
        unsafe av_frame_free(&frame)
    }
}
