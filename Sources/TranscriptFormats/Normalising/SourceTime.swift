import Transcripts

/// When a message was sent, with the precision that its export has: for ordering, before it is cut to what a transcript keeps.
struct SourceTime: Hashable {
    /// Since 1970-01-01T00:00:00Z, or since an unknown origin.
    var microseconds: Int64
    var isOffset = false

    /// An instant is cut to whole seconds, an offset to milliseconds.
    var messageTime: MessageTime {
        isOffset ? .offset(milliseconds: microseconds / 1000) : .instant(milliseconds: microseconds.flooredToSeconds / 1000)
    }

    /// An instant from a number that counts seconds, milliseconds or microseconds since 1970, whichever makes sense by its size.
    ///
    /// - Returns: nil for what would be before 1973 or beyond the year 9999: such a number counts from elsewhere.
    init?(epoch number: Double) {
        let scale: Double =
            switch number {
            case 1e8..<1e11: 1e6
            case 1e11..<1e14: 1e3
            case 1e14..<2.5e17: 1
            default: 0
            }
        guard scale > 0, let microseconds = Int64(exactly: (number * scale).rounded(.down)) else { return nil }
        self.microseconds = microseconds
    }

    init(microseconds: Int64, isOffset: Bool = false) {
        self.microseconds = microseconds
        self.isOffset = isOffset
    }

    /// An offset from an unknown origin, such as the start of a call.
    ///
    /// - Returns: nil for what is before the origin, or more than the million hours that fit into a transcript.
    init?(offsetMilliseconds milliseconds: Double) {
        guard 0..<3.6e12 ~= milliseconds else { return nil }
        self.init(microseconds: Int64(milliseconds * 1000), isOffset: true)
    }

    /// Reads what exports write into a field for a time: a number since 1970, or text.
    init?(_ value: JSONValue, settings: FormatSettings) {
        if let number = value.number {
            self.init(epoch: number)
        } else if let text = value.string, case .time(let time) = TimeText.read(text, zone: settings.timeZone) {
            self = time
        } else {
            return nil
        }
    }
}

extension Array {
    /// By time, ascending and stable; an element without a time stays behind the one before it.
    func inOrder(of time: (Element) -> SourceTime?) -> [Element] {
        var last = Int64.min
        let keys = map { element in
            last = time(element)?.microseconds ?? last
            return last
        }
        if zip(keys, keys.dropFirst()).allSatisfy(<=) { return self }
        return indices.sorted { (keys[$0], $0) < (keys[$1], $1) }.map { self[$0] }
    }
}

extension Int64 {
    fileprivate var flooredToSeconds: Int64 {
        let rest = self % 1_000_000
        return self - (rest < 0 ? rest + 1_000_000 : rest)
    }
}
