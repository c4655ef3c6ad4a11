/// Reads the parts of a date and time from the front of a text.
struct TimeScanner {
    struct Day: Hashable {
        var year: Int
        var month: Int
        var day: Int
        /// Whether day and month could not be the other way round.
        var isCertain = true
    }

    struct Clock: Hashable {
        var hour = 0
        var minute = 0
        var second = 0
        /// Of the second.
        var microseconds: Int64 = 0

        /// Since midnight.
        var total: Int64 { Int64(hour * 3600 + minute * 60 + second) * 1_000_000 + microseconds }
    }

    private let bytes: [UInt8]
    private(set) var position = 0

    init(_ text: some StringProtocol) { bytes = Array(Self.withPlainSpaces(text).utf8) }

    /// The text with spaces for no-break spaces, which some clocks put before AM and PM.
    static func withPlainSpaces(_ text: some StringProtocol) -> String {
        // The first bytes of U+00A0 and U+202F.
        guard text.utf8.contains(where: { $0 == 0xC2 || $0 == 0xE2 }) else { return String(text) }
        return String(String.UnicodeScalarView(text.unicodeScalars.map { $0 == "\u{202F}" || $0 == "\u{A0}" ? " " : $0 }))
    }

    var isAtEnd: Bool { bytes[position...].allSatisfy { $0 == 0x20 } }

    /// `2026-01-05`, `2026/1/5`, `5.1.2026`, `25/12/2026`, `12/25/26`, `5-Jan-2026`, `Jan 5, 2026`, `Monday, 5 January 2026`.
    mutating func date() -> Day? {
        skipWeekday()
        if let month = month() {
            guard take(". ") != nil, let day = number(1...2), take(", ") != nil else { return nil }
            skipSpaces()
            return number(4...4).map { Day(year: $0, month: month, day: day) }
        }
        guard let first = number(1...4), let mark = take("-/. ") else { return nil }
        if let month = month() {
            guard take([mark]) != nil, let year = number(4...4) else { return nil }
            return Day(year: year, month: month, day: first)
        }
        guard mark != UInt8(ascii: " "), let second = number(1...2), take([mark]) != nil, var third = number(1...4)
        else { return nil }
        if first > 31 { return Day(year: first, month: second, day: third) }
        if third < 100, mark != UInt8(ascii: "-"), bytes[..<position].suffix(2).allSatisfy(\.isDigit) { third += 2000 }
        guard third > 31 else { return nil }
        if mark == UInt8(ascii: ".") || first > 12 { return Day(year: third, month: second, day: first) }
        return Day(year: third, month: first, day: second, isCertain: second > 12 || first == second)
    }

    /// Takes the name of a day, such as `Mon, ` or `Monday `, which the date says once more.
    private mutating func skipWeekday() {
        let letters = bytes[position...].prefix(while: \.isASCIILetter)
        let name = String(decoding: letters, as: UTF8.self).lowercased()
        guard Self.weekdays.contains(where: { name == $0 || name == $0.prefix(3) }) else { return }
        position += letters.count
        _ = take(",")
        skipSpaces()
    }

    private static let weekdays = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]

    /// The number of a month that is named in English.
    private mutating func month() -> Int? {
        let letters = bytes[position...].prefix(while: \.isASCIILetter)
        guard letters.count >= 3, letters.count <= 9 else { return nil }
        let name = String(decoding: letters, as: UTF8.self).lowercased()
        guard let index = Self.months.firstIndex(where: { $0 == name || $0.prefix(3) == name }) else { return nil }
        position += letters.count
        return index + 1
    }

    private static let months = [
        "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december",
    ]

    /// What stands between a date and a time.
    mutating func separator() -> Bool {
        let start = position
        _ = take(",")
        while take(" Tt") != nil {}
        if takeWord("at") { skipSpaces() }
        return position > start
    }

    /// `10:00`, `10:00:05`, `10:00:05.123456`, `6:14 PM`.
    mutating func clock() -> Clock? {
        guard let hour = number(1...2), take(":") != nil, let minute = number(2...2) else { return nil }
        var clock = Clock(hour: hour, minute: minute)
        if take(":") != nil {
            guard let second = number(2...2) else { return nil }
            clock.second = second
            if take(".,") != nil {
                guard let fraction = fraction() else { return nil }
                clock.microseconds = fraction
            }
        }
        if let afternoon = halfOfDay() {
            guard 1...12 ~= hour else { return nil }
            clock.hour = hour % 12 + (afternoon ? 12 : 0)
        }
        return clock.hour < 24 && clock.minute < 60 && clock.second <= 60 ? clock : nil
    }

    /// `Z`, `UTC`, `GMT`, `+01:00`, `-0500`, `+02`: seconds east of UTC.
    mutating func zone() -> Int? {
        skipSpaces()
        if takeWord("utc") || takeWord("gmt") || takeWord("z") { return 0 }
        guard let sign = take("+-") else { return nil }
        var hours = 0
        var minutes = 0
        if let both = number(4...4) {
            (hours, minutes) = (both / 100, both % 100)
        } else {
            guard let found = number(2...2) else { return nil }
            hours = found
            if take(":") != nil {
                guard let found = number(2...2) else { return nil }
                minutes = found
            }
        }
        guard hours < 24, minutes < 60 else { return nil }
        return (sign == UInt8(ascii: "-") ? -1 : 1) * (hours * 3600 + minutes * 60)
    }

    /// The zone where one follows; else nothing is taken.
    mutating func zoneThatFollows() -> Int? {
        let start = position
        let zone = zone()
        if zone == nil { position = start }
        return zone
    }

    mutating func skipSpaces() {
        while take(" ") != nil {}
    }

    /// Takes one byte that is among some.
    mutating func take(_ bytes: String) -> UInt8? { take(Array(bytes.utf8)) }

    private mutating func take(_ wanted: [UInt8]) -> UInt8? {
        guard position < bytes.count, wanted.contains(bytes[position]) else { return nil }
        defer { position += 1 }
        return bytes[position]
    }

    /// AM or PM: whether it is the afternoon; nil where there is neither.
    private mutating func halfOfDay() -> Bool? {
        let start = position
        skipSpaces()
        if takeWord("am") || takeWord("a.m.") { return false }
        if takeWord("pm") || takeWord("p.m.") { return true }
        position = start
        return nil
    }

    private mutating func takeWord(_ word: String) -> Bool {
        let letters = Array(word.utf8)
        let end = position + letters.count
        guard end <= bytes.count, zip(bytes[position..<end], letters).allSatisfy({ ($0 | 0x20) == $1 || $0 == $1 }),
            end == bytes.count || !(UInt8(ascii: "a")...UInt8(ascii: "z") ~= bytes[end] | 0x20)
        else { return false }
        position = end
        return true
    }

    /// The digits behind a decimal point, as microseconds.
    private mutating func fraction() -> Int64? {
        let digits = bytes[position...].prefix(while: \.isDigit)
        guard !digits.isEmpty else { return nil }
        position += digits.count
        return Int64(String(decoding: (Array(digits) + Array("00000".utf8)).prefix(6), as: UTF8.self))
    }

    private mutating func number(_ length: ClosedRange<Int>) -> Int? {
        let digits = bytes[position...].prefix(while: \.isDigit)
        guard length.contains(digits.count) else { return nil }
        position += digits.count
        return Int(String(decoding: digits, as: UTF8.self))
    }
}
