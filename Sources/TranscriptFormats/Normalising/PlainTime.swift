import Transcripts

/// The times that nearly all exports write, read without a step in between: `2026-01-05T10:00:00Z` and its closest relatives.
enum PlainTime {
    /// The time that a text has, as `TimeText` would read it.
    ///
    /// - Parameter zone: The clock that wrote a time without a zone.
    /// - Returns: nil for any other text, which may well be a time.
    static func read(_ text: String, zone: LocalTimeZone) -> SourceTime? {
        var text = text
        return text.withUTF8 { read($0, zone: zone) }
    }

    private static func read(_ bytes: UnsafeBufferPointer<UInt8>, zone: LocalTimeZone) -> SourceTime? {
        guard 19...32 ~= bytes.count, bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-"), bytes[13] == UInt8(ascii: ":"),
            bytes[16] == UInt8(ascii: ":"), bytes[10] == UInt8(ascii: "T") || bytes[10] == 0x20,
            let year = number(bytes, 0..<4), year > 31, let month = number(bytes, 5..<7), let day = number(bytes, 8..<10),
            let hour = number(bytes, 11..<13), let minute = number(bytes, 14..<16), let second = number(bytes, 17..<19),
            let local = Timestamp.seconds(year: year, month: month, day: day, hour: hour, minute: minute, second: second)
        else { return nil }
        var position = 19
        var microseconds: Int64 = 0
        if position < bytes.count, bytes[position] == UInt8(ascii: ".") {
            var unit: Int64 = 100_000
            position += 1
            let start = position
            while position < bytes.count, bytes[position].isDigit {
                microseconds += Int64(bytes[position] - UInt8(ascii: "0")) * unit
                unit /= 10
                position += 1
            }
            guard position > start else { return nil }
        }
        guard let seconds = seconds(local, zone: bytes, from: position, clock: zone) else { return nil }
        return SourceTime(microseconds: seconds * 1_000_000 + microseconds)
    }

    /// A time without its distance from UTC: nothing, `Z`, or `+01:00`.
    private static func seconds(
        _ local: Int64, zone bytes: UnsafeBufferPointer<UInt8>, from position: Int, clock: LocalTimeZone
    ) -> Int64? {
        switch bytes.count - position {
        case 0: return local - Int64(clock.offset(atLocal: local))
        case 1: return bytes[position] == UInt8(ascii: "Z") ? local : nil
        case 6:
            let isWest = bytes[position] == UInt8(ascii: "-")
            guard isWest || bytes[position] == UInt8(ascii: "+"), bytes[position + 3] == UInt8(ascii: ":"),
                let hours = number(bytes, position + 1..<position + 3), hours < 24,
                let minutes = number(bytes, position + 4..<position + 6), minutes < 60
            else { return nil }
            let offset = Int64(hours * 3600 + minutes * 60)
            return isWest ? local + offset : local - offset
        default: return nil
        }
    }

    /// The number that digits spell; nil where one of them is none.
    private static func number(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Int? {
        var number = 0
        for index in range {
            guard bytes[index].isDigit else { return nil }
            number = number * 10 + Int(bytes[index] - UInt8(ascii: "0"))
        }
        return number
    }
}
