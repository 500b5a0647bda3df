import CTurboJPEG
import CYUV
import ReelModel

/// Decodes JPEG images into 4:2:0 planes, by libjpeg-turbo's TurboJPEG interface; never into a picture that is broken.
///
/// Luma goes straight to its place, and chroma too when the image is 4:2:0; other subsamplings are brought to 4:2:0 by
/// libyuv. Frames without Huffman tables, as many webcams send them, use the tables of the standard. Used by one
/// thread; allocates only when the images' size or subsampling grows.
@safe
final class JPEGDecoder {
    /// What an image says of itself, and the size in which it will be decoded.
    struct Image {
        /// Of the luma plane; smaller than the image when less is wanted.
        let size: PictureSize
        fileprivate let subsampling: TJSAMP
    }

    /// What a camera's driver may put behind the picture's data before the mark that ends it.
    private static let harmlessBytes = 64
    /// Sides beyond this come from a damaged header, not from a camera.
    private static let longestSide = 16_384

    private var handle: tjhandle
    private var chroma: UnsafeMutablePointer<UInt8>?
    private var chromaBytes = 0

    init() {
        unsafe handle = Self.makeHandle()
    }

    private static func makeHandle() -> tjhandle {
        guard let handle = unsafe tjInitDecompress() else { fatalError("no memory for a JPEG decoder") }
        return unsafe handle
    }

    /// What to throw after a failure. The decoder is made anew: one of libjpeg-turbo 2.1 that failed within a header
    /// goes on in the middle of that header when it is given the next image.
    private func failure(_ what: String) -> CorruptPicture {
        let reason = unsafe CorruptPicture("\(what): \(Self.reason(handle))")
        unsafe tjDestroy(handle)
        unsafe handle = Self.makeHandle()
        return reason
    }

    /// Reads an image's header. It will be decoded at a half, a quarter or an eighth when that still holds `wanted`.
    func readHeader(_ bytes: UnsafeRawBufferPointer, atLeast wanted: PictureSize) throws(CorruptPicture) -> Image {
        var (width, height, subsampling, colorspace) = (Int32(), Int32(), Int32(), Int32())
        let status = unsafe tjDecompressHeader3(
            handle, bytes.baseAddress?.assumingMemoryBound(to: UInt8.self), UInt(bytes.count), &width, &height,
            &subsampling, &colorspace)
        guard status == 0 else { throw failure("not a JPEG") }
        guard UInt32(colorspace) == TJCS_YCbCr.rawValue || UInt32(colorspace) == TJCS_GRAY.rawValue else {
            throw CorruptPicture("a JPEG that is neither YCbCr nor grey")
        }
        let size = PictureSize(width: Int(width), height: Int(height))
        guard (2...Self.longestSide).contains(size.width), (2...Self.longestSide).contains(size.height) else {
            throw CorruptPicture("a JPEG of \(size)")
        }
        return Image(size: size.reduced(toHold: wanted), subsampling: TJSAMP(UInt32(subsampling)))
    }

    /// Decodes an image whose header was read into `target`, which has the even part of its size.
    func decode(
        _ bytes: UnsafeRawBufferPointer, _ image: Image, into target: PictureBuffer
    ) throws(CorruptPicture) {
        precondition(target.size == image.size.cutToEven, "room for the image")
        let planes = unsafe target.planes
        let (width, height) = (Int32(image.size.width), Int32(image.size.height))
        if image.subsampling == TJSAMP_420 {
            try unsafe decode(bytes, image, planes)
            return
        }
        if image.subsampling == TJSAMP_GRAY {
            try unsafe decode(bytes, image, planes)
            unsafe SetPlane(planes.u, planes.uStride, planes.width / 2, planes.height / 2, 128)
            unsafe SetPlane(planes.v, planes.vStride, planes.width / 2, planes.height / 2, 128)
            return
        }
        let stride = tjPlaneWidth(1, width, Int32(image.subsampling.rawValue))
        let rows = tjPlaneHeight(1, height, Int32(image.subsampling.rawValue))
        guard stride > 0, rows > 0 else { throw CorruptPicture("a JPEG whose chroma is laid out in an unknown way") }
        let u = unsafe chromaScratch(bytes: 2 * Int(stride) * Int(rows))
        let v = unsafe u + Int(stride) * Int(rows)
        try unsafe decode(
            bytes, image,
            PlanarPicture(
                y: planes.y, u: u, v: v, yStride: planes.yStride, uStride: stride, vStride: stride, size: image.size))
        // With the same number of columns this filter takes the mean of pairs of rows by vector code.
        let filter = Int(stride) == target.size.width / 2 ? kFilterBilinear : kFilterBox
        unsafe ScalePlane(
            u, stride, stride, rows, planes.u, planes.uStride, planes.width / 2, planes.height / 2, filter)
        unsafe ScalePlane(
            v, stride, stride, rows, planes.v, planes.vStride, planes.width / 2, planes.height / 2, filter)
    }

