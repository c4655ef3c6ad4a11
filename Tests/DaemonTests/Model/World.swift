import Daemon
import Spool
import SystemCalls
import TestSupport

/// A machine with a tactd on it, exporters, and somebody who does everything to it that a story tells.
///
/// All is in memory and, but for the linting, on one thread: what happens, happens while the daemon waits, or before one of its calls.
final class World {
    let disk: MemoryFileSystem
    let time = ManualTime(start: 1_767_607_200_000_000_000)
    var deliveries: [Delivery] = []
    var mistakes: [String] = []
    var reader: LogReader
    var process: Process?
    var deaths = 0
    private var pending: ArraySlice<Action> = []
    private var performed = 0
    /// What is left of the time in which no daemon is started.
    private var down = 0
    /// What the next daemon gets.
    private var armed: (fault: FaultyFileSystem.Fault, call: Int)?
    private var cut: MemoryFileSystem.Cut?
    private var rotations = 0
    private let jobs: JobCount

    /// The daemon of one start.
    final class Process: @unchecked Sendable {
        // @unchecked: all is on one thread.
        let files: FaultyFileSystem
        let requests = Requests()
        let box: EventBox
        var isReady = false
        var rules = true
        var roundsWithoutPause = 0

        init(_ disk: MemoryFileSystem) {
            files = FaultyFileSystem(disk)
            box = EventBox(requests.wakeUp)
        }
    }

    /// - Parameters:
    ///   - unsynchronized: Names whose synchronisation does nothing, for tests of the test.
    ///   - late: Names whose synchronisation comes too late.
    ///   - jobs: How many threads the daemon lints with; with more than one, what happens when is not the same each time.
    init(unsynchronized: Set<String> = [], late: Set<String> = [], jobs: JobCount = .exactly(1)) {
        self.jobs = jobs
        let time = time
        disk = MemoryFileSystem(
            folders: ["/spool/incoming/zendesk", "/outside"], unsynchronized: unsynchronized, late: late, now: { time.wall })
        reader = LogReader(disk)
    }

    /// Plays a story to its end.
    ///
    /// - Returns: What is not as promised.
    func play(_ story: Story) -> [String] {
        disk.tellsWriters = story.tellsWriters
        pending = story.actions[...]
        while !pending.isEmpty, mistakes.isEmpty {
            let before = performed
            runDaemon(drains: false)
            if performed == before || down > 0 { performNext() }
            while down > 0, mistakes.isEmpty, !pending.isEmpty {
                down -= 1
                performNext()
            }
        }
        if mistakes.isEmpty { settle() }
        return mistakes
    }

    /// Faults end, exporters finish, and the daemon does all that is left.
    private func settle() {
        (armed, cut, disk.room, disk.nodesLeft) = (nil, nil, nil, nil)
        for index in deliveries.indices where deliveries[index].isOpen { finishWriting(index) }
        time.pass(.seconds(61))
        runDaemon(drains: true)
        if mistakes.isEmpty { mistakes += endMistakes() }
    }

    // MARK: The daemon

    private func runDaemon(drains: Bool) {
        let process = Process(disk)
        self.process = process
        if let armed { process.files.arm(armed.fault, at: armed.call) }
        armed = nil
        var pauses = 0
        var surroundings = self.surroundings(process)
        surroundings.pause = { [self] nanoseconds in
            process.roundsWithoutPause = 0
            if process.files.isDead { return process.requests.stop() }
            look()
            if drains {
                time.pass(.nanoseconds(min(nanoseconds, 1_000_000_000)))
                pauses += 1
                if pauses > 300 { stop("the daemon does not come to an end") }
            } else if pending.isEmpty || !mistakes.isEmpty {
                process.requests.stop()
            } else {
                performNext()
            }
        }
        do throws(DaemonExit) {
            try Service(configuration, surroundings).run(drains: drains)
        } catch {
            let isAsked = process.requests.isStopping && error.code == .success
            if !process.files.isDead, !process.files.fired, !isAsked { mistakes.append("the daemon ended by itself: \(error.diagnostics)") }
        }
        end(process)
    }

