/// Bytes that are put together from numbers; what every header here is made with.
struct ByteBuffer: Hashable {
    private(set) var bytes: [UInt8] = []

    var count: Int { bytes.count }

    /// The number's bytes, most significant first.
    mutating func append<Number: FixedWidthInteger>(big number: Number) {
        for shift in stride(from: Number.bitWidth - 8, through: 0, by: -8) {
            bytes.append(UInt8(truncatingIfNeeded: number >> Number(truncatingIfNeeded: shift)))
        }
    }

    /// The number's bytes, least significant first.
    mutating func append<Number: FixedWidthInteger>(little number: Number) {
        append(big: number.byteSwapped)
    }

    /// The lower 24 bits, most significant first.
    mutating func append(big24 number: UInt32) {
        bytes.append(UInt8(truncatingIfNeeded: number >> 16))
        append(big: UInt16(truncatingIfNeeded: number))
    }

    mutating func append(_ more: some Sequence<UInt8>) {
        bytes.append(contentsOf: more)
    }

    mutating func append(zeros count: Int) {
        bytes.append(contentsOf: repeatElement(0, count: count))
    }

    /// Writes a number, most significant byte first, over what stands at `position`.
    mutating func replace<Number: FixedWidthInteger>(at position: Int, withBig number: Number) {
        for index in 0..<Number.bitWidth / 8 {
            let shift = Number.bitWidth - 8 * (index + 1)
            bytes[position + index] = UInt8(truncatingIfNeeded: number >> Number(truncatingIfNeeded: shift))
        }
    }

    /// Empties the buffer and keeps its memory for the next use.
    mutating func removeAll() {
        bytes.removeAll(keepingCapacity: true)
    }
}
