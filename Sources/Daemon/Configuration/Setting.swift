/// One setting: its name in the file, in the environment and as a flag, what may be written, and where it goes.
public struct Setting: Sendable {
    /// The name in the configuration file; `limits.file` is the key `file` of the object `limits`.
    public let key: String
    /// What it does, in a line.
    public let help: String
    /// What may be written, as messages say it after “this must be”.
    public let form: String
    /// Whether it takes several values: an array in the file, separated by colons in the environment, a repeated flag.
    public let takesSeveral: Bool
    let apply: @Sendable ([String], inout Configuration) -> Bool
    let show: @Sendable (Configuration) -> String

    /// `TACT_LIMITS_FILE`, say.
    public var variable: String { "TACT_" + key.uppercased().map { $0 == "." || $0 == "-" ? "_" : String($0) }.joined() }

    /// `--limits-file`, say.
    public var flag: String { "--" + key.map { $0 == "." || $0 == "_" ? "-" : String($0) }.joined() }

    /// All settings, in the order in which they are shown.
    public static let all: [Setting] = [
        Setting("spool", \.spool, "The folder that holds incoming, done and failed."),
        Setting("findings", \.findings, "The findings log."),
        Setting("state", \.state, "The folder of the journal and the lock."),
        Setting("rules", \.rules, "Packs, and folders of packs, in the order in which they apply."),
        Setting("preview", \.preview, "Whether rules whose status is preview are in force, too."),
        Setting("settle", \.settle, "How long a file must be unchanged where the kernel does not tell whether somebody writes it."),
        Setting("retain", \.retain, "How long files stay in done; 0 deletes them at once."),
        Setting(
            "rescan", \.rescan, "How often the whole spool is looked through even though nothing was heard.",
            form: "a length of time from 1s to 1h") { (.seconds(1) ... .seconds(3600)).contains($0) },
        Setting("quotes", \.quotes, "How much of the conversation the findings repeat: masked, full or none."),
        Setting("rotate", \.rotate, "The size at which the findings log is continued in a new file; 0, never."),
        Setting("batch", \.batch, "How many files are committed together at most.", form: "a whole number from 1 to 64") {
            (1...64).contains($0)
        },
        Setting("jobs", \.jobs, "How many threads lint; auto, one for each processor, but no more than \(JobCount.most)."),
        Setting("log_level", \.logLevel, "How much tactd says of its own work: debug, info, warning or error."),
        Setting("limits.file", \.limits.file, "The largest file that is read.", form: atLeastOneByte) { $0.bytes > 0 },
        Setting("limits.unpacked", \.limits.unpacked, "The most that may come out of one archive.", form: atLeastOneByte) { $0.bytes > 0 },
        Setting(
            "limits.whole_file", \.limits.wholeFile, "The largest file of a format that can only be read as a whole, such as CSV.",
            form: atLeastOneByte) { $0.bytes > 0 },
        Setting("limits.record", \.limits.record, "The largest conversation that is read.", form: atLeastOneByte) { $0.bytes > 0 },
        Setting("limits.depth", \.limits.depth, "How deep JSON may be nested.", form: "a whole number from 1 to 1024") {
            (1...1024).contains($0)
        },
        Setting("limits.messages", \.limits.messages, "The messages of the longest conversation that is read."),
        Setting("limits.text", \.limits.text, "The longest message that is read.", form: atLeastOneByte) { $0.bytes > 0 },
    ]

    private static let atLeastOneByte = ByteCount.form + ", and not 0"

    init<Value: SettingValue>(
        _ key: String, _ path: any WritableKeyPath<Configuration, Value> & Sendable, _ help: String, form: String = Value.form,
        where accepts: @escaping @Sendable (Value) -> Bool = { _ in true }
    ) {
        self.key = key
        self.help = help
        self.form = form
        takesSeveral = false
        apply = { texts, configuration in
            guard texts.count == 1, let value = Value(setting: texts[0]), accepts(value) else { return false }
            configuration[keyPath: path] = value
            return true
        }
        show = { $0[keyPath: path].settingText }
    }

    init<Value: SettingValue>(_ key: String, _ path: any WritableKeyPath<Configuration, [Value]> & Sendable, _ help: String) {
        self.key = key
        self.help = help
        form = Value.form
        takesSeveral = true
        apply = { texts, configuration in
            let values = texts.compactMap { Value(setting: $0) }
            guard !values.isEmpty, values.count == texts.count else { return false }
            configuration[keyPath: path] = values
            return true
        }
        show = { $0[keyPath: path].map(\.settingText).joined(separator: ":") }
    }
}
