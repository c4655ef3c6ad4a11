import Daemon
import Diagnostics
import Linting
import RuleTesting
import Rules
import Spool
import SystemCalls
import Transcripts

/// What tactd does with its command line: puts the daemon together from the real parts, and runs it.
struct Program {
    private let command: Tactd
    private let environment = ProcessEnvironment.variables()
    private let time = MachineTime()

    init(_ command: Tactd) { self.command = command }

    func run() -> Daemon.ExitCode {
        do throws(DiagnosticsError) {
            let configuration = try configure()
            return command.check ? check(configuration) : try run(configuration)
        } catch {
            return fail(.unusable, error.diagnostics)
        }
    }

    private func run(_ configuration: Configuration) throws(DiagnosticsError) -> Daemon.ExitCode {
        // The umask of a service takes away what the groups of exporters and dashboards need.
        ProcessEnvironment.keepOthersOut()
        let requests = Requests()
        do throws(SystemCallError) {
            try requests.listen()
        } catch {
            return fail(.inputOutput, [Diagnostic(code: "input-output", "\(error)")])
        }
        let surroundings = Service.Surroundings(
            time: time, requests: requests, notifier: ServiceNotifier(environment: environment), serviceLog: serviceLog(),
            version: Daemon.version, listen: listen, configure: configure, loadRules: Self.loadRulesForLong, stamps: stamps)
        do throws(DaemonExit) {
            try Service(configuration, surroundings).run(drains: command.once)
            return .success
        } catch {
            return fail(error.code, error.diagnostics)
        }
    }

    private func check(_ configuration: Configuration) -> Daemon.ExitCode {
        let loaded = Self.loadRules(configuration)
        guard let linter = loaded.linter else { return fail(.unusable, loaded.diagnostics) }
        tell(loaded.diagnostics)
        StandardStream.output.write("configuration and rules are good: \(linter.packs.joined(separator: ", "))\n")
        return .success
    }

    // MARK: Parts

    private func configure() throws(DiagnosticsError) -> Configuration {
        try Configuration.load(flags: command.flags, environment: environment, file: command.config) { path in
            do throws(SystemCallError) { return try NamedFile.contents(of: path) } catch where error.isNotFound { return nil }
        }.configuration
    }

    /// Loads the rules for as long as they are in force: reading packs takes several times the memory that the rules need then.
    private static func loadRulesForLong(_ configuration: Configuration) -> LoadedLinter {
        // After all that was read is let go.
        defer { ProcessEnvironment.giveBackMemory() }
        return loadRules(configuration)
    }

    /// Loads the rules and runs their examples: rules that do not do what they say are not let in.
    private static func loadRules(_ configuration: Configuration) -> LoadedLinter {
        let loaded = RuleSet.load(
            paths: configuration.rulePaths { LinuxFileSystem().exists($0) }, today: Timestamp.day(ofNanoseconds: MachineTime().wall))
        guard let rules = loaded.ruleSet else { return LoadedLinter(linter: nil, diagnostics: loaded.diagnostics) }
        let inForce = configuration.preview ? rules : rules.withoutPreviews
        let failures = RuleTester.run(inForce).filter { !$0.passed }.map { result in
            Diagnostic(
                code: "example-fails", "“\(result.example.name)” of \(result.rule.path) does not hold",
                at: result.example.place.place, help: "run: tact rules test")
        }
        return LoadedLinter(linter: failures.isEmpty ? Linter(inForce.forLintingAlone) : nil, diagnostics: loaded.diagnostics + failures)
    }

    private func stamps(_ configuration: Configuration) -> [FileStamp] {
        let file = command.config ?? environment[Configuration.fileVariable] ?? Configuration.defaultFile
        return [NamedFile.stamp(file)] + PackFiles.stamps(configuration.rulePaths { LinuxFileSystem().exists($0) })
    }

    private func listen(_ incoming: String, _ wakeUp: WakeUp) throws(SystemCallError) -> any EventSource {
        // Who ends when the spool is empty looks, and need not listen.
        command.once ? EventBox(wakeUp) : try Watcher(incoming: incoming, wakeUp: wakeUp)
    }

    private var isJournal: Bool { command.journal || environment["JOURNAL_STREAM"].map { StandardStream.error.isJournal($0) } ?? false }

    private func serviceLog() -> ServiceLog {
        ServiceLog(style: isJournal ? .journal : .plain, time: time) { StandardStream.error.write($0) }
    }

    // MARK: Messages

    private func fail(_ code: Daemon.ExitCode, _ diagnostics: [Diagnostic]) -> Daemon.ExitCode {
        tell(diagnostics)
        return code
    }

    private func tell(_ diagnostics: [Diagnostic]) {
        // Without their priority, errors would be among the journal's informations.
        if isJournal { return serviceLog().report(diagnostics) }
        for diagnostic in diagnostics { StandardStream.error.write("tactd: \(diagnostic.severity.rawValue): \(diagnostic.line)\n") }
    }
}

extension LinuxFileSystem {
    fileprivate func exists(_ path: String) -> Bool { (try? status(path: path)) != nil }
}
