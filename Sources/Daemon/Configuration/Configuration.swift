import Findings
import Logging
import Rules
import TranscriptFormats

/// All that tactd can be told. The values here are the defaults.
public struct Configuration: Sendable, Hashable {
    /// The folder that holds `incoming`, `done` and `failed`.
    public var spool = Path("/var/spool/tact")
    /// The findings log.
    public var findings = Path("/var/log/tact/findings.jsonl")
    /// The folder of the journal and the lock.
    public var state = Path("/var/lib/tact")
    /// Packs, and folders of packs, in the order in which they apply.
    public var rules = Self.defaultRules
    /// Whether rules on trial are in force, too.
    public var preview = false
    /// How long a file must be unchanged where the kernel does not tell whether somebody still writes it.
    public var settle = Duration.seconds(2)
    /// How long files stay in `done`; 0 deletes them at once.
    public var retain = Duration.seconds(7 * 86_400)
    /// How often the whole spool is looked through even though nothing was heard.
    public var rescan = Duration.seconds(30)
    /// How much of the customers' and agents' words the findings repeat.
    public var quotes = QuoteMasking.masked
    /// The size at which the findings log is continued in a new file; 0, never.
    public var rotate = ByteCount(0)
    /// How many files are committed together at most.
    public var batch = 64
    /// How many threads lint.
    public var jobs = JobCount.automatic
    public var logLevel = LogLevel.info
    public var limits = Limits()
    /// What is known of the exports in `incoming`, and of those in its sub-folders unless they say otherwise.
    public var exports = FormatSettings()
    /// What is known of the exports in a sub-folder of `incoming`, by its name.
    public var sources: [String: FormatSettings] = [:]

    public init() {}

    /// The folders of packs that are looked into unless others are named: those that came with this program, then those of the site.
    public static let defaultRules = [Path(ShippedPacks.folder() ?? "/usr/share/tact/rules"), Path("/etc/tact/rules.d")]

    /// The packs and folders to load. The folders that nobody named may be missing.
    ///
    /// - Parameter exists: Whether there is something at a path.
    public func rulePaths(where exists: (String) -> Bool) -> [String] {
        rules == Self.defaultRules ? rules.map(\.text).filter(exists) : rules.map(\.text)
    }

    /// What one export may hold, so that no input can take all memory.
    public struct Limits: Sendable, Hashable {
        /// The size of a file.
        public var file = ByteCount(4 << 30)
        /// The bytes that may come out of one archive.
        public var unpacked = ByteCount(16 << 30)
        /// The size of a file of a format that can only be read as a whole, such as CSV.
        public var wholeFile = ByteCount(256 << 20)
        /// The bytes of one conversation.
        public var record = ByteCount(64 << 20)
        /// How deep JSON may be nested.
        public var depth = 64
        /// The messages of one conversation.
        public var messages = 100_000
        /// The bytes of one message.
        public var text = ByteCount(4 << 20)
    }
}

extension QuoteMasking: SettingValue {}

/// How much tactd says of its own work.
public enum LogLevel: String, SettingValue, CaseIterable {
    case debug, info, warning, error

    var level: Logger.Level {
        switch self {
        case .debug: .debug
        case .info: .info
        case .warning: .warning
        case .error: .error
        }
    }
}
