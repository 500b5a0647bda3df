/// How the bytes of a picture are laid out in memory.
public enum PixelFormat: String, Hashable, Sendable, CaseIterable {
    /// Packed 4:2:2, Y0 U Y1 V.
    case yuyv
    /// Packed 4:2:2, U Y0 V Y1.
    case uyvy
    /// Planar 4:2:0: Y, then U, then V. V4L2 calls it YU12.
    case i420
    /// Semi-planar 4:2:0: Y, then U and V alternating.
    case nv12
    /// Planar 4:2:2: Y, then U, then V.
    case i422
    /// Packed 24-bit colour, R first.
    case rgb24
    /// A JPEG image a frame.
    case mjpeg

    /// Whether a frame is one run of compressed bytes of its own length, not rows of pixels.
    public var isCompressed: Bool { self == .mjpeg }
}
