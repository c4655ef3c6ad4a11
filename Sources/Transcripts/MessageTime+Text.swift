extension MessageTime: CustomStringConvertible {
    /// RFC 3339 in UTC with whole seconds, or `+HH:MM:SS.mmm` for an offset.
    public var description: String {
        switch self {
        case .instant(let milliseconds): Timestamp.text(seconds: milliseconds.flooredQuotient(by: 1000))
        case .offset(let milliseconds): Self.offsetText(milliseconds)
        }
    }

    /// Reads what `description` writes, and any RFC 3339 date-time: a fraction of a second and a zone such as `+01:00` are understood.
    ///
    /// - Returns: nil where the text is neither.
    public init?(_ text: String) {
        if text.utf8.first == UInt8(ascii: "+") {
            guard let milliseconds = Self.offsetMilliseconds(text.dropFirst()) else { return nil }
            self = .offset(milliseconds: milliseconds)
        } else {
            guard let milliseconds = Timestamp.milliseconds(rfc3339: text) else { return nil }
            self = .instant(milliseconds: milliseconds)
        }
    }

    private static func offsetText(_ milliseconds: Int64) -> String {
        let size = milliseconds.magnitude
        let seconds = size / 1000
        let clock = [seconds / 3600, seconds / 60 % 60, seconds % 60].map { $0.padded(to: 2) }.joined(separator: ":")
        return "\(milliseconds < 0 ? "-" : "+")\(clock).\((size % 1000).padded(to: 3))"
    }

    private static func offsetMilliseconds(_ text: Substring) -> Int64? {
        let fields = text.split(separator: ":", omittingEmptySubsequences: false)
        guard fields.count == 3, let hours = Int64(digits: fields[0]), let minutes = Int64(digits: fields[1]), minutes < 60 else {
            return nil
        }
        let parts = fields[2].split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        guard let seconds = Int64(digits: parts[0]), seconds < 60, hours < 1_000_000 else { return nil }
        let fraction = parts.count == 2 ? Timestamp.milliseconds(fraction: parts[1]) : 0
        return fraction.map { ((hours * 60 + minutes) * 60 + seconds) * 1000 + $0 }
    }
}

extension Int64 {
    /// The number that unsigned decimal digits spell; nil for anything else, and for more than nine digits.
    init?(digits: Substring) {
        guard (1...9).contains(digits.utf8.count), digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        self.init(digits)
    }

    func flooredQuotient(by divisor: Int64) -> Int64 {
        let quotient = self / divisor
        return self % divisor < 0 ? quotient - 1 : quotient
    }
}

extension BinaryInteger {
    /// Decimal digits with zeros in front.
    func padded(to width: Int) -> String {
        let digits = String(self)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}
