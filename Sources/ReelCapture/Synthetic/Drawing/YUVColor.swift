/// A colour as limited-range BT.709 writes it (ITU-R BT.709-6, items 3.2 to 3.5; 8 bits).
public struct YUVColor: Hashable, Sendable {
    public var y: UInt8
    public var u: UInt8
    public var v: UInt8

    public init(y: UInt8, u: UInt8, v: UInt8) {
        self.y = y
        self.u = u
        self.v = v
    }

    /// The colour whose non-linear red, green and blue run from 0 to 1.
    public init(red: Double, green: Double, blue: Double) {
        let luma = 0.212_6 * red + 0.715_2 * green + 0.072_2 * blue
        func code(_ value: Double) -> UInt8 { UInt8(min(max(value.rounded(), 1), 254)) }
        y = code(16 + 219 * luma)
        u = code(128 + 224 * (blue - luma) / 1.855_6)
        v = code(128 + 224 * (red - luma) / 1.574_8)
    }

    /// The colour written as `0xRRGGBB`.
    public init(rgb: UInt32) {
        self.init(
            red: Double(rgb >> 16 & 0xFF) / 255, green: Double(rgb >> 8 & 0xFF) / 255, blue: Double(rgb & 0xFF) / 255)
    }

    public static let black = YUVColor(y: 16, u: 128, v: 128)
    public static let white = YUVColor(y: 235, u: 128, v: 128)

    /// A grey from black (0) to white (1).
    public static func gray(_ level: Double) -> YUVColor {
        YUVColor(red: level, green: level, blue: level)
    }
}
