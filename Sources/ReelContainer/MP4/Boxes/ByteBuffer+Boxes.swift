extension ByteBuffer {
    /// A box: its size, its type, and what `content` appends (ISO/IEC 14496-12, 4.2).
    mutating func box(_ type: FourCC, _ content: (inout ByteBuffer) -> Void) {
        let start = count
        append(big: UInt32(0))
        append(big: type.value)
        content(&self)
        replace(at: start, withBig: UInt32(count - start))
    }

    /// A box that begins with a version and 24 flags.
    mutating func fullBox(
        _ type: FourCC, version: UInt8 = 0, flags: UInt32 = 0, _ content: (inout ByteBuffer) -> Void
    ) {
        box(type) { box in
            box.append(big: UInt32(version) << 24 | flags)
            content(&box)
        }
    }

    /// A box of entries that are counted in front.
    mutating func table(
        _ type: FourCC, version: UInt8 = 0, _ entries: (inout ByteBuffer) -> Int
    ) {
        fullBox(type, version: version) { box in
            let position = box.count
            box.append(big: UInt32(0))
            let count = entries(&box)
            box.replace(at: position, withBig: UInt32(count))
        }
    }

    mutating func append(_ code: FourCC) {
        append(big: code.value)
    }

    /// The identity matrix of `mvhd` and `tkhd`: 16.16 numbers, the last column 2.30.
    mutating func appendIdentityMatrix() {
        for value: UInt32 in [0x1_0000, 0, 0, 0, 0x1_0000, 0, 0, 0, 0x4000_0000] { append(big: value) }
    }
}
