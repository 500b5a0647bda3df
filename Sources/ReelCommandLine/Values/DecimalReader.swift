/// Reads plain decimal numbers exactly, without going through floating point.
enum DecimalReader {
    /// `text` times `unit`, cut off to a whole number; nil unless `text` is digits with at most one point in between.
    ///
    /// At most 12 digits before and 9 behind the point, so that nothing overflows at units up to a day of nanoseconds.
    static func read(_ text: some StringProtocol, unit: Int64) -> Int64? {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count), let whole = digits(parts[0], atMost: 12) else { return nil }
        var result = Int128(whole) * Int128(unit)
        if parts.count == 2 {
            guard let fraction = digits(parts[1], atMost: 9) else { return nil }
            let power = (0..<parts[1].count).reduce(Int128(1)) { product, _ in product * 10 }
            result += Int128(fraction) * Int128(unit) / power
        }
        return Int64(exactly: result)
    }

    /// `text` with one of `suffixes` behind it, or with none, in whole units; the first suffix that fits counts.
    static func read(_ text: String, suffixes: [(String, Int64)]) -> Int64? {
        for (suffix, unit) in suffixes where text.hasSuffix(suffix) {
            return read(text.dropLast(suffix.count), unit: unit)
        }
        return read(text, unit: 1)
    }

    private static func digits(_ text: some StringProtocol, atMost count: Int) -> Int64? {
        guard (1...count).contains(text.utf8.count), text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
            return nil
        }
        return Int64(text)
    }
}
