import CYUV
import ReelModel

/// Turns the pictures of a source, whatever their layout and size, into 4:2:0 pictures of one size and colour.
///
/// The last good picture stays: a new one is built beside it and takes its place only when it is whole. Sides that
/// are odd lose their last column or row (see `PictureSize.cutToEven`); a size that differs otherwise is scaled with
/// libyuv's box filter. Packed and planar layouts are converted by libyuv, JPEG by libjpeg-turbo straight into planes.
/// Used by one thread; allocates only when a source first shows a layout or a size.
@safe
final class PictureConverter {
    /// What every picture is turned into.
    let size: PictureSize
    let color: ColorDescription
    /// The last good picture; what it shows before the first one is undefined.
    private(set) var current: PictureBuffer
    private var spare: PictureBuffer
    /// The picture at its source's size, on its way to be scaled.
    private var staging: PictureBuffer?
    private let jpeg = JPEGDecoder()
    private var colorChange: ColorChange?
    private var rgbConversion: (source: ColorDescription, RGBConversion)?

    /// A converter to pictures of `size` (even sides) with `color`.
    init(size: PictureSize, color: ColorDescription) {
        self.size = size
        self.color = color
        current = PictureBuffer(size: size)
        spare = PictureBuffer(size: size)
    }

    /// Converts a picture; on a throw `current` is still the one before.
    func convert(_ frame: borrowing VideoFrame) throws(CorruptPicture) {
        let format = frame.format
        let planes = frame.planes
        if frame.isCorrupt { throw CorruptPicture("the source says that the picture is damaged") }
        try unsafe frame.withBytes { (bytes) throws(CorruptPicture) in
            if format.pixels == .mjpeg {
                try unsafe convertJPEG(bytes)
            } else {
                try unsafe convertPixels(UncompressedPicture(bytes, format: format, planes: planes), format.color)
            }
        }
        let delivered = format.pixels == .rgb24 ? RGBConversion.color(for: format.color) : format.color
        unsafe changeColor(of: spare.planes, from: delivered)
        swap(&current, &spare)
    }

    private func convertJPEG(_ bytes: UnsafeRawBufferPointer) throws(CorruptPicture) {
        let image = try unsafe jpeg.readHeader(bytes, atLeast: size)
        if image.size.cutToEven == size {
            try unsafe jpeg.decode(bytes, image, into: spare)
        } else {
            let staging = stagingBuffer(image.size.cutToEven)
            try unsafe jpeg.decode(bytes, image, into: staging)
            unsafe scale(staging.planes)
        }
    }

    private func convertPixels(_ picture: UncompressedPicture, _ color: ColorDescription) {
        let sourceSize = unsafe picture.size
        if sourceSize == size {
            unsafe picture.convert(to: spare.planes, rgb: rgbConversion(of: color))
        } else if let planes = unsafe picture.planarForm {
            unsafe scale(planes)
        } else {
            let staging = stagingBuffer(sourceSize)
            unsafe picture.convert(to: staging.planes, rgb: rgbConversion(of: color))
            unsafe scale(staging.planes)
        }
    }

    private func scale(_ source: PlanarPicture) {
        let target = unsafe spare.planes
        let status = unsafe I420Scale(
            source.y, source.yStride, source.u, source.uStride, source.v, source.vStride, source.width, source.height,
            target.y, target.yStride, target.u, target.uStride, target.v, target.vStride, target.width, target.height,
            kFilterBox)
        precondition(status == 0, "both pictures have planes and a size")
    }

    /// A source that came back with another range or matrix is brought to what the recording says of itself.
    private func changeColor(of planes: PlanarPicture, from source: ColorDescription) {
        guard source.range != color.range || source.matrix != color.matrix else { return }
        if colorChange?.source != source { colorChange = ColorChange(from: source, to: color) }
        unsafe colorChange?.apply(to: planes)
    }

    private func rgbConversion(of source: ColorDescription) -> RGBConversion {
        if let (known, conversion) = rgbConversion, known == source { return conversion }
        let conversion = RGBConversion(of: source)
        rgbConversion = (source, conversion)
        return conversion
    }

    private func stagingBuffer(_ size: PictureSize) -> PictureBuffer {
        if let staging, staging.size == size { return staging }
        let buffer = PictureBuffer(size: size)
        staging = buffer
        return buffer
    }
}
