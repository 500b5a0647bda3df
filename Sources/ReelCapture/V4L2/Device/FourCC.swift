import ReelModel

/// V4L2's name for a pixel format: four characters in one number, the first in the lowest byte.
public struct FourCC: Hashable, Sendable, CustomStringConvertible, ExpressibleByStringLiteral {
    public var rawValue: UInt32

    public init(rawValue: UInt32) {
        self.rawValue = rawValue
    }

    /// The code of up to four ASCII characters, filled up with blanks: `YUYV`, `Y16`.
    public init(stringLiteral text: StaticString) {
        precondition(text.utf8CodeUnitCount <= 4, "a code has four characters")
        rawValue = 0
        for position in 0..<4 {
            let byte = unsafe position < text.utf8CodeUnitCount ? text.utf8Start[position] : 0x20
            rawValue |= UInt32(byte) << (8 * position)
        }
    }

    /// The four characters without trailing blanks; a big-endian variant (the top bit) ends in `-BE`.
    public var description: String {
        let bytes = (0..<4).map { UInt8(truncatingIfNeeded: (rawValue & 0x7FFF_FFFF) >> (8 * $0)) }
        var text = String(decoding: bytes.map { (0x20...0x7E).contains($0) ? $0 : 0x3F }, as: UTF8.self)
        while text.last == " " { text.removeLast() }
        return rawValue >> 31 == 1 ? text + "-BE" : text
    }

    static let yuyv: FourCC = "YUYV"
    static let uyvy: FourCC = "UYVY"
    static let yu12: FourCC = "YU12"
    static let nv12: FourCC = "NV12"
    static let yuv422p: FourCC = "422P"
    static let mjpg: FourCC = "MJPG"
    static let jpeg: FourCC = "JPEG"

    /// The layout that Reel works on as it is; nil when there is none.
    public var pixels: PixelFormat? {
        switch self {
        case .yuyv: .yuyv
        case .uyvy: .uyvy
        case .yu12: .i420
        case .nv12: .nv12
        case .yuv422p: .i422
        case .mjpg, .jpeg: .mjpeg
        default: nil
        }
    }
}
