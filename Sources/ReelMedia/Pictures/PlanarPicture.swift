import ReelModel

/// Where the three planes of a 4:2:0 picture are, for the time of one conversion; owns nothing.
@unsafe
struct PlanarPicture {
    var y: UnsafeMutablePointer<UInt8>
    var u: UnsafeMutablePointer<UInt8>
    var v: UnsafeMutablePointer<UInt8>
    var yStride: Int32
    var uStride: Int32
    var vStride: Int32
    /// Columns and rows of luma.
    var size: PictureSize

    var width: Int32 { unsafe Int32(size.width) }
    var height: Int32 { unsafe Int32(size.height) }
}
