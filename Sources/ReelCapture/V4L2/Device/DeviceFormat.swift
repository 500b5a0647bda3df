import ReelModel

/// A format as a driver has settled it (`v4l2_pix_format`).
struct DeviceFormat: Hashable, Sendable {
    var fourCC: FourCC
    var size: PictureSize
    /// From one row to the next; 0 where it has no meaning.
    var bytesPerLine: Int
    /// The most that a picture takes.
    var imageBytes: Int
    var color = ColorCoding()
}
