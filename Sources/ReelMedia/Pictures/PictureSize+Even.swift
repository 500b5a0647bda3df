import ReelModel

extension PictureSize {
    /// This size without its last column or row where there is an odd number of them.
    ///
    /// H.264 with 4:2:0 chroma cannot show an odd size. Cutting one line costs less than scaling every pixel would,
    /// and leaves a picture sharp.
    var cutToEven: PictureSize { PictureSize(width: width & ~1, height: height & ~1) }
}
