import ReelModel

extension ValueKind where Value == Duration {
    /// A length of time: seconds (`90`, `2.5`), or numbers with `h`, `m`, `s` and `ms` from the largest to the
    /// smallest (`1h30m`); more than nothing, and at most ten years.
    public static var duration: ValueKind {
        ValueKind("TIME", expectation: "a time such as 90, 2.5s, 5m or 1h30m") { text in
            guard let nanoseconds = readNanoseconds(text),
                (1...10 * 366 * 86_400 * 1_000_000_000).contains(nanoseconds)
            else { return nil }
            return .nanoseconds(nanoseconds)
        }
    }

    private static func readNanoseconds(_ text: String) -> Int64? {
        if let seconds = DecimalReader.read(text, unit: 1_000_000_000) { return seconds }
        var units: [(String, Int64)] = [
            ("h", 3_600_000_000_000), ("m", 60_000_000_000), ("s", 1_000_000_000), ("ms", 1_000_000),
        ]
        var sum: Int64 = 0
        var rest = text[...]
        while !rest.isEmpty {
            let number = rest.prefix { $0.isNumber || $0 == "." }
            rest = rest.dropFirst(number.count)
            let unit = rest.prefix { !$0.isNumber }
            rest = rest.dropFirst(unit.count)
            guard let position = units.firstIndex(where: { $0.0 == unit }),
                let part = DecimalReader.read(number, unit: units[position].1)
            else { return nil }
            units.removeFirst(position + 1)
            let (next, overflow) = sum.addingReportingOverflow(part)
            if overflow { return nil }
            sum = next
        }
        return sum
    }
}
