/// What the numbers in a picture mean as colours, in the code points of ITU-T H.273.
public struct ColorDescription: Hashable, Sendable {
    /// Whether luma runs from 16 to 235 or over all of 0 to 255.
    public enum Range: String, Hashable, Sendable {
        case limited
        case full
    }

    public var range: Range
    /// H.273 table 4 (MatrixCoefficients): 1 is BT.709, 5 and 6 are BT.601.
    public var matrix: UInt8
    /// H.273 table 2 (ColourPrimaries).
    public var primaries: UInt8
    /// H.273 table 3 (TransferCharacteristics).
    public var transfer: UInt8

    public init(range: Range, matrix: UInt8, primaries: UInt8, transfer: UInt8) {
        self.range = range
        self.matrix = matrix
        self.primaries = primaries
        self.transfer = transfer
    }

    /// Standard-definition video: BT.601, limited range.
    public static let bt601 = ColorDescription(range: .limited, matrix: 6, primaries: 6, transfer: 6)
    /// High-definition video: BT.709, limited range.
    public static let bt709 = ColorDescription(range: .limited, matrix: 1, primaries: 1, transfer: 1)
    /// What JFIF 1.02 fixes for JPEG: the BT.601 matrix over the full range; sRGB primaries and curve.
    public static let jpeg = ColorDescription(range: .full, matrix: 6, primaries: 1, transfer: 13)
}
