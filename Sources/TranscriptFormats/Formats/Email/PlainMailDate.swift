import Transcripts

/// Dates in the header of a plain mail.
enum PlainMailDate {
    /// Seconds since 1970 of `Mon, 5 Jan 2026 10:00:00 +0100`, with or without the day of the week; nil for anything else.
    static func seconds(_ value: PlainMail.Bytes) -> Int64? {
        var rest = value
        if rest.first?.isASCIILetter == true {
            guard let day = rest.take(3), days.contains(where: { day.elementsEqual($0.utf8) }), rest.take(",") else { return nil }
            guard rest.take(" ") else { return nil }
        }
        guard let day = rest.number(1...2), rest.take(" "), let month = rest.take(3),
            let index = months.firstIndex(where: { month.elementsEqual($0.utf8) }), rest.take(" "), let year = rest.number(4...4),
            year >= 1970, rest.take(" "), let hour = rest.number(2...2), rest.take(":"), let minute = rest.number(2...2), rest.take(":"),
            let second = rest.number(2...2), second < 60, rest.take(" "), let zone = zone(&rest), rest.isEmpty,
            let local = Timestamp.seconds(year: year, month: index + 1, day: day, hour: hour, minute: minute, second: second)
        else { return nil }
        return local - Int64(zone)
    }

    /// Seconds east of UTC.
    private static func zone(_ rest: inout PlainMail.Bytes) -> Int? {
        if rest.elementsEqual("GMT".utf8) {
            rest = rest.dropFirst(3)
            return 0
        }
        let isWest = rest.first == UInt8(ascii: "-")
        guard rest.take(isWest ? "-" : "+"), let zone = rest.number(4...4), zone / 100 <= 12, zone % 100 < 60 else { return nil }
        let seconds = zone / 100 * 3600 + zone % 100 * 60
        return isWest ? -seconds : seconds
    }

    private static let days = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
    private static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
}

extension PlainMail.Bytes {
    fileprivate mutating func take(_ count: Int) -> Self? {
        guard self.count >= count else { return nil }
        defer { self = dropFirst(count) }
        return prefix(count)
    }

    fileprivate mutating func take(_ wanted: Unicode.Scalar) -> Bool {
        guard first == UInt8(ascii: wanted) else { return false }
        self = dropFirst()
        return true
    }

    /// The number of so many digits and no more.
    fileprivate mutating func number(_ length: ClosedRange<Int>) -> Int? {
        let digits = prefix(while: \.isDigit)
        guard length.contains(digits.count) else { return nil }
        self = dropFirst(digits.count)
        return digits.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
    }
}
