import ReelModel

/// What to set a camera to.
struct FormatChoice: Hashable, Sendable {
    var fourCC: FourCC
    var size: PictureSize
    /// Nil when the driver does not say which rates it has.
    var rate: FrameRate?
}
