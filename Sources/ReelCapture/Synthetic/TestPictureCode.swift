/// What the two rows of blocks at the foot of the test picture say: the frame's number and its time.
///
/// Each row has 40 blocks, white for 1: a 32-bit number, highest bit first, and its 8-bit checksum. The upper row holds
/// the frame's number, the lower one its milliseconds from the origin, both modulo 2^32.
public struct TestPictureCode: Hashable, Sendable {
    static let bitsPerRow = 40

    public var frame: UInt32
    /// Milliseconds from the origin, rounded down.
    public var milliseconds: UInt32

    public init(frame: UInt32, milliseconds: UInt32) {
        self.frame = frame
        self.milliseconds = milliseconds
    }

    /// The blocks of the upper and the lower row, leftmost in bit 39.
    var rows: (upper: UInt64, lower: UInt64) {
        (Self.row(of: frame), Self.row(of: milliseconds))
    }

    /// What the rows say; nil when a checksum does not fit.
    init?(upper: UInt64, lower: UInt64) {
        let (frame, milliseconds) = (UInt32(truncatingIfNeeded: upper >> 8), UInt32(truncatingIfNeeded: lower >> 8))
        guard Self.row(of: frame) == upper, Self.row(of: milliseconds) == lower else { return nil }
        self.init(frame: frame, milliseconds: milliseconds)
    }

    private static func row(of number: UInt32) -> UInt64 {
        UInt64(number) << 8 | UInt64(checksum(of: number))
    }

    /// CRC-8 with the polynomial 0x07 (ITU-T I.432.1), begun at 0xA5 so that neither all black nor all white fits.
    private static func checksum(of number: UInt32) -> UInt8 {
        var remainder: UInt8 = 0xA5
        for shift in [24, 16, 8, 0] as [UInt32] {
            remainder ^= UInt8(truncatingIfNeeded: number >> shift)
            for _ in 0..<8 { remainder = remainder << 1 ^ (remainder & 0x80 != 0 ? 0x07 : 0) }
        }
        return remainder
    }
}
