import Daemon
import Diagnostics
import Findings
import Foundation
import Spool
import Synchronization
import SystemCalls
import TestSupport
import Testing
import Transcripts

/// Collects lines from any thread.
final class Lines: Sendable {
    private let lines = Mutex<[String]>([])
    private let wakeUp = WakeUp()

    func append(_ line: String) {
        lines.withLock { $0.append(line) }
        wakeUp.notify()
    }

    /// Waits for a line that has `part` in it; one thread may wait.
    func wait(for part: String) {
        while !contains(part) {
            if !wakeUp.wait(upTo: .seconds(20)) {
                Issue.record("“\(part)” did not come; these came: \(all)")
                return
            }
        }
    }

    var all: [String] { lines.withLock { $0 } }
    func contains(_ part: String) -> Bool { all.contains { $0.contains(part) } }
}

/// Finds every agent's message that has the word “should”.
struct WordLinter: TranscriptLinter {
    var packs = ["words@1.0.0"]

    func lint(_ transcript: Transcript) -> LintResult {
        let findings = transcript.messages.filter { $0.role == .agent && $0.text.contains("should") }.map { message in
            Finding(
                id: "\(transcript.id)-\(message.index)", rule: RuleReference(pack: "words", packVersion: "1.0.0", name: "should", rev: 1),
                category: "dismissive-phrasing", behaviour: .concern, severity: .error, message: "“should” lectures.",
                at: Quotation(message: message.index, author: nil, time: nil, span: 0..<6, quote: "should"), fix: "Help.")
        }
        return LintResult(findings: findings, verdict: Verdict(counts: [.error: findings.count], packs: packs))
    }
}

/// Finds as much as `WordLinter`, but more than the log may get of one conversation in those that are called “huge”.
struct HugeLinter: TranscriptLinter {
    var packs: [String] { WordLinter().packs }

    func lint(_ transcript: Transcript) -> LintResult {
        var result = WordLinter().lint(transcript)
        guard transcript.id.hasPrefix("huge") else { return result }
        for index in result.findings.indices { result.findings[index].message = String(repeating: "x", count: 12 << 20) }
        return result
    }
}

/// A linter that says its version with each of two findings, and does something within some transcript.
final class VersionedLinter: TranscriptLinter {
    let version: String
    let id: String
    let act: @Sendable () -> Void

    init(version: String, within id: String = "", _ act: @escaping @Sendable () -> Void = {}) {
        self.version = version
        self.id = id
        self.act = act
    }

    var packs: [String] { ["words@\(version)"] }

    func lint(_ transcript: Transcript) -> LintResult {
        let findings = (0..<2).map { number in
            if transcript.id == id { act() }
            return Finding(
                id: "\(transcript.id)-\(number)", rule: RuleReference(pack: "words", packVersion: version, name: "any", rev: 1), category: "any",
                behaviour: .concern, severity: .info, message: "M", at: Quotation(message: 0, author: nil, time: nil, span: 0..<1, quote: "H"),
                fix: "F")
        }
        let notice = Diagnostic(.warning, code: "unused-suppression", "nothing to suppress in \(transcript.id)")
        return LintResult(
            findings: findings, verdict: Verdict(counts: [.info: 2], packs: packs), notices: transcript.id == id ? [notice] : [])
    }
}

/// A daemon with folders of its own, that can be run again and again.
final class TestDaemon {
    let folder: TemporaryFolder
    let requests = Requests()
    let notices = Lines()
    let log = Lines()
    let time: any TimeSource
    var configuration = Configuration()
    var rules = LoadedLinter(linter: WordLinter())
    /// What comes of loading rules once more; nil, the same.
    var reloadedRules: LoadedLinter?
    var reloaded: Result<Configuration, DiagnosticsError>?
    var stamps: () -> [FileStamp] = { [] }

    init(time: any TimeSource = MachineTime()) throws {
        folder = try TemporaryFolder()
        self.time = time
        configuration.spool = Path(folder.path("spool"))
        configuration.state = Path(folder.path("state"))
        configuration.findings = Path(folder.path("log/findings.jsonl"))
        configuration.settle = .zero
        configuration.rescan = .seconds(1)
    }

