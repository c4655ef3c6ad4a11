import Transcripts

/// Dates with times, as exports write them.
enum TimeText {
    enum Reading: Hashable {
        case time(SourceTime)
        /// `03/04/2026` may be March or April; guessing would order messages wrongly.
        case ambiguous
        case unreadable
    }

    /// Reads RFC 3339 and its relatives (`2026-01-05 10:00`, `2026/01/05 10:00:00.123 PM UTC`, `…+0000`), `25.12.2026`, `12/25/2026 10:00`,
    /// `Jan 5, 2026 at 10:00 AM`, `Mon, 5 Jan 2026 10:00:00 +0100`, digits that count since 1970, and tact's `+00:01:02.500` for an offset.
    ///
    /// - Parameter zone: The clock that wrote a time without a zone.
    static func read(_ text: String, zone: LocalTimeZone) -> Reading {
        PlainTime.read(text, zone: zone).map { .time($0) } ?? readAnything(text, zone: zone)
    }

    /// The same without the short way of the times that nearly all exports write.
    static func readAnything(_ text: String, zone: LocalTimeZone) -> Reading {
        if text.utf8.first == UInt8(ascii: "+") {
            guard case .offset(let milliseconds)? = MessageTime(text) else { return .unreadable }
            return .time(SourceTime(microseconds: milliseconds * 1000, isOffset: true))
        }
        if let number = Double(text), text.utf8.allSatisfy({ $0.isDigit || $0 == UInt8(ascii: ".") }) {
            return SourceTime(epoch: number).map { .time($0) } ?? .unreadable
        }
        var scanner = TimeScanner(text)
        let reading = read(&scanner, zone: zone)
        return scanner.isAtEnd ? reading : .unreadable
    }

    /// Reads a date, and a time and a zone where they follow, from the front of a text.
    static func read(_ scanner: inout TimeScanner, zone: LocalTimeZone) -> Reading {
        guard let date = scanner.date() else { return .unreadable }
        var clock = TimeScanner.Clock()
        if !scanner.isAtEnd {
            guard scanner.separator(), let found = scanner.clock() else { return .unreadable }
            clock = found
        }
        guard
            let seconds = Timestamp.seconds(
                year: date.year, month: date.month, day: date.day, hour: clock.hour, minute: clock.minute, second: clock.second)
        else { return .unreadable }
        let written = scanner.zoneThatFollows()
        guard date.isCertain else { return .ambiguous }
        let offset = written ?? zone.offset(atLocal: seconds)
        return .time(SourceTime(microseconds: (seconds - Int64(offset)) * 1_000_000 + clock.microseconds))
    }
}
