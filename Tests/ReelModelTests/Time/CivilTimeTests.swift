import ReelModel
import Testing

struct CivilTimeTests {
    /// Seconds since 1970 and the date that `date -u` gives for them.
    static let knownDates: [(Int64, String)] = [
        (0, "1970-01-01T00:00:00.000Z"), (-1, "1969-12-31T23:59:59.000Z"),
        (951_782_400, "2000-02-29T00:00:00.000Z"), (951_868_799, "2000-02-29T23:59:59.000Z"),
        (951_868_800, "2000-03-01T00:00:00.000Z"), (1_709_164_800, "2024-02-29T00:00:00.000Z"),
        (1_735_689_599, "2024-12-31T23:59:59.000Z"), (4_107_542_400, "2100-03-01T00:00:00.000Z"),
        (4_107_542_399, "2100-02-28T23:59:59.000Z"), (2_147_483_648, "2038-01-19T03:14:08.000Z"),
        (-2_203_891_200, "1900-03-01T00:00:00.000Z"), (-2_203_977_600, "1900-02-28T00:00:00.000Z"),
        (-5_364_662_400, "1800-01-01T00:00:00.000Z"), (9_214_646_399, "2261-12-31T23:59:59.000Z"),
    ]

    @Test(arguments: knownDates)
    func `a moment is the date that everybody else calls it`(seconds: Int64, date: String) {
        #expect(CivilTime.rfc3339(WallTime(nanosecondsSince1970: seconds * 1_000_000_000)) == date)
    }

    @Test func `every day from 1890 to 2110 follows the one before`() {
        func isLeap(_ year: Int) -> Bool { year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) }
        var (year, month, day) = (1_890, 1, 1)
        for number: Int64 in -29_219...51_134 {
            let civil = CivilTime(WallTime(nanosecondsSince1970: number * 86_400_000_000_000))
            #expect(civil.year == year && civil.month == month && civil.day == day)
            let length = month == 2 ? (isLeap(year) ? 29 : 28) : [4, 6, 9, 11].contains(month) ? 30 : 31
            day += 1
            if day > length { (day, month) = (1, month + 1) }
            if month > 12 { (month, year) = (1, year + 1) }
        }
        #expect((year, month, day) == (2_110, 1, 2))
    }

    @Test func `a zone moves the date over midnight and the new year`() {
        let newYear = WallTime(nanosecondsSince1970: 1_735_689_600_000_000_000)
        #expect(CivilTime(newYear, secondsEastOfUTC: -1).formatted("%Y-%m-%d %H:%M:%S") == "2024-12-31 23:59:59")
        #expect(CivilTime(newYear, secondsEastOfUTC: 19_800).formatted("%Y-%m-%d %H:%M") == "2025-01-01 05:30")
    }

    @Test func `milliseconds before 1970 count upwards too`() {
        #expect(CivilTime.rfc3339(WallTime(nanosecondsSince1970: -1)) == "1969-12-31T23:59:59.999Z")
        #expect(CivilTime.rfc3339(WallTime(nanosecondsSince1970: 1_999_999_999)) == "1970-01-01T00:00:01.999Z")
    }

    @Test(arguments: [("%Y%m%d", "20240229"), ("%%Y", "%Y"), ("%q%", "%q%"), ("", ""), ("%H.%M.%S", "00.00.07")])
    func `a pattern is replaced where it is known and stands where it is not`(pattern: String, expected: String) {
        let civil = CivilTime(WallTime(nanosecondsSince1970: 1_709_164_807_000_000_000))
        #expect(civil.formatted(pattern) == expected)
    }
}
