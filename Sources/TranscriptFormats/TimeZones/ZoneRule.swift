import Transcripts

/// How a clock changes every year, as POSIX writes it in the variable `TZ`: `CET-1CEST,M3.5.0,M10.5.0/3`.
struct ZoneRule: Sendable, Hashable {
    private var standard: Int
    private var summer: Summer?

    private struct Summer: Sendable, Hashable {
        var offset: Int
        var start: YearlyTime
        var end: YearlyTime
    }

    /// nil where the text is no such rule.
    init?(_ text: String) {
        var scanner = Scanner(text)
        guard scanner.skipName(), let west = scanner.time() else { return nil }
        standard = -west
        guard !scanner.isAtEnd else { return }
        guard scanner.skipName() else { return nil }
        let offset = scanner.peek == UInt8(ascii: ",") ? standard + 3600 : scanner.time().map { -$0 }
        guard let offset, scanner.take(","), let start = scanner.yearlyTime(), scanner.take(","), let end = scanner.yearlyTime(),
            scanner.isAtEnd
        else { return nil }
        summer = Summer(offset: offset, start: start, end: end)
    }

    /// Seconds east of UTC.
    ///
    /// - Parameter time: In seconds since 1970-01-01T00:00:00Z.
    func offset(at time: Int64) -> Int {
        guard let summer, let year = Int(Timestamp.text(seconds: time + Int64(standard)).prefix(4)),
            let newYear = Timestamp.seconds(year: year, month: 1, day: 1)
        else { return standard }
        // The start is told by the clock in winter, the end by that in summer.
        let start = summer.start.seconds(in: year, newYear: newYear) - Int64(standard)
        let end = summer.end.seconds(in: year, newYear: newYear) - Int64(summer.offset)
        let isSummer = start < end ? start..<end ~= time : !(end..<start ~= time)
        return isSummer ? summer.offset : standard
    }

    /// A day and time of every year.
    private struct YearlyTime: Sendable, Hashable {
        enum Day: Sendable, Hashable {
            /// The week from 1 to 5, the last, and the day of the week from 0, Sunday.
            case weekday(month: Int, week: Int, day: Int)
            /// From 1, without the 29th of February.
            case julian(Int)
            /// From 0.
            case ofYear(Int)
        }

        var day: Day
        /// Seconds from the midnight before; may be negative or more than a day.
        var time: Int

        /// Seconds since 1970, as the clock shows them.
        func seconds(in year: Int, newYear: Int64) -> Int64 { newYear + Int64(dayOfYear(year, newYear) * 86_400 + time) }

        private func dayOfYear(_ year: Int, _ newYear: Int64) -> Int {
            let isLeap = Timestamp.seconds(year: year, month: 2, day: 29) != nil
            switch day {
            case .ofYear(let day): return day
            case .julian(let day): return isLeap && day >= 60 ? day : day - 1
            case .weekday(let month, let week, let weekday):
                let first = Timestamp.seconds(year: year, month: month, day: 1) ?? newYear
                // 1970-01-01 was a Thursday.
                let firstWeekday = Int(((first / 86_400 + 4) % 7 + 7) % 7)
                var day = 1 + (weekday - firstWeekday + 7) % 7 + (week - 1) * 7
                while Timestamp.seconds(year: year, month: month, day: day) == nil { day -= 7 }
                return Int((first - newYear) / 86_400) + day - 1
            }
        }
    }

    private struct Scanner {
        private let bytes: [UInt8]
        private var position = 0

        init(_ text: String) { bytes = Array(text.utf8) }

        var isAtEnd: Bool { position == bytes.count }
        var peek: UInt8? { position < bytes.count ? bytes[position] : nil }

        mutating func take(_ byte: Unicode.Scalar) -> Bool {
            guard peek == UInt8(ascii: byte) else { return false }
            position += 1
            return true
        }

        /// `CET` or `<+03>`.
        mutating func skipName() -> Bool {
            let start = position
            let isQuoted = take("<")
            while let byte = peek, byte.isASCIILetter || isQuoted && byte != UInt8(ascii: ">") { position += 1 }
            return isQuoted ? take(">") : position - start >= 3
        }

        /// `1`, `-3:30`, `+2:00:00`: in seconds.
        mutating func time() -> Int? {
            let sign = take("-") ? -1 : 1
            if sign == 1 { _ = take("+") }
            guard let hours = number(0...167) else { return nil }
            var seconds = hours * 3600
            for unit in [60, 1] where take(":") {
                guard let number = number(0...59) else { return nil }
                seconds += number * unit
            }
            return sign * seconds
        }

        /// `M3.5.0/2`, `J60`, `59/0`.
        mutating func yearlyTime() -> YearlyTime? {
            let day: YearlyTime.Day
            if take("M") {
                guard let month = number(1...12), take("."), let week = number(1...5), take("."), let weekday = number(0...6) else {
                    return nil
                }
                day = .weekday(month: month, week: week, day: weekday)
            } else if take("J") {
                guard let number = number(1...365) else { return nil }
                day = .julian(number)
            } else {
                guard let number = number(0...365) else { return nil }
                day = .ofYear(number)
            }
            guard take("/") else { return YearlyTime(day: day, time: 7200) }
            return time().map { YearlyTime(day: day, time: $0) }
        }

        private mutating func number(_ range: ClosedRange<Int>) -> Int? {
            let digits = bytes[position...].prefix(while: \.isDigit).prefix(4)
            guard let number = Int(String(decoding: digits, as: UTF8.self)), range ~= number else { return nil }
            position += digits.count
            return number
        }
    }
}
