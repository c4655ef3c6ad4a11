import Diagnostics

/// Records as lines of the findings log, but for what only the log knows of each: its number and its time.
public struct EncodedRecords: Sendable, Hashable {
    /// The lines without `seq` and `time`, as they are outside the log.
    public private(set) var bytes: [UInt8]
    /// Where in `bytes` the number and the time of each record belong, ascending.
    private var places: [Int]

    public init() {
        bytes = []
        places = []
    }

    init(bytes: [UInt8], places: [Int]) {
        self.bytes = bytes
        self.places = places
    }

    /// How many records there are.
    public var count: Int { places.count }
    public var isEmpty: Bool { places.isEmpty }

    public mutating func append(_ other: EncodedRecords) {
        let start = bytes.count
        bytes += other.bytes
        for place in other.places { places.append(start + place) }
    }

    /// Appends the lines as the log has them.
    ///
    /// - Parameters:
    ///   - seq: The number of the record before the first; the number of the last one then.
    ///   - time: Milliseconds since 1970, of all records.
    func write(to lines: inout [UInt8], after seq: inout UInt64, time: Int64) {
        let time = Array(#","time":"\#(RecordTime.text(milliseconds: time))""#.utf8)
        lines.reserveCapacity(lines.count + bytes.count + places.count * (time.count + Self.longestNumber))
        var start = 0
        for place in places {
            seq += 1
            lines += bytes[start..<place]
            lines += #","seq":\#(seq)"#.utf8
            lines += time
            start = place
        }
        lines += bytes[start...]
    }

    /// The member `seq`, with a comma before it.
    private static let longestNumber = 27
}
