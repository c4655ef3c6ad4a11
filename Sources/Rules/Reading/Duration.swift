import Diagnostics

/// Lengths of time as rules write them: `90s`, `30m`, `2h`, `1d`.
enum Duration {
    private static let units: [Character: Int64] = ["s": 1000, "m": 60_000, "h": 3_600_000, "d": 86_400_000]

    /// Milliseconds.
    static func milliseconds(_ cursor: JSONCursor) -> Int64? {
        guard let text = cursor.string else { return nil }
        guard let unit = text.last.flatMap({ units[$0] }), text.utf8.first != UInt8(ascii: "+"), let number = Int64(text.dropLast()),
            (1...1_000_000).contains(number)
        else {
            cursor.report("bad-duration", "“\(text)” is no length of time", help: "write a whole number and a unit: 90s, 30m, 2h or 1d")
            return nil
        }
        return number * unit
    }

    /// A length of time for people, in its two largest units: `45 s`, `3 min 5 s`, `2 h 10 min`, `1 d 4 h`.
    static func text(seconds: Double) -> String {
        guard seconds.isFinite, seconds.magnitude < 1e12 else { return "a very long time" }
        let whole = Int64(seconds.magnitude.rounded())
        let units = [(86_400, "d"), (3600, "h"), (60, "min"), (1, "s")] as [(Int64, String)]
        guard let first = units.firstIndex(where: { whole >= $0.0 }) else { return "0 s" }
        var text = "\(seconds < 0 ? "-" : "")\(whole / units[first].0) \(units[first].1)"
        if first + 1 < units.count {
            let rest = whole % units[first].0 / units[first + 1].0
            if rest > 0 { text += " \(rest) \(units[first + 1].1)" }
        }
        return text
    }
}
