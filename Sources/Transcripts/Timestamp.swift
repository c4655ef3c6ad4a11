/// Dates and times of the proleptic Gregorian calendar, in UTC, as arithmetic on numbers.
public enum Timestamp {
    /// Seconds since 1970-01-01T00:00:00Z; nil where the fields are no date and time.
    ///
    /// A leap second (`second` 60) counts as the first second of the next minute. The day count is Howard Hinnant's `days_from_civil`.
    public static func seconds(year: Int, month: Int, day: Int, hour: Int = 0, minute: Int = 0, second: Int = 0) -> Int64? {
        guard (0...9999).contains(year), (1...12).contains(month), (1...daysIn(month: month, of: year)).contains(day),
            (0...23).contains(hour), (0...59).contains(minute), (0...60).contains(second)
        else { return nil }
        let shifted = month <= 2 ? year - 1 : year
        let era = (shifted >= 0 ? shifted : shifted - 399) / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * ((month + 9) % 12) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        let days = era * 146_097 + dayOfEra - 719_468
        return Int64(days) * 86_400 + Int64(hour * 3600 + minute * 60 + second)
    }

    /// RFC 3339 in UTC with whole seconds.
    ///
    /// Years outside 0–9999 cannot be written so; they come out as the nearest year's end.
    public static func text(seconds: Int64) -> String {
        let clamped = min(max(seconds, -62_167_219_200), 253_402_300_799)
        let days = clamped.flooredQuotient(by: 86_400)
        let second = clamped - days * 86_400
        let shifted = days + 719_468
        let era = shifted.flooredQuotient(by: 146_097)
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthFromMarch = (5 * dayOfYear + 2) / 153
        let day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
        let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        return String(unsafeUninitializedCapacity: 20) { text in
            var end = 0
            func write(_ number: Int64, digits: Int, _ mark: UInt8) {
                var rest = number
                for position in (end..<(end + digits)).reversed() {
                    text.initializeElement(at: position, to: 0x30 + UInt8(truncatingIfNeeded: rest % 10))
                    rest /= 10
                }
                text.initializeElement(at: end + digits, to: mark)
                end += digits + 1
            }
            write(year, digits: 4, hyphen)
            write(month, digits: 2, hyphen)
            write(day, digits: 2, UInt8(ascii: "T"))
            write(second / 3600, digits: 2, colon)
            write(second / 60 % 60, digits: 2, colon)
            write(second % 60, digits: 2, UInt8(ascii: "Z"))
            return end
        }
    }

    /// The day of a time, such as `2026-11-24`, in UTC.
    ///
    /// - Parameter nanoseconds: Since 1970-01-01T00:00:00Z.
    public static func day(ofNanoseconds nanoseconds: Int64) -> String {
        String(text(seconds: nanoseconds.flooredQuotient(by: 1_000_000_000)).prefix(10))
    }

    /// Milliseconds since 1970 of an RFC 3339 date-time (`2026-01-05T10:00:00.5+01:00`); nil where the text is none.
    ///
    /// A space or a small `t` may stand for the `T`. Digits of a fraction beyond the third are dropped.
    public static func milliseconds(rfc3339 text: String) -> Int64? {
        let bytes = Array(text.utf8)
        guard bytes.count >= 20, bytes[4] == hyphen, bytes[7] == hyphen, bytes[13] == colon, bytes[16] == colon,
            [UInt8(ascii: "T"), UInt8(ascii: "t"), UInt8(ascii: " ")].contains(bytes[10]),
            let year = number(bytes[0..<4]), let month = number(bytes[5..<7]), let day = number(bytes[8..<10]),
            let hour = number(bytes[11..<13]), let minute = number(bytes[14..<16]), let second = number(bytes[17..<19]),
            let seconds = seconds(year: year, month: month, day: day, hour: hour, minute: minute, second: second)
        else { return nil }
        var rest = bytes[19...]
        var fraction: Int64 = 0
        if rest.first == UInt8(ascii: ".") {
            let digits = rest.dropFirst().prefix { (0x30...0x39).contains($0) }
            guard let value = milliseconds(fraction: Substring(decoding: digits, as: UTF8.self)) else { return nil }
            fraction = value
            rest = rest[digits.endIndex...]
        }
        return zone(rest).map { (seconds - $0) * 1000 + fraction }
    }

    /// The milliseconds of the digits after a decimal point; nil where there is none or something else.
    static func milliseconds(fraction digits: Substring) -> Int64? {
        guard !digits.isEmpty, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        return Int64((String(digits.prefix(3)) + "00").prefix(3))
    }

    /// Seconds east of UTC.
    private static func zone(_ bytes: ArraySlice<UInt8>) -> Int64? {
        let bytes = Array(bytes)
        if bytes == [UInt8(ascii: "Z")] || bytes == [UInt8(ascii: "z")] { return 0 }
        guard bytes.count == 6, bytes[3] == colon, let hours = number(bytes[1..<3]), hours < 24, let minutes = number(bytes[4..<6]),
            minutes < 60
        else { return nil }
        switch bytes[0] {
        case UInt8(ascii: "+"): return Int64(hours * 3600 + minutes * 60)
        case hyphen: return -Int64(hours * 3600 + minutes * 60)
        default: return nil
        }
    }

    private static let hyphen = UInt8(ascii: "-")
    private static let colon = UInt8(ascii: ":")

    private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
        Int64(digits: Substring(decoding: digits, as: UTF8.self)).map { Int($0) }
    }

    private static func daysIn(month: Int, of year: Int) -> Int {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }
}
