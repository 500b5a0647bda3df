/// A date and a time of day in some zone, split into the fields that templates and RFC 3339 print.
public struct CivilTime: Hashable, Sendable {
    public var year: Int
    /// 1 to 12.
    public var month: Int
    /// 1 to 31.
    public var day: Int
    public var hour: Int
    public var minute: Int
    public var second: Int
    /// 0 to 999.
    public var millisecond: Int

    /// The fields of `time`, shifted by `offset` seconds east of UTC.
    ///
    /// Days are turned into a date by H. Hinnant's `civil_from_days` ("chrono-Compatible Low-Level Date Algorithms"),
    /// which counts years from March so that the leap day comes last.
    public init(_ time: WallTime, secondsEastOfUTC offset: Int = 0) {
        let seconds = time.secondsSince1970 + Int64(offset)
        let days = Int((Double(seconds) / 86_400).rounded(.down))
        let secondOfDay = Int(seconds - Int64(days) * 86_400)
        let shifted = days + 719_468
        // 64 bits of nanoseconds reach from 1677 to 2262, so this is never negative.
        let era = shifted / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
        month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        hour = secondOfDay / 3_600
        minute = secondOfDay / 60 % 60
        second = secondOfDay % 60
        let remainder = time.nanosecondsSince1970 - time.secondsSince1970 * 1_000_000_000
        millisecond = Int(remainder / 1_000_000)
    }

    /// `2026-11-20T09:54:03.120Z`: RFC 3339 (section 5.6) in UTC, to the millisecond.
    public static func rfc3339(_ time: WallTime) -> String {
        let civil = CivilTime(time)
        return civil.formatted("%Y-%m-%dT%H:%M:%S.") + padded(civil.millisecond, to: 3) + "Z"
    }

    /// These fields written out by a pattern, in the few `strftime` conversions that names of files need.
    ///
    /// `%Y`, `%m`, `%d`, `%H`, `%M`, `%S` and `%%` are replaced; anything else stands as it is.
    public func formatted(_ pattern: String) -> String {
        var result = ""
        var characters = pattern.makeIterator()
        while let character = characters.next() {
            guard character == "%" else {
                result.append(character)
                continue
            }
            switch characters.next() {
            case "Y": result += Self.padded(year, to: 4)
            case "m": result += Self.padded(month, to: 2)
            case "d": result += Self.padded(day, to: 2)
            case "H": result += Self.padded(hour, to: 2)
            case "M": result += Self.padded(minute, to: 2)
            case "S": result += Self.padded(second, to: 2)
            case "%": result.append("%")
            case let other?: result += "%\(other)"
            case nil: result.append("%")
            }
        }
        return result
    }

    private static func padded(_ value: Int, to width: Int) -> String {
        let digits = String(value)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}
