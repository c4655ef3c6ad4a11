@testable import Daemon
import Findings
import Foundation
import Spool
import Synchronization
import SystemCalls
import TestSupport
import Testing
import Transcripts

/// Files are read ahead and linted by several threads, and nobody can tell from what is in the log.
@Suite struct ReadAheadTests {
    /// Takes its time, longer for some transcripts than for others, and knows how many it lints at once.
    private final class SlowLinter: TranscriptLinter {
        let packs = WordLinter().packs
        let most = Atomic(0)
        private let current = Atomic(0)

        func lint(_ transcript: Transcript) -> LintResult {
            let now = current.add(1, ordering: .relaxed).newValue
            most.max(now, ordering: .relaxed)
            defer { current.subtract(1, ordering: .relaxed) }
            for _ in 0..<(transcript.id.utf8.reduce(7) { ($0 &* 31 &+ Int($1)) % 1009 } % 5) { sched_yield() }
            return WordLinter().lint(transcript)
        }
    }

    private static func conversation(_ id: String, findings: Int, padding: Int = 0) -> String {
        let messages = (0...findings).map { number in
            #"{"role":"\#(number == 0 ? "customer" : "agent")","text":"You should know\#(String(repeating: ".", count: padding))"}"#
        }
        return #"{"id":"\#(id)","messages":[\#(messages.joined(separator: ","))]}"#
    }

    /// What may lie in a spool: small files and larger ones, several conversations in one, text, mistakes, nothing.
    private static func text(_ number: Int, _ generator: inout SeededGenerator) -> String {
        func lines(_ count: Int, padding: Int = 0) -> String {
            let padding = padding == 0 ? 0 : Int.random(in: 0...padding, using: &generator)
            return (0..<count).map { conversation("\(number)-\($0)", findings: ($0 + number) % 4, padding: padding) + "\n" }.joined()
        }
        switch Int.random(in: 0...11, using: &generator) {
        case 0...4: return lines(1)
        case 5: return lines(Int.random(in: 2...200, using: &generator))
        case 6: return lines(300, padding: 200)
        case 7: return lines(2) + "{\"id\":7\n" + lines(1).replacing("-0\"", with: "-x\"")
        case 8: return "[12:00] Kim: Hello\n[12:01] Mia: You should know.\n"
        case 9: return "no export"
        case 10: return ""
        default: return lines(2) + #"{"id":"cut off"#
        }
    }

    /// The log's lines without the id of the log, and where the files are.
    private func drained(seed: UInt64, jobs: Int) throws -> [String] {
        var generator = SeededGenerator(seed: seed)
        let daemon = try TestDaemon(time: ManualTime(start: 1_767_607_200_000_000_000))
        daemon.configuration.jobs = .exactly(jobs)
        daemon.configuration.batch = Int.random(in: 1...20, using: &generator)
        daemon.rules = LoadedLinter(linter: SlowLinter())
        for number in 0..<40 { try daemon.drop("\(number % 3 == 0 ? "zendesk/" : "")\(number)", Self.text(number, &generator)) }
        if seed == 0 {
            let lines = (0..<9000).map { Self.conversation("large-\($0)", findings: $0 % 2, padding: 50) + "\n" }
            try daemon.drop("20-large", lines.joined())
        }
        try daemon.drain()
        let log = try String(contentsOfFile: daemon.folder.path("log/findings.jsonl"), encoding: .utf8)
        let parts = ["done", "failed", "done/zendesk", "failed/zendesk"]
        return log.replacing(/"id":"[0-9a-f]{32}"/, with: "").split(separator: "\n").map { String($0) }
            + (try parts.flatMap { part in try daemon.names(part).map { "\(part)/\($0)" } })
    }