    private func end(_ process: Process) {
        self.process = nil
        if process.files.isDead { deaths += 1 }
        if let cut, process.files.isDead {
            excuseWhatIsNotDurable()
            disk.cutPower(cut)
            for index in deliveries.indices where deliveries[index].isOpen { deliveries[index].rest = [] }
            reader.forget()
        } else if process.files.fired {
            reader.forget()
        }
        cut = nil
        look()
    }

    func stop(_ mistake: String) {
        mistakes.append(mistake)
        process?.requests.stop()
        process?.files.kill()
    }

    private var configuration: Configuration {
        var configuration = Configuration()
        configuration.spool = Path("/spool")
        configuration.state = Path("/state")
        configuration.findings = Path("/log/findings.jsonl")
        configuration.retain = .seconds(3_000_000_000)
        configuration.batch = 3
        configuration.jobs = jobs
        configuration.logLevel = .error
        return configuration
    }

    private func surroundings(_ process: Process) -> Service.Surroundings {
        let linter = ModelLinter(time: time)
        return Service.Surroundings(
            files: process.files, time: time, requests: process.requests,
            notifier: ServiceNotifier { text in if text == "READY=1" { process.isReady = true } },
            serviceLog: ServiceLog(style: .journal, time: time) { _ in }, version: "model",
            listen: { [unowned self] _, _ in ModelEvents(self, process) }, configure: { [configuration] in configuration },
            loadRules: { _ in LoadedLinter(linter: process.rules || !process.isReady ? linter : nil) })
    }

    /// What a dashboard, and somebody who looks into the folders, sees at any time.
    private func look() {
        // What a power cut or a failed synchronisation left is put right by the next start.
        guard reader.isTrusting || process?.isReady ?? false else { return }
        let found = reader.mistakes() + doneMistakes()
        if !found.isEmpty { stop(found.joined(separator: "; ")) }
    }

    // MARK: Actions

    private func performNext() {
        guard let action = pending.popFirst() else { return }
        performed += 1
        time.pass(.milliseconds(1))
        perform(action)
    }

    func perform(_ action: Action) {
        switch action {
        case .kill(let call, let fault, let down): arm(fault, call, cut: nil, down)
        case .cutPower(let call, let cut, let down): arm(.killWithin, call, cut: cut, down)
        case .fail(let call, let fault): arm(fault, max(call, 1), cut: nil, 0)
        case .stop(let down):
            self.down = down
            process?.requests.stop()
        case .fill(let bytes, let files): (disk.room, disk.nodesLeft) = (bytes, files)
        case .makeRoom: (disk.room, disk.nodesLeft) = (nil, nil)
        case .overflow:
            _ = process?.box.take()
            process?.box.postRescan()
        case .loseEvents: _ = process?.box.take()
        case .reload(let good):
            process?.rules = good
            process?.requests.reload()
        case .jump(let seconds): time.jump(seconds: Int64(seconds))
        case .pass(let milliseconds): time.pass(.milliseconds(milliseconds))
        case .rotate(let create): rotate(create: create)
        case .meanwhile(let call, let action):
            nonisolated(unsafe) let world = self
            process?.files.meanwhile(before: call) {
                world.perform(action)
                world.noteThatItCameMeanwhile(action)
            }
        case .deliver, .begin, .end, .rename, .link, .delete, .recreate: export(action)
        }
    }

    private func arm(_ fault: FaultyFileSystem.Fault, _ call: Int, cut: MemoryFileSystem.Cut?, _ down: Int) {
        self.cut = cut
        self.down = down
        guard let process else { return armed = (fault, max(call, 1)) }
        if call == 0 { process.files.kill() } else { process.files.arm(fault, at: call) }
        if call == 0 { process.requests.stop() }
    }

    private func rotate(create: Bool) {
        guard disk.status("/log/findings.jsonl") != nil else { return }
        rotations += 1
        disk.move("/log/findings.jsonl", to: "/log/findings.jsonl.\(rotations)")
        if create { disk.put("/log/findings.jsonl", []) }
    }
}
