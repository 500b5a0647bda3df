/// Numbers with 16 fractional bits, as colour conversions count.
enum FixedPoint {
    static func of(_ value: Double) -> Int32 { Int32((value * 65_536).rounded()) }

    /// The nearest 8-bit value.
    @inline(__always)
    static func byte(_ value: Int32) -> UInt8 { UInt8(clamping: (value &+ 32_768) >> 16) }
}
