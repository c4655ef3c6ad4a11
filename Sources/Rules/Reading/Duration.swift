import Diagnostics

/// Lengths of time as rules write them: `90s`, `30m`, `2h`, `1d`.
enum Duration {
    private static let units: [Character: Int64] = ["s": 1000, "m": 60_000, "h": 3_600_000, "d": 86_400_000]

    /// Milliseconds.
    static func milliseconds(_ cursor: JSONCursor) -> Int64? {
        guard let text = cursor.string else { return nil }
        guard let unit = text.last.flatMap({ units[$0] }), let number = Int64(text.dropLast()), (1...1_000_000).contains(number) else {
            cursor.report("bad-duration", "“\(text)” is no length of time", help: "write a whole number and a unit: 90s, 30m, 2h or 1d")
            return nil
        }
        return number * unit
    }
}
