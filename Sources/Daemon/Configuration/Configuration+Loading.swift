import Diagnostics
import TranscriptFormats

extension Configuration {
    /// Where the value of a setting comes from.
    public enum Origin: Sendable, Hashable, CustomStringConvertible {
        case builtIn
        case file(String, line: Int?)
        case environment(String)
        case flag(String)

        public var description: String {
            switch self {
            case .builtIn: "default"
            case .file(let name, let line): line.map { "\(name):\($0)" } ?? name
            case .environment(let name), .flag(let name): name
            }
        }
    }

    /// A configuration, and where each of its settings comes from.
    public struct Loaded: Sendable {
        public let configuration: Configuration
        /// The file that was read; nil where there is none.
        public let file: String?
        /// The origin of every setting that is not built in, by key.
        public let origins: [String: Origin]

        /// Every setting with its value in force and its origin, in the order of `Setting.all`, sources last.
        public var description: [(key: String, value: String, origin: Origin)] {
            let settings = Setting.all.map { ($0.key, $0.show(configuration), origins[$0.key] ?? .builtIn) }
            let origin = Origin.file(file ?? "", line: nil)
            let exports = [("exports", configuration.exports)] + configuration.sources.sorted { $0.key < $1.key }.map { ("sources.\($0)", $1) }
            let sources = exports.flatMap { key, settings in settings.description.map { ("\(key).\($0.key)", $0.value, origin) } }
            return settings + sources
        }
    }

    /// The file that is read unless another is named; it may be missing.
    public static let defaultFile = "/etc/tact/tactd.json"

    /// The variable that names another file.
    public static let fileVariable = "TACT_CONFIG"

    /// Puts together the defaults, the file, the `TACT_…` variables and the flags, each over the one before.
    ///
    /// - Parameters:
    ///   - flags: The settings given on the command line, by key; the texts of one setting together, in their order.
    ///   - environment: All variables; those that begin with `TACT_` count, and an empty one counts as not set.
    ///   - file: The file named on the command line, which must be there then.
    ///   - contents: The bytes of a file, or nil where it is not there; throws where it cannot be read.
    /// - Throws: `DiagnosticsError` with every mistake of the file, the variables and the flags.
    public static func load(
        flags: [String: [String]] = [:], environment: [String: String] = [:], file: String? = nil,
        contents: (_ path: String) throws -> [UInt8]?
    ) throws(DiagnosticsError) -> Loaded {
        var assembly = Assembly()
        let variables = environment.filter { $0.key.hasPrefix("TACT_") && !$0.value.isEmpty }
        let named = file ?? variables[fileVariable]
        assembly.read(file: named ?? defaultFile, mustExist: named != nil, contents: contents)
        assembly.read(variables: variables.filter { $0.key != fileVariable })
        assembly.read(flags: flags)
        guard !assembly.diagnostics.contains(where: { $0.severity == .error }) else { throw DiagnosticsError(assembly.diagnostics) }
        return Loaded(configuration: assembly.configuration, file: assembly.file, origins: assembly.origins)
    }
}

/// A configuration while it is put together.
private struct Assembly {
    var configuration = Configuration()
    var origins: [String: Configuration.Origin] = [:]
    var diagnostics: [Diagnostic] = []
    var file: String?

    mutating func read(file path: String, mustExist: Bool, contents: (String) throws -> [UInt8]?) {
        do {
            guard let bytes = try contents(path) else {
                if mustExist {
                    diagnostics.append(
                        Diagnostic(
                            code: "no-such-file", "there is no configuration file “\(path)”", at: Place(file: path),
                            help: "write one, or leave the file out to run with the defaults"))
                }
                return
            }
            let collector = DiagnosticCollector(SourceText(file: path, bytes: bytes))
            var reader = ConfigurationFile()
            reader.read(collector.source, into: &configuration, collector: collector) { place in
                (try? contents("\(LocalTimeZone.databaseFolder)/\(place)")) ?? nil
            }
            diagnostics += collector.diagnostics
            for (key, line) in reader.lines { origins[key] = .file(path, line: line) }
            file = path
        } catch {
            diagnostics.append(Diagnostic(code: "unreadable-file", "\(error)", at: Place(file: path), help: "let tactd read it"))
        }
    }

    mutating func read(variables: [String: String]) {
        let known = Setting.all.map(\.variable)
        for (name, value) in variables.sorted(by: { $0.key < $1.key }) {
            guard let setting = Setting.all.first(where: { $0.variable == name }) else {
                diagnostics.append(
                    Diagnostic(
                        code: "unknown-variable", "the variable \(name) names no setting",
                        help: Suggestion.question(for: name, in: known) ?? "the variables are \(known.joined(separator: ", "))"))
                continue
            }
            let texts = setting.takesSeveral ? value.split(separator: ":").map { String($0) } : [value]
            apply(texts, to: setting, origin: .environment(name))
        }
    }

    mutating func read(flags: [String: [String]]) {
        for (key, texts) in flags.sorted(by: { $0.key < $1.key }) {
            guard let setting = Setting.all.first(where: { $0.key == key }) else {
                diagnostics.append(Diagnostic(code: "unknown-flag", "there is no setting “\(key)”"))
                continue
            }
            apply(texts, to: setting, origin: .flag(setting.flag))
        }
    }

    private mutating func apply(_ texts: [String], to setting: Setting, origin: Configuration.Origin) {
        if setting.apply(texts, &configuration) {
            origins[setting.key] = origin
        } else {
            diagnostics.append(
                Diagnostic(
                    code: "bad-setting", "\(origin) must be \(setting.form), not “\(texts.joined(separator: ":"))”", help: setting.help))
        }
    }
}
