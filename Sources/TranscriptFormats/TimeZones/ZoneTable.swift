/// The changes of a place's clock, from a file of the time-zone database (TZif, RFC 8536).
struct ZoneTable: Sendable, Hashable {
    /// When the clock changed, in seconds since 1970, ascending, and how far east of UTC it was from then on.
    private var changes: [Change] = []
    /// Before the first change.
    private var first = 0
    /// After the last change; nil where it stays as it is.
    private var rule: ZoneRule?

    private struct Change: Sendable, Hashable {
        var time: Int64
        var offset: Int
    }

    /// nil where the bytes are no such file.
    init?(_ bytes: [UInt8]) {
        guard let old = Header(bytes[...]) else { return nil }
        // From version 2 on there is the same once more with times of 64 bits, and a rule for what comes later.
        let rest = bytes[...].dropFirst(Header.size)
        guard old.version >= 2 else {
            guard read(rest, old, timeSize: 4) != nil else { return nil }
            return
        }
        let second = rest.dropFirst(old.size(ofTime: 4))
        guard let header = Header(second), let footer = read(second.dropFirst(Header.size), header, timeSize: 8) else { return nil }
        let line = footer.dropFirst().prefix { $0 != UInt8(ascii: "\n") }
        rule = ZoneRule(String(decoding: line, as: UTF8.self))
    }

    /// Seconds east of UTC.
    ///
    /// - Parameter time: In seconds since 1970-01-01T00:00:00Z.
    func offset(at time: Int64) -> Int {
        if let last = changes.last, time >= last.time { return rule?.offset(at: time) ?? last.offset }
        var range = changes.indices
        while let middle = range.isEmpty ? nil : (range.lowerBound + range.upperBound) / 2 {
            range = changes[middle].time <= time ? middle + 1..<range.upperBound : range.lowerBound..<middle
        }
        guard range.lowerBound > 0 else { return changes.isEmpty ? rule?.offset(at: time) ?? first : first }
        return changes[range.lowerBound - 1].offset
    }

    /// - Returns: What follows the data.
    private mutating func read(_ data: ArraySlice<UInt8>, _ header: Header, timeSize: Int) -> ArraySlice<UInt8>? {
        guard data.count >= header.size(ofTime: timeSize), header.types > 0 else { return nil }
        let times = data.prefix(header.times * timeSize)
        let indices = data.dropFirst(times.count).prefix(header.times)
        let types = data.dropFirst(times.count + indices.count).prefix(header.types * 6)
        let offsets = (0..<header.types).map { Int(Self.number(types.dropFirst($0 * 6).prefix(4))) }
        guard offsets.allSatisfy({ abs($0) <= 26 * 3600 }), indices.allSatisfy({ $0 < header.types }) else { return nil }
        first = offsets[0]
        for (position, type) in indices.enumerated() {
            let time = Self.number(times.dropFirst(position * timeSize).prefix(timeSize))
            guard changes.last.map({ $0.time < time }) ?? true else { return nil }
            changes.append(Change(time: time, offset: offsets[Int(type)]))
        }
        return data.dropFirst(header.size(ofTime: timeSize))
    }

    /// A signed number, the highest byte first.
    private static func number(_ bytes: ArraySlice<UInt8>) -> Int64 {
        let isNegative = (bytes.first ?? 0) >= 0x80
        return bytes.reduce(isNegative ? -1 : 0) { $0 << 8 | Int64($1) }
    }

    private struct Header {
        static let size = 44

        var version: Int
        var times: Int
        var types: Int
        private var others: Int
        private var leaps: Int

        init?(_ bytes: ArraySlice<UInt8>) {
            guard bytes.count >= Self.size, bytes.starts(with: Array("TZif".utf8)) else { return nil }
            let mark = bytes[bytes.startIndex + 4]
            version = mark == 0 ? 1 : Int(mark) - 0x30
            let counts = (0..<6).map { Int(number(bytes.dropFirst(20 + $0 * 4).prefix(4))) }
            guard counts.allSatisfy({ 0...100_000 ~= $0 }) else { return nil }
            others = counts[0] + counts[1] + counts[5]
            leaps = counts[2]
            times = counts[3]
            types = counts[4]
        }

        /// The bytes behind the header.
        func size(ofTime timeSize: Int) -> Int { times * (timeSize + 1) + types * 6 + leaps * (timeSize + 4) + others }
    }
}
