import Transcripts

/// Turns the clock times of a chat log into times: a day passes where the clock goes back by more than half a day.
struct ChatClock {
    private static let day: Int64 = 86_400_000_000
    /// No chat lasts a century; the sum stays small whatever the file says.
    private static let dayLimit: Int64 = 36_500

    /// Microseconds from 1970 to the midnight before the first message; nil where the log names no day.
    private var midnight: Int64?
    private var days: Int64 = 0
    private var last: Int64?

    /// Takes the day, and the time of it, from a text such as `2026-01-09 06:14 PM UTC`.
    ///
    /// - Parameter zone: The clock that wrote it, where the text names no zone.
    mutating func start(_ text: String, zone: LocalTimeZone) {
        var scanner = TimeScanner(text)
        guard let date = scanner.date(), date.isCertain,
            let seconds = Timestamp.seconds(year: date.year, month: date.month, day: date.day)
        else { return }
        var clock: TimeScanner.Clock?
        if scanner.separator() { clock = scanner.clock() }
        let local = zone.offset(atLocal: seconds + (clock?.total ?? 0) / 1_000_000)
        let offset = scanner.isAtEnd ? local : scanner.zone() ?? local
        midnight = (seconds - Int64(offset)) * 1_000_000
        last = clock?.total
    }

    /// - Throws: For a day that may be another.
    mutating func time(of stamp: ChatLogLine.Stamp) throws(RecordError) -> SourceTime {
        switch stamp {
        case .ambiguous(let text): throw SourceTime.ambiguous(text)
        case .time(let time): return time
        case .clock(let clock):
            if let last, last - clock.total > Self.day / 2 { days = min(days + 1, Self.dayLimit) }
            last = clock.total
            return SourceTime(microseconds: (midnight ?? 0) + days * Self.day + clock.total, isOffset: midnight == nil)
        }
    }
}
