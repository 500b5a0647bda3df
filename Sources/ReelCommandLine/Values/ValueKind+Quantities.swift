extension ValueKind where Value == Int {
    /// Bits a second, `128k` or `2.5M`, in powers of 1,000; between 1 kbit/s and 1 Gbit/s.
    public static var bitrate: ValueKind {
        ValueKind("RATE", expectation: "a bit rate such as 128k or 2M") { text in
            guard let bits = DecimalReader.read(text, suffixes: [("k", 1_000), ("K", 1_000), ("M", 1_000_000)]),
                (1_000...1_000_000_000).contains(bits)
            else { return nil }
            return Int(bits)
        }
    }

    /// Samples a second of each channel, `48000` or `44.1k`; between 4 and 384 kHz.
    public static var sampleRate: ValueKind {
        ValueKind("HERTZ", expectation: "a sample rate in hertz such as 48000") { text in
            guard let rate = DecimalReader.read(text, suffixes: [("k", 1_000), ("K", 1_000)]),
                (4_000...384_000).contains(rate)
            else { return nil }
            return Int(rate)
        }
    }
}

extension ValueKind where Value == Int64 {
    /// A number of bytes: `700M` and `4G` in powers of 1,000, `700Mi` and `4Gi` in powers of 1,024.
    public static var byteCount: ValueKind {
        let suffixes: [(String, Int64)] = [
            ("Ki", 1 << 10), ("Mi", 1 << 20), ("Gi", 1 << 30), ("Ti", 1 << 40), ("k", 1_000), ("K", 1_000),
            ("M", 1_000_000), ("G", 1_000_000_000), ("T", 1_000_000_000_000),
        ]
        return ValueKind("BYTES", expectation: "a number of bytes such as 700M or 4Gi") { text in
            let plain = text.hasSuffix("B") ? String(text.dropLast()) : text
            return DecimalReader.read(plain, suffixes: suffixes).flatMap { $0 > 0 ? $0 : nil }
        }
    }
}
