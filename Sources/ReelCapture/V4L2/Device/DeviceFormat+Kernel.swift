import CV4L2
import ReelModel

extension DeviceFormat {
    /// The kernel's structure, read. What stands behind `priv` counts only where the driver says so.
    init(_ pixels: v4l2_pix_format) {
        fourCC = FourCC(rawValue: pixels.pixelformat)
        size = PictureSize(width: Int(pixels.width), height: Int(pixels.height))
        bytesPerLine = Int(pixels.bytesperline)
        imageBytes = Int(pixels.sizeimage)
        let isExtended = pixels.priv == UInt32(V4L2_PIX_FMT_PRIV_MAGIC)
        color = ColorCoding(
            colorspace: pixels.colorspace, encoding: isExtended ? pixels.ycbcr_enc : 0,
            quantization: isExtended ? pixels.quantization : 0, transfer: isExtended ? pixels.xfer_func : 0)
    }
}
