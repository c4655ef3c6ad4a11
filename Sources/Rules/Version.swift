/// A semantic version of a pack (https://semver.org), such as `1.2.0`.
public struct Version: Sendable, Hashable, Comparable, CustomStringConvertible {
    public let major: Int
    public let minor: Int
    public let patch: Int

    public init(_ major: Int, _ minor: Int, _ patch: Int) {
        self.major = major
        self.minor = minor
        self.patch = patch
    }

    /// Reads three numbers with dots between; nil for anything else.
    public init?(_ text: some StringProtocol) {
        guard let numbers = Self.numbers(text), numbers.count == 3 else { return nil }
        self.init(numbers[0], numbers[1], numbers[2])
    }

    public var description: String { "\(major).\(minor).\(patch)" }

    public static func < (a: Version, b: Version) -> Bool { (a.major, a.minor, a.patch) < (b.major, b.minor, b.patch) }

    /// Up to three numbers without leading zeros.
    static func numbers(_ text: some StringProtocol) -> [Int]? {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        let numbers = parts.compactMap { part -> Int? in
            guard (1...9).contains(part.utf8.count), part.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
            return part == "0" || part.first != "0" ? Int(part) : nil
        }
        return (1...3).contains(parts.count) && numbers.count == parts.count ? numbers : nil
    }
}

/// The versions of a pack that another one can build on: `^1.2` (1.2.0 up to, but not, 2.0.0), `~1.2` (up to, but not, 1.3.0), `1.2.3`, `1.2`
/// (any 1.2), `>=1.2`.
struct VersionRange: Sendable, Hashable {
    let lowest: Version
    /// The first version that is too new; nil, none is.
    let end: Version?

    static let any = VersionRange(lowest: Version(0, 0, 0), end: nil)

    private init(lowest: Version, end: Version?) {
        self.lowest = lowest
        self.end = end
    }

    /// Reads a range; nil where it is none.
    init?(_ text: some StringProtocol) {
        let signs = ["^", "~", ">="]
        let sign = signs.first { text.hasPrefix($0) } ?? ""
        guard let numbers = Version.numbers(text.dropFirst(sign.count)) else { return nil }
        let padded = numbers + [0, 0]
        let lowest = Version(padded[0], padded[1], padded[2])
        let nextMajor = Version(lowest.major + 1, 0, 0)
        let nextMinor = Version(lowest.major, lowest.minor + 1, 0)
        let end: Version? =
            switch (sign, numbers.count) {
            case (">=", _): nil
            // Below 1.0.0 a minor version may change anything.
            case ("^", 2...) where lowest.major == 0: nextMinor
            case ("^", _), ("~", 1), ("", 1): nextMajor
            case ("~", _), ("", 2): nextMinor
            default: Version(lowest.major, lowest.minor, lowest.patch + 1)
            }
        self.init(lowest: lowest, end: end)
    }

    func contains(_ version: Version) -> Bool { version >= lowest && (end.map { version < $0 } ?? true) }
}