    @Test(arguments: 0..<4 as Range<UInt64>)
    func theLogIsTheSameWithAnyNumberOfThreads(seed: UInt64) throws {
        let expected = try drained(seed: seed, jobs: 1)
        #expect(expected.count > 100)
        for jobs in [2, 5] { #expect(try drained(seed: seed, jobs: jobs) == expected, "\(jobs) threads") }
    }

    /// What the process died over, whichever of them it was, is read again alone.
    @Test func suspectsAreReadAlone() throws {
        let daemon = try TestDaemon()
        daemon.configuration.jobs = .exactly(4)
        let linter = SlowLinter()
        daemon.rules = LoadedLinter(linter: linter)
        let names = (0..<40).map { "\($0).json" }
        for name in names { try daemon.drop(name, Self.conversation(name, findings: 1)) }
        let state = daemon.folder.path("state")
        try FileManager.default.createDirectory(atPath: state, withIntermediateDirectories: true)
        let files = LinuxFileSystem()
        let incoming = try files.openFolder(path: daemon.folder.path("spool/incoming"))
        let mark = try ReadingMark(in: try files.openFolder(path: state), files: files)
        for name in names {
            let name = try #require(FileName(name))
            let identity = FileIdentity(try files.status(of: name, in: incoming))
            #expect(try mark.begin(SpoolPosition(SpoolEntry(name, of: .main), identity: identity, items: 0)))
        }
        try daemon.drain()
        try daemon.expectExactlyOnce(names.map { ($0, 1) })
        #expect(linter.most.load(ordering: .relaxed) == 1)
    }

    /// A reload comes between two files, whatever of them is read by then.
    @Test func aReloadComesBetweenTwoFiles() throws {
        let daemon = try TestDaemon()
        daemon.configuration.jobs = .exactly(3)
        daemon.configuration.batch = 4
        let requests = daemon.requests
        daemon.rules = LoadedLinter(linter: VersionedLinter(version: "1.0.0", within: "21") { requests.reload() })
        daemon.reloadedRules = LoadedLinter(linter: VersionedLinter(version: "2.0.0"))
        for number in 10..<90 { try daemon.drop("\(number).json", conversations: [("\(number)", 0)]) }
        try daemon.drain()
        try daemon.expectExactlyOnce((10..<90).map { ("\($0)", 2) })
        var inForce: [String] = []
        for record in try daemon.records() {
            let packs = record["packs"] as? [String]
            if record["type"] as? String == "rules" { inForce = try #require(packs) }
            if record["type"] as? String == "transcript" { #expect(packs == inForce) }
        }
        #expect(inForce == ["words@2.0.0"])
    }

    /// Nobody looks through the spool for an hour, so that what was heard of must not be forgotten.
    @Test func aFileThatTakesThePlaceOfOneThatIsReadAheadIsTaken() throws {
        let daemon = try TestDaemon()
        daemon.configuration.rescan = .seconds(3600)
        daemon.configuration.jobs = .exactly(2)
        daemon.configuration.batch = 1
        let box = EventBox(daemon.requests.wakeUp)
        let names = (0..<6).map { "\($0).json" }
        let entry = SpoolEntry(FileName(constant: "5.json"), of: .main)
        let isDone = Atomic(false)
        daemon.rules = LoadedLinter(
            linter: VersionedLinter(version: "1.0.0", within: "0.json") { [folder = daemon.folder] in
                guard !isDone.exchange(true, ordering: .relaxed) else { return }
                let text = Self.conversation("new", findings: 0)
                guard let path = try? folder.write(text, to: "spool/new") else { return }
                rename(path, folder.path("spool/incoming/5.json"))
                box.post(entry, movedIn: true)
            })
        for name in names { try daemon.drop(name, Self.conversation(name, findings: 0)) }
        var surroundings = daemon.surroundings(events: box)
        let pause = surroundings.pause
        var rests = 0
        surroundings.pause = { [requests = daemon.requests, folder = daemon.folder] time in
            let log = (try? String(contentsOfFile: folder.path("log/findings.jsonl"), encoding: .utf8)) ?? ""
            // A file that is never found must not keep it for ever.
            rests += 1
            if rests > 2000 || log.contains(#""transcript":{"id":"new""#) { requests.stop() } else { pause(min(time, 10_000_000)) }
        }
        try Service(daemon.configuration, surroundings).run()
        let ids = try daemon.records("transcript").compactMap { ($0["transcript"] as? [String: Any])?["id"] as? String }
        #expect(ids.filter { $0 == "new" }.count == 1)
        #expect(Set(names.prefix(5)).isSubset(of: ids))
    }

    /// Who stops it often finds no file under suspicion.
    @Test func aStopLeavesNoSuspects() throws {
        let daemon = try TestDaemon()
        daemon.configuration.jobs = .exactly(2)
        daemon.configuration.batch = 1
        let requests = daemon.requests
        daemon.rules = LoadedLinter(linter: VersionedLinter(version: "1.0.0", within: "0.json") { requests.stop() })
        for number in 0..<20 { try daemon.drop("\(number).json", Self.conversation("\(number).json", findings: 0)) }
        try Service(daemon.configuration, daemon.surroundings()).run()
        #expect(FileManager.default.contents(atPath: daemon.folder.path("state/reading"))?.first == 0)
        #expect(try !daemon.names("incoming").isEmpty)
    }
}
