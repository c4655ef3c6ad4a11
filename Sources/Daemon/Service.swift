import Diagnostics
import Findings
import Logging
import Spool
import SystemCalls

/// tactd: takes exports from the spool, lints what is in them, and appends what it finds to the findings log.
public final class Service {
    /// What the daemon uses of the world: the real things, or those of a test.
    public struct Surroundings {
        public var files: any FileSystem
        public var time: any TimeSource
        public var requests: Requests
        public var notifier: ServiceNotifier
        public var serviceLog: ServiceLog
        /// Begins to listen at the path of `incoming`; is given what to notify.
        public var listen: (_ incoming: String, WakeUp) throws(SystemCallError) -> any EventSource
        /// Reads the configuration again.
        public var configure: () throws(DiagnosticsError) -> Configuration
        public var loadRules: (Configuration) -> LoadedLinter
        /// How the files of the configuration and its rules are now: when they change, they are loaded again.
        public var stamps: (Configuration) -> [FileStamp]
        /// Of this program, for the first line of each file of the log.
        public var version: String
        /// Waits until a request or an event comes, but no longer than so many nanoseconds.
        public var pause: (Int64) -> Void

        public init(
            files: any FileSystem = LinuxFileSystem(), time: any TimeSource = MachineTime(), requests: Requests = Requests(),
            notifier: ServiceNotifier, serviceLog: ServiceLog, version: String,
            listen: @escaping (_ incoming: String, WakeUp) throws(SystemCallError) -> any EventSource,
            configure: @escaping () throws(DiagnosticsError) -> Configuration, loadRules: @escaping (Configuration) -> LoadedLinter,
            stamps: @escaping (Configuration) -> [FileStamp] = { _ in [] }
        ) {
            self.files = files
            self.time = time
            self.requests = requests
            self.notifier = notifier
            self.serviceLog = serviceLog
            self.version = version
            self.listen = listen
            self.configure = configure
            self.loadRules = loadRules
            self.stamps = stamps
            pause = { requests.wakeUp.wait(upTo: .nanoseconds($0)) }
        }
    }

    private let surroundings: Surroundings
    private var configuration: Configuration
    private let logger: Logger

    public init(_ configuration: Configuration, _ surroundings: Surroundings) {
        self.configuration = configuration
        self.surroundings = surroundings
        surroundings.serviceLog.level = configuration.logLevel.level
        logger = surroundings.serviceLog.logger
    }

    /// Runs until it is asked to stop.
    ///
    /// - Parameter drains: End when everything in the spool is done.
    /// - Throws: why it ended before.
    public func run(drains: Bool = false) throws(DaemonExit) {
        // Before the rules are read, which may be long after: a recovery may wait for space.
        var changes = ChangeWatch(now: surroundings.time.monotonic) { [self] in surroundings.stamps(configuration) }
        let start = Start(configuration, surroundings, logger: logger)
        let state = try start.openState()
        // The lock lives as long as this call.
        let lock = try start.lock(state)
        defer { withExtendedLifetime(lock) {} }
        let (parts, rules) = try start.prepare(state)
        let loop = CommitLoop(parts)
        loop.add(rules)
        surroundings.notifier.ready()
        logger.info("watching \(parts.spool.incomingPath), writing \(configuration.findings)")
        var mayHoldMuch = true
        while !surroundings.requests.isStopping {
            if surroundings.requests.takeReload() || changes.hasChanged(now: surroundings.time.monotonic) {
                changes.beginReading()
                reload(parts, loop)
                changes.endReading()
                mayHoldMuch = true
            }
            let pause = try loop.round { surroundings.requests.isStopping }
            surroundings.notifier.alive()
            if drains, loop.isDrained { break }
            let rest = min(pause, longestPause, changes.deadline - surroundings.time.monotonic)
            guard rest > 0 else { continue }
            // What the start, or a reload, and the work that waited for it needed.
            if mayHoldMuch { ProcessEnvironment.giveBackMemory() }
            mayHoldMuch = false
            surroundings.pause(rest)
        }
        surroundings.notifier.stopping()
        loop.finish()
        logger.info("stopped")
    }

    /// In nanoseconds: whoever watches wants to hear from us.
    private var longestPause: Int64 { surroundings.notifier.watchdogInterval.map { $0 / 3 } ?? .max }

    // MARK: Reload

    /// Takes the configuration and the rules anew, whole or not at all.
    private func reload(_ parts: CommitLoop.Parts, _ loop: CommitLoop) {
        surroundings.notifier.reloading(monotonic: surroundings.time.monotonic)
        defer { surroundings.notifier.ready() }
        var diagnostics: [Diagnostic]
        do throws(DiagnosticsError) {
            let configuration = try surroundings.configure()
            let loaded = surroundings.loadRules(configuration)
            if let linter = loaded.linter {
                adopt(configuration, linter, parts, loop)
                return
            }
            diagnostics = loaded.diagnostics
        } catch {
            diagnostics = error.diagnostics
        }
        for diagnostic in diagnostics.prefix(20) { surroundings.serviceLog.report(.error, diagnostic.line, cause: diagnostic.line) }
        logger.error("the configuration and rules before stay in force: the new ones have \(diagnostics.count == 1 ? "a mistake" : "\(diagnostics.count) mistakes")")
        loop.refusal = "the new rules are refused, those before stay in force"
        loop.add(.rules(RulesRecord(packs: parts.gatherer.linter.packs, status: .refused, diagnostics: diagnostics)))
    }

    private func adopt(
        _ new: Configuration, _ linter: any TranscriptLinter, _ parts: CommitLoop.Parts, _ loop: CommitLoop
    ) {
        let old = configuration
        if (new.spool, new.findings, new.state, new.rotate) != (old.spool, old.findings, old.state, old.rotate) {
            logger.warning("spool, findings, state and rotate change with a restart only")
        }
        configuration = new
        surroundings.serviceLog.level = new.logLevel.level
        parts.gatherer.configuration = new
        parts.gatherer.linter = linter
        parts.gatherer.queue.intake.rule = TakingRule(new)
        parts.committer.keepsDone = new.retain != .zero
        parts.committer.log.encoder = RecordEncoder(quotes: new.quotes)
        loop.refusal = nil
        loop.add(.rules(RulesRecord(packs: linter.packs, status: .loaded)))
        parts.gatherer.queue.requestPass()
        do throws(LogError) {
            try parts.committer.log.reopen()
        } catch {
            logger.warning("the findings log is not opened anew yet: \(error)")
        }
        logger.info("reloaded: \(linter.packs.joined(separator: ", "))")
    }
}

extension TakingRule {
    init(_ configuration: Configuration) {
        self.init(settle: configuration.settle.nanoseconds, sizeLimit: Int64(configuration.limits.file.bytes))
    }
}
