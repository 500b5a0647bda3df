extension [UInt8] {
    /// Writes as `pwrite` does: what lies between the old end and `offset` reads as zeros.
    mutating func write(_ bytes: [UInt8], at offset: Int) {
        guard !bytes.isEmpty else { return }
        let end = offset + bytes.count
        if end > count { resize(to: end) }
        // One copy also where nothing is optimised, as in most tests.
        unsafe withUnsafeMutableBytes { content in
            unsafe UnsafeMutableRawBufferPointer(rebasing: content[offset..<end]).copyBytes(from: bytes)
        }
    }

    /// Cuts, or extends by zeros, as `ftruncate` does.
    mutating func resize(to size: Int) {
        if size < count {
            removeLast(count - size)
        } else {
            // An array and no `repeatElement`, which is copied byte by byte where nothing is optimised.
            append(contentsOf: [UInt8](repeating: 0, count: size - count))
        }
    }
}
