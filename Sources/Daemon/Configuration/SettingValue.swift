import SystemCalls

/// A value that a setting can have: read from text, and written back as the same text.
public protocol SettingValue: Sendable, Hashable {
    /// What may be written, as messages say it after “this must be”.
    static var form: String { get }
    /// Nil where the text is no such value.
    init?(setting text: String)
    /// As it would be written in the configuration.
    var settingText: String { get }
}

extension Duration: SettingValue {
    public static var form: String { "a length of time such as 500ms, 2s, 10m, 12h or 7d, or 0" }

    private static let units: [(name: String, nanoseconds: Int64)] = [
        ("ms", 1_000_000), ("s", 1_000_000_000), ("m", 60_000_000_000), ("h", 3_600_000_000_000), ("d", 86_400_000_000_000),
    ]

    public init?(setting text: String) {
        guard let (number, unit) = text.numberAndUnit else { return nil }
        if number == 0, unit.isEmpty {
            self = .zero
            return
        }
        // A hundred years of days: the nanoseconds of any unit fit then.
        guard let size = Self.units.first(where: { $0.name == unit })?.nanoseconds, number <= 36_500 else { return nil }
        self = .nanoseconds(number * size)
    }

    public var settingText: String {
        guard nanoseconds != 0, let unit = Self.units.last(where: { nanoseconds % $0.nanoseconds == 0 }) else { return "0" }
        return "\(nanoseconds / unit.nanoseconds)\(unit.name)"
    }
}

/// A number of bytes.
public struct ByteCount: SettingValue {
    public var bytes: Int

    public init(_ bytes: Int) { self.bytes = bytes }

    public static let form = "a number of bytes such as 65536, 64KiB, 16MiB or 2GiB"

    private static let units: [(name: String, bytes: Int64)] = [("", 1), ("KiB", 1 << 10), ("MiB", 1 << 20), ("GiB", 1 << 30)]

    public init?(setting text: String) {
        guard let (number, unit) = text.numberAndUnit, let size = Self.units.first(where: { $0.name == unit })?.bytes else { return nil }
        let (bytes, overflow) = number.multipliedReportingOverflow(by: size)
        guard !overflow, let bytes = Int(exactly: bytes) else { return nil }
        self.bytes = bytes
    }

    public var settingText: String {
        guard bytes != 0, let unit = Self.units.last(where: { Int64(bytes) % $0.bytes == 0 }) else { return "0" }
        return "\(Int64(bytes) / unit.bytes)\(unit.name)"
    }
}

/// A file or folder.
public struct Path: SettingValue, CustomStringConvertible {
    public var text: String

    public init(_ text: String) { self.text = text }

    public static let form = "a path"

    public init?(setting text: String) {
        guard !text.isEmpty, !text.utf8.contains(0) else { return nil }
        self.text = text
    }

    public var settingText: String { text }
    public var description: String { text }
}

extension Bool: SettingValue {
    public static var form: String { "true or false" }
    public init?(setting text: String) { self.init(text) }
    public var settingText: String { String(self) }
}

extension Int: SettingValue {
    public static var form: String { "a whole number from 1 to 100000000" }

    public init?(setting text: String) {
        guard let value = Int(text), (1...100_000_000).contains(value) else { return nil }
        self = value
    }

    public var settingText: String { String(self) }
}

/// How many threads share some work.
public enum JobCount: SettingValue {
    /// One for each processor that the process may use, up to `most`.
    case automatic
    case exactly(Int)

    /// What the thread that reads and writes can keep busy, and what the unit allows.
    public static let most = 8

    public var number: Int {
        switch self {
        case .automatic: min(Processors.count, Self.most)
        case .exactly(let number): number
        }
    }

    public static let form = "auto, or a whole number from 1 to \(most)"

    public init?(setting text: String) {
        if text == "auto" {
            self = .automatic
            return
        }
        guard let number = Int(text), (1...Self.most).contains(number) else { return nil }
        self = .exactly(number)
    }

    public var settingText: String {
        switch self {
        case .automatic: "auto"
        case .exactly(let number): String(number)
        }
    }
}

extension SettingValue where Self: RawRepresentable<String> & CaseIterable {
    public static var form: String { "one of \(allCases.map(\.rawValue).joined(separator: ", "))" }
    public init?(setting text: String) { self.init(rawValue: text) }
    public var settingText: String { rawValue }
}

extension String {
    /// Decimal digits and what follows them; nil without digits, and for more of them than any unit can use.
    fileprivate var numberAndUnit: (number: Int64, unit: String)? {
        let digits = prefix { $0.isASCII && $0.isNumber }
        guard (1...15).contains(digits.utf8.count), let number = Int64(digits) else { return nil }
        return (number, String(dropFirst(digits.count)))
    }
}
