import Diagnostics
import Findings
import Logging
import Spool
import SystemCalls

/// The steps from nothing to a daemon that is ready, in their order: state, lock, spool, recovery, rules.
struct Start {
    private let configuration: Configuration
    private let surroundings: Service.Surroundings
    private let logger: Logger

    init(_ configuration: Configuration, _ surroundings: Service.Surroundings, logger: Logger) {
        self.configuration = configuration
        self.surroundings = surroundings
        self.logger = logger
    }

    private var files: any FileSystem { surroundings.files }

    /// Opens the state folder, and makes it and the log's folder where they are missing.
    func openState() throws(DaemonExit) -> Descriptor {
        try step(Self.folderUnusable) { () throws(SystemCallError) in
            try files.makeFolders(path: configuration.state.text, permissions: 0o700)
            try files.makeFolders(path: Self.folder(of: configuration.findings.text), permissions: 0o750)
            return try files.openFolder(path: configuration.state.text)
        }
    }

    private static func folder(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    func lock(_ state: Descriptor) throws(DaemonExit) -> InstanceLock {
        let lock = try step(Self.folderUnusable) { () throws(SystemCallError) in try InstanceLock(in: state, files: files) }
        if let lock { return lock }
        throw DaemonExit(
            .alreadyRunning, "already-running", "another tactd has the state folder “\(configuration.state)”",
            help: "stop it first, or name another folder with --state")
    }

    /// Recovers what the process before left, and loads the rules.
    func prepare(_ state: Descriptor) throws(DaemonExit) -> (CommitLoop.Parts, LogRecord) {
        let spool = try openSpool()
        let log = try openLog()
        let committer = Committer(log: log, spool: spool, keepsDone: configuration.retain != .zero, logger: logger)
        let position = try recover(committer)
        let linter = try loadRules()
        let intake = Intake(spool, rule: TakingRule(configuration), time: surroundings.time)
        let events = try listen(spool)
        let gatherer = Gatherer(
            queue: ExportQueue(spool, intake: intake, logger: logger), files: files, time: surroundings.time,
            mark: try openMark(state), logger: logger, configuration: configuration, linter: linter, resume: position)
        let parts = CommitLoop.Parts(
            files: files, time: surroundings.time, spool: spool, events: events, gatherer: gatherer, committer: committer,
            notifier: surroundings.notifier, serviceLog: surroundings.serviceLog, logger: logger)
        return (parts, .rules(RulesRecord(packs: linter.packs, status: .loaded)))
    }

    private func openSpool() throws(DaemonExit) -> SpoolFolder {
        try step(spoolUnusable) { () throws(SystemCallError) in try SpoolFolder(path: configuration.spool.text, files: files) }
    }

    private func openLog() throws(DaemonExit) -> DurableLog {
        let options = DurableLog.Options(
            state: configuration.state.text, file: configuration.findings.text, version: surroundings.version,
            largestFile: configuration.rotate.bytes == 0 ? nil : Int64(configuration.rotate.bytes))
        do throws(LogError) {
            return try DurableLog(options, files: files, time: surroundings.time)
        } catch {
            throw Self.exit(error)
        }
    }

    private func recover(_ committer: Committer) throws(DaemonExit) -> SpoolPosition? {
        var backoff = Backoff()
        while true {
            do throws(Committer.Failure) {
                return try committer.recover()
            } catch {
                switch error {
                case .fatal(let message): throw DaemonExit(.inputOutput, "input-output", message)
                case .blocked(let cause): try wait(after: cause, &backoff)
                }
            }
        }
    }

    private static func exit(_ error: LogError) -> DaemonExit {
        switch error {
        case .refused(let diagnostic): DaemonExit(.unusable, [diagnostic])
        default: DaemonExit(.inputOutput, "input-output", "\(error)")
        }
    }

    private func loadRules() throws(DaemonExit) -> any TranscriptLinter {
        let loaded = surroundings.loadRules(configuration)
        guard let linter = loaded.linter else { throw DaemonExit(.unusable, loaded.diagnostics) }
        surroundings.serviceLog.report(loaded.diagnostics)
        return linter
    }

    private func listen(_ spool: SpoolFolder) throws(DaemonExit) -> any EventSource {
        do throws(SystemCallError) {
            return try surroundings.listen(spool.incomingPath, surroundings.requests.wakeUp)
        } catch {
            throw DaemonExit(.inputOutput, "input-output", "\(error)")
        }
    }

    private func openMark(_ state: Descriptor) throws(DaemonExit) -> ReadingMark {
        try step(Self.folderUnusable) { () throws(SystemCallError) in try ReadingMark(in: state, files: files) }
    }

    // MARK: Failures

    /// Makes a step, again when there is space where there was none.
    private func step<Result>(
        _ refusal: (SystemCallError) -> Diagnostic, _ body: () throws(SystemCallError) -> Result
    ) throws(DaemonExit) -> Result {
        var backoff = Backoff()
        while true {
            do throws(SystemCallError) {
                return try body()
            } catch {
                guard error.isOutOfSpace else { throw DaemonExit(error.mayPass ? .inputOutput : .unusable, [refusal(error)]) }
                try wait(after: error, &backoff)
            }
        }
    }

    /// A restart would not find more.
    private func wait(after cause: SystemCallError, _ backoff: inout Backoff) throws(DaemonExit) {
        let pause = backoff.wait()
        let blockage = Blockage(cause)
        logger.error("\(cause): \(blockage.activity) before the start, trying again in \(pause / 1_000_000_000) s")
        surroundings.notifier.status(blockage.status)
        surroundings.pause(pause)
        guard surroundings.requests.isStopping else { return }
        surroundings.notifier.stopping()
        logger.info("stopped while \(blockage.activity)")
        // As it was asked to.
        throw DaemonExit(.success, [])
    }

    private static func folderUnusable(_ error: SystemCallError) -> Diagnostic {
        Diagnostic(
            code: "folder-unusable", "\(error)", help: "let tactd make or write this folder, or name another with --state or --findings")
    }

    private func spoolUnusable(_ error: SystemCallError) -> Diagnostic {
        Diagnostic(
            code: "spool-unusable", "the spool cannot be used: \(error)", at: Place(file: configuration.spool.text),
            help: "incoming, done and failed must be on one filesystem and one mount, and tactd must be able to write them")
    }
}
