import Logging
import Spool
import SystemCalls

/// What there is to do in the spool, one entry after the other: files that had to wait, names that were heard of, and passes through the
/// whole folder.
final class ExportQueue {
    let spool: SpoolFolder
    private let logger: Logger
    let intake: Intake
    private var hinted: ArraySlice<SpoolEntry> = []
    private var movedIn: Set<SpoolEntry> = []
    /// Names that were heard of while what had them was read ahead: another file may have them by now.
    private var heardAgain: [SpoolEntry] = []
    private var due: ArraySlice<SpoolEntry> = []
    private var listed: ArraySlice<SpoolEntry> = []
    private var pass: SpoolScan?
    private var wantsPass = true
    /// What was reported once and is not worth saying again.
    private var reported: Set<SpoolEntry> = []
    /// How many times the whole spool was looked through.
    private(set) var passes = 0
    /// The sources that the last of these passes could not look into.
    private(set) var missed: Set<Source> = []
    /// The sources of the last whole pass.
    private(set) var sources: [Source] = [.main]

    init(_ spool: SpoolFolder, intake: Intake, logger: Logger) {
        self.spool = spool
        self.intake = intake
        self.logger = logger
    }

    /// Look through the whole spool, once more if that is being done now.
    func requestPass() { wantsPass = true }

    /// Whether nothing is left to look at: no name that was heard of, and no pass under way or asked for.
    var isIdle: Bool { hinted.isEmpty && due.isEmpty && pass == nil && !wantsPass && listed.isEmpty && heardAgain.isEmpty }

    /// The folders are others than before: begin again.
    func startAnew() {
        pass = nil
        listed = []
        wantsPass = true
    }

    /// Takes what was heard.
    func take(_ events: SpoolEvents) {
        hinted += events.entries
        movedIn.formUnion(events.movedIn)
        if events.rescan { requestPass() }
        if events.overflow {
            logger.notice("more happened at once in the spool than fs.inotify.max_queued_events: looking through all of it")
        }
    }

    /// Looks again at the names that were heard of while what had them was read ahead.
    func lookAgain() {
        guard !heardAgain.isEmpty else { return }
        hinted.insert(contentsOf: heardAgain, at: hinted.startIndex)
        heardAgain = []
    }

    /// What is known of an entry that is not to be looked at.
    enum Hold {
        /// It is in work.
        case inWork
        /// It is read ahead, and done with soon.
        case ahead
    }

    /// Looks at entries until one is offered; nil where there is nothing to do now.
    ///
    /// - Parameter hold: Why an entry is not to be looked at; nil, it is.
    func next(hold: (SpoolEntry) -> Hold?) throws(SystemCallError) -> Intake.Offer? {
        while let (entry, isHeard) = try nextEntry() {
            switch hold(entry) {
            case .ahead? where isHeard: heardAgain.append(entry)
            case .some: movedIn.remove(entry)
            case nil:
                do throws(SystemCallError) {
                    switch try intake.look(at: entry, movedIn: movedIn.remove(entry) != nil) {
                    case .nothing: continue
                    case let offer: return offer
                    }
                } catch {
                    // The next pass finds it again.
                    logger.warning("\(error)")
                }
            }
        }
        return nil
    }

    /// - Returns: the entry, and whether it was heard of.
    private func nextEntry() throws(SystemCallError) -> (SpoolEntry, isHeard: Bool)? {
        if let entry = hinted.popFirst() { return (entry, true) }
        if due.isEmpty { due = intake.due(limit: 64)[...] }
        if let entry = due.popFirst() { return (entry, false) }
        while true {
            if let entry = listed.popFirst() { return (entry, false) }
            if pass == nil {
                guard wantsPass else { return nil }
                wantsPass = false
                pass = SpoolScan(spool)
            }
            if let entries = try pass?.next() { listed = entries[...] } else { endPass() }
        }
    }

    private func endPass() {
        guard let pass else { return }
        sources = pass.sources
        for folder in pass.ignoredFolders where reported.count < 1000 && reported.insert(folder).inserted {
            logger.warning("“\(folder)” is not looked into: sources are sub-folders of incoming, one level down, \(Source.limit) at most")
        }
        for (source, error) in pass.unreadable {
            let name = source.name.map { "\($0)" } ?? "incoming"
            logger.warning("the source “\(name)” is not looked into: \(error)\(SpoolFolder.advice(on: error))")
        }
        missed = Set(pass.unreadable.map(\.source) + pass.ignoredFolders.filter { $0.source == .main }.map { Source($0.name) })
        self.pass = nil
        passes += 1
    }
}
