/// The clock that wrote times without a zone.
public struct LocalTimeZone: Sendable, Hashable {
    private enum Content: Sendable, Hashable {
        case fixed(Int)
        case table(ZoneTable)
    }

    private let content: Content

    public static let utc = LocalTimeZone(secondsEast: 0)

    /// A clock that never changes.
    public init(secondsEast: Int) { content = .fixed(secondsEast) }

    /// `UTC`, `Z`, `+01:00`, `-0500`; nil for anything else, such as the name of a place.
    public init?(offset text: String) {
        var scanner = TimeScanner(text)
        guard !text.isEmpty, let offset = scanner.zone(), scanner.isAtEnd else { return nil }
        content = .fixed(offset)
    }

    /// The clock of a place, from the file that the system's time-zone database has for it (TZif, RFC 8536).
    ///
    /// - Returns: nil where the bytes are no such file.
    public init?(zoneFile bytes: [UInt8]) {
        guard let table = ZoneTable(bytes) else { return nil }
        content = .table(table)
    }

    /// Whether a text may be the name of a place in the time-zone database, such as `Europe/Berlin`: it leads to no other folder.
    public static func isPlaceName(_ text: String) -> Bool {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        return 1...3 ~= parts.count
            && parts.allSatisfy { part in
                part.utf8.first?.isASCIILetter == true && part.utf8.allSatisfy { $0.isASCIILetter || $0.isDigit || "_-+".utf8.contains($0) }
            }
    }

    /// How many seconds east of UTC the clock is at a time that it shows itself.
    ///
    /// A time that the clock shows twice, as it is put back, is the first of the two; one that it skips counts as if it had not been put
    /// forward yet.
    ///
    /// - Parameter local: Seconds from 1970-01-01T00:00:00 to the time, both as the clock shows them.
    func offset(atLocal local: Int64) -> Int {
        switch content {
        case .fixed(let offset): return offset
        case .table(let table):
            let day: Int64 = 86_400
            let before = table.offset(at: local - day)
            let after = table.offset(at: local + day)
            if before == after || table.offset(at: local - Int64(before)) == before { return before }
            return table.offset(at: local - Int64(after)) == after ? after : before
        }
    }
}