    func surroundings(files: any FileSystem = LinuxFileSystem(), events: EventBox? = nil) -> Service.Surroundings {
        let log = log
        let notices = notices
        return Service.Surroundings(
            files: files, time: time, requests: requests, notifier: ServiceNotifier { notices.append($0) },
            serviceLog: ServiceLog(style: .journal, time: time) { log.append($0) }, version: "test",
            listen: { _, wakeUp in events ?? EventBox(wakeUp) },
            configure: { [self] () throws(DiagnosticsError) in try (reloaded ?? .success(configuration)).get() },
            loadRules: { [self] _ in
                defer { rules = reloadedRules ?? rules }
                return rules
            }, stamps: { [self] _ in stamps() })
    }

    /// Runs until everything in the spool is done.
    func drain(files: any FileSystem = LinuxFileSystem()) throws(DaemonExit) {
        do throws(DaemonExit) { try Service(configuration, surroundings(files: files)).run(drains: true) } catch {
            if error.code != .alreadyRunning { awaitLock() }
            throw error
        }
        awaitLock()
    }

    /// Waits until nobody has the lock any more: a program that another test starts keeps all that is open for the moment before it begins.
    private func awaitLock() {
        let file = open(folder.path("state/lock"), O_RDWR | O_CLOEXEC)
        guard file >= 0 else { return }
        flock(file, LOCK_EX)
        flock(file, LOCK_UN)
        close(file)
    }

    /// Puts an export of some conversations into the spool; each has as many findings as its number says.
    func drop(_ name: String, conversations: [(id: String, findings: Int)]) throws {
        let lines = conversations.map { conversation in
            let messages = [#"{"role":"customer","text":"Hello"}"#]
                + (0..<conversation.findings).map { _ in #"{"role":"agent","text":"You should know."}"# }
            return #"{"id":"\#(conversation.id)","messages":[\#(messages.joined(separator: ","))]}"# + "\n"
        }
        try drop(name, lines.joined())
    }

    func drop(_ name: String, _ text: String) throws { try folder.write(text, to: "spool/incoming/\(name)") }

    func drop(_ name: String, _ bytes: [UInt8]) throws {
        try Data(bytes).write(to: URL(filePath: try folder.write("", to: "spool/incoming/\(name)")))
    }

    func names(_ part: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder.path("spool/\(part)")).sorted()
    }

    /// The records of the log, all its files together.
    func records() throws -> [[String: Any]] {
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path("log")).sorted()
        return try names.flatMap { name in
            let text = try String(contentsOfFile: folder.path("log/\(name)"), encoding: .utf8)
            #expect(text.isEmpty || text.hasSuffix("\n"))
            let lines = text.split(separator: "\n")
            let records = try lines.compactMap { try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any] }
            #expect(records.count == lines.count)
            return records
        }
    }

    func records(_ type: String) throws -> [[String: Any]] { try records().filter { $0["type"] as? String == type } }

    /// Every transcript's record once, every finding once, no gap in the numbers.
    func expectExactlyOnce(_ conversations: [(id: String, findings: Int)], _ comment: String = "") throws {
        let records = try records()
        let numbers = records.compactMap { $0["seq"] as? Int }
        #expect(numbers.sorted() == Array(1...max(1, numbers.count)), "\(comment): numbers")
        let transcripts = records.filter { $0["type"] as? String == "transcript" }.compactMap { transcriptID($0) }
        #expect(transcripts.sorted() == conversations.map(\.id).sorted(), "\(comment): transcripts")
        let findings = records.filter { $0["type"] as? String == "finding" }.compactMap { $0["id"] as? String }
        #expect(Set(findings).count == findings.count, "\(comment): findings twice")
        #expect(findings.count == conversations.reduce(0) { $0 + $1.findings }, "\(comment): findings")
    }

    private func transcriptID(_ record: [String: Any]) -> String? { (record["transcript"] as? [String: Any])?["id"] as? String }
}