    private func decode(
        _ bytes: UnsafeRawBufferPointer, _ image: Image, _ planes: PlanarPicture
    ) throws(CorruptPicture) {
        var pointers: (UnsafeMutablePointer<UInt8>?, UnsafeMutablePointer<UInt8>?, UnsafeMutablePointer<UInt8>?) =
            unsafe (planes.y, planes.u, planes.v)
        var strides = unsafe (planes.yStride, planes.uStride, planes.vStride)
        let status = unsafe withUnsafeMutableBytes(of: &pointers) { pointers in
            unsafe withUnsafeMutableBytes(of: &strides) { strides in
                unsafe tjDecompressToYUVPlanes(
                    handle, bytes.baseAddress?.assumingMemoryBound(to: UInt8.self), UInt(bytes.count),
                    pointers.baseAddress?.assumingMemoryBound(to: UnsafeMutablePointer<UInt8>?.self),
                    Int32(image.size.width), strides.baseAddress?.assumingMemoryBound(to: Int32.self),
                    Int32(image.size.height), Int32(TJFLAG_STOPONWARNING | TJFLAG_LIMITSCANS))
            }
        }
        guard status != 0 else { return }
        guard unsafe Self.isHarmless(Self.reason(handle)) else { throw failure("a damaged JPEG") }
    }

    /// Whether all that the decoder stopped at is filling between the picture's data and the mark that ends it, which
    /// many webcams leave there: all rows are out by then.
    static func isHarmless(_ warning: String) -> Bool {
        // "Corrupt JPEG data: 2 extraneous bytes before marker 0xd9" (jerror.h, JWRN_EXTRANEOUS_DATA)
        let words = warning.split(separator: " ")
        guard words.count == 9, words[4] == "extraneous", words[8] == "0xd9", let count = Int(words[3]) else {
            return false
        }
        return count <= harmlessBytes
    }

    private static func reason(_ handle: tjhandle) -> String {
        guard let text = unsafe tjGetErrorStr2(handle) else { return "no reason given" }
        return unsafe String(cString: text)
    }

    private func chromaScratch(bytes: Int) -> UnsafeMutablePointer<UInt8> {
        if let chroma = unsafe chroma, bytes <= chromaBytes { return unsafe chroma }
        unsafe chroma?.deallocate()
        let scratch = UnsafeMutablePointer<UInt8>.allocate(capacity: bytes)
        unsafe chroma = unsafe scratch
        chromaBytes = bytes
        return unsafe scratch
    }

    deinit {
        unsafe tjDestroy(handle)
        unsafe chroma?.deallocate()
    }
}

extension PictureSize {
    /// This size divided by 8, 4 or 2 (rounded up, as the decoder does), the smallest that still holds `wanted`.
    fileprivate func reduced(toHold wanted: PictureSize) -> PictureSize {
        for shift in stride(from: 3, to: 0, by: -1) {
            let round = 1 << shift - 1
            let reduced = PictureSize(width: (width + round) >> shift, height: (height + round) >> shift)
            if reduced.width >= wanted.width, reduced.height >= wanted.height { return reduced }
        }
        return self
    }
}
