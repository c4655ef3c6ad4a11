import Daemon
import Diagnostics
import Findings
import Foundation
import Spool
import Synchronization
import SystemCalls
import TestSupport
import TranscriptFormats
import Testing

@Suite struct ServiceTests {
    let daemon: TestDaemon

    init() throws { daemon = try TestDaemon() }

    @Test func lintsWhatIsInTheSpool() throws {
        try daemon.drop("a.json", conversations: [("a", 2)])
        try daemon.drop("zendesk/b.jsonl", conversations: [("b", 0), ("c", 1)])
        try daemon.drain()
        try daemon.expectExactlyOnce([("a", 2), ("b", 0), ("c", 1)])
        #expect(try daemon.names("done") == ["a.json", "zendesk"])
        #expect(try daemon.names("done/zendesk") == ["b.jsonl"])
        #expect(try daemon.names("incoming") == ["zendesk"])
        let types = try daemon.records().compactMap { $0["type"] as? String }
        #expect(types.prefix(2) == ["log", "rules"])
        let source = try daemon.records("transcript").compactMap { ($0["transcript"] as? [String: Any])?["source"] as? String }
        #expect(source == ["zendesk", "zendesk"])
    }

    @Test func tellsTheServiceManagerHowItIs() throws {
        try daemon.drop("a.json", conversations: [("a", 0)])
        try daemon.drain()
        let notices = daemon.notices.all.filter { $0 != "WATCHDOG=1" }
        #expect(notices.first == "READY=1")
        #expect(notices.last == "STOPPING=1")
        #expect(notices.contains("STATUS=1 files, 1 transcripts"))
        #expect(daemon.notices.contains("WATCHDOG=1"))
    }

    @Test func goesOnCountingAtTheNextStart() throws {
        try daemon.drop("a.json", conversations: [("a", 1)])
        try daemon.drain()
        try daemon.drop("a.json", conversations: [("b", 1)])
        try daemon.drain()
        try daemon.expectExactlyOnce([("a", 1), ("b", 1)])
        #expect(try daemon.names("done") == ["a.json", "a.json.2"])
    }

    @Test func explainsAFileThatItCannotRead() throws {
        try daemon.drop("bad.json", "no export at all")
        try daemon.drop("good.json", conversations: [("good", 0)])
        try daemon.drain()
        try daemon.expectExactlyOnce([("good", 0)])
        #expect(try daemon.names("failed") == ["bad.json", "bad.json.error.json"])
        let rejected = try daemon.records("rejected")
        #expect(rejected.compactMap { $0["code"] as? String } == ["unknown-format"])
        let report = try Data(contentsOf: URL(filePath: daemon.folder.path("spool/failed/bad.json.error.json")))
        let content = try #require(try JSONSerialization.jsonObject(with: report) as? [String: Any])
        #expect(content["linted"] as? Int == 0)
        #expect((content["errors"] as? [[String: Any]])?.first?["code"] as? String == "unknown-format")
    }

    @Test func explainsWithoutPersonalData() throws {
        try daemon.drop("bad.json", #"{"id":"a","messages":[{"role":"maria@example.com","text":"x"}]}"#)
        try daemon.drain()
        let report = try String(contentsOfFile: daemon.folder.path("spool/failed/bad.json.error.json"), encoding: .utf8)
        #expect(report.contains("“[e-mail]” is no role"))
    }

    @Test func takesTheGoodPartsOfAFile() throws {
        try daemon.drop(
            "mixed.jsonl", #"{"id":"a","messages":[{"role":"agent","text":"x"}]}"# + "\n{\"id\":7\n"
                + #"{"id":"b","messages":[{"role":"agent","text":"x"}]}"# + "\n")
        try daemon.drain()
        try daemon.expectExactlyOnce([("a", 0), ("b", 0)])
        #expect(try daemon.names("failed") == ["mixed.jsonl", "mixed.jsonl.error.json"])
        #expect(try daemon.records("rejected").count == 1)
    }

    @Test func takesTheGoodFilesOfAnArchiveAndNamesTheOthers() throws {
        try daemon.drop("mixed.zip", try Repository.bytes("Tests/Fixtures/commands/mixed.zip"))
        try daemon.drain()
        try daemon.expectExactlyOnce([("a", 0), ("c", 0), ("d", 1)])
        let rejected = try #require(try daemon.records("rejected").first)
        #expect((rejected["place"] as? [String: Any])?["entry"] as? String == "tickets/2.json")
        let report = try Data(contentsOf: URL(filePath: daemon.folder.path("spool/failed/mixed.zip.error.json")))
        let content = try #require(try JSONSerialization.jsonObject(with: report) as? [String: Any])
        #expect((content["errors"] as? [[String: Any]])?.first?["entry"] as? String == "tickets/2.json")
    }

    @Test func whatIsKnownOfASourceReachesItsExports() throws {
        daemon.configuration.sources["chats"] = FormatSettings(agents: ["Mia"])
        let log = "[12:00] Kim: Hello\n[12:01] Mia: You should know.\n"
        try daemon.drop("chats/a.txt", log)
        try daemon.drop("b.txt", log)
        try daemon.drain()
        try daemon.expectExactlyOnce([("a", 1)])
        #expect(try daemon.records("rejected").compactMap { $0["code"] as? String } == ["unknown-speakers"])
    }

    @Test func readsALargeFileInSlicesBesideSmallOnes() throws {
        let many = (0..<9000).map { (id: "large-\($0)", findings: $0 % 3 == 0 ? 1 : 0) }
        try daemon.drop("0-large.jsonl", conversations: many.map { ($0.id + String(repeating: "x", count: 100), $0.findings) })
        try daemon.drop("1-small.json", conversations: [("small", 1)])
        try daemon.drain()
        try daemon.expectExactlyOnce(many.map { ($0.id + String(repeating: "x", count: 100), $0.findings) } + [("small", 1)])
        let order = try daemon.records("transcript").compactMap { ($0["transcript"] as? [String: Any])?["id"] as? String }
        let position = try #require(order.firstIndex(of: "small"))
        #expect(position < 5000, "the small file waited for the large one")
        #expect(try daemon.names("done") == ["0-large.jsonl", "1-small.json"])
    }

    @Test func deletesAtOnceWhereNothingIsRetained() throws {
        daemon.configuration.retain = .zero
        try daemon.drop("a.json", conversations: [("a", 0)])
        try daemon.drain()
        try daemon.expectExactlyOnce([("a", 0)])
        #expect(try daemon.names("done").isEmpty)
    }

    @Test func isTheOnlyOne() throws {
        let lock = try daemon.folder.write("", to: "state/lock")
        let folder = try LinuxFileSystem().openFolder(path: daemon.folder.path("state"))
        let file = try LinuxFileSystem().open(try #require(FileName("lock")), in: folder, for: .readingAndWriting)
        #expect(try LinuxFileSystem().lock(file))
        let exit = #expect(throws: DaemonExit.self) { try daemon.drain() }
        #expect(exit?.code == .alreadyRunning)
        #expect(FileManager.default.fileExists(atPath: lock))
        #expect(daemon.notices.all.isEmpty)
    }

    @Test func doesNotStartWithBadRules() throws {
        daemon.rules = LoadedLinter(linter: nil, diagnostics: [Diagnostic(code: "bad", "no good")])
        let exit = #expect(throws: DaemonExit.self) { try daemon.drain() }
        #expect(exit?.code == .unusable)
        #expect(exit?.diagnostics.map(\.code) == ["bad"])
        #expect(daemon.notices.all.isEmpty)
    }

    @Test func saysWhichFolderCannotBeUsed() throws {
        try daemon.folder.write("", to: "spool")
        let exit = #expect(throws: DaemonExit.self) { try daemon.drain() }
        #expect(exit?.code == .unusable)
        #expect(exit?.diagnostics.map(\.code) == ["spool-unusable"])
    }

    @Test func keepsTheLastGoodRulesAtAReload() throws {
        daemon.requests.reload()
        daemon.reloaded = .failure(DiagnosticsError(Diagnostic(code: "bad-setting", "no good")))
        try daemon.drop("a.json", conversations: [("a", 1)])
        try daemon.drain()
        try daemon.expectExactlyOnce([("a", 1)])
        let rules = try daemon.records("rules")
        #expect(rules.compactMap { $0["status"] as? String } == ["loaded", "refused"])
        let notices = daemon.notices.all.filter { $0.hasPrefix("READY") || $0.hasPrefix("RELOADING") }
        #expect(notices.count == 3)
        #expect(notices[1].hasPrefix("RELOADING=1\nMONOTONIC_USEC="))
        #expect(daemon.log.contains("no good [bad-setting]"))
    }

    @Test func takesNewRulesAtAReload() throws {
        daemon.requests.reload()
        daemon.rules = LoadedLinter(linter: WordLinter(packs: ["words@2.0.0"]))
        try daemon.drop("a.json", conversations: [("a", 1)])
        try daemon.drain()
        let rules = try daemon.records("rules")
        #expect(rules.compactMap { $0["status"] as? String } == ["loaded", "loaded"])
        #expect(rules.last?["packs"] as? [String] == ["words@2.0.0"])
    }

    @Test(arguments: [1, 3]) func mixesNoRulesWithinATranscript(jobs: Int) throws {
        daemon.configuration.jobs = .exactly(jobs)
        // The reload is asked for in the midst of a transcript, in the midst of a file that is read in many slices.
        let requests = daemon.requests
        let padding = String(repeating: "x", count: 200)
        daemon.rules = LoadedLinter(linter: VersionedLinter(version: "1.0.0", within: "2500" + padding) { requests.reload() })
        daemon.reloadedRules = LoadedLinter(linter: VersionedLinter(version: "2.0.0"))
        try daemon.drop("large.jsonl", conversations: (0..<9000).map { ("\($0)\(padding)", 0) })
        try daemon.drain()
        var versions: [String] = []
        var ofFindings: [String] = []
        for record in try daemon.records() {
            switch record["type"] as? String {
            case "finding": ofFindings.append("words@\(record["pack_version"] as? String ?? "")")
            case "transcript":
                let packs = try #require(record["packs"] as? [String])
                #expect(ofFindings == packs + packs)
                versions += packs
                ofFindings = []
            default: break
            }
        }
        let count = versions.count
        let switched = versions.firstIndex(of: "words@2.0.0") ?? count
        #expect(count == 9000)
        // What was linted ahead is linted once more by the new rules.
        #expect((jobs == 1 ? 2501..<8999 : 1..<8999).contains(switched))
        let isForGood = versions[switched...].allSatisfy { $0 == "words@2.0.0" }
        #expect(isForGood)
        #expect(daemon.log.contains("nothing to suppress in 2500") == (switched > 2500))
    }

    @Test func takesNewRulesWhenTheyChangeOnDisk() throws {
        let time = ManualTime()
        let daemon = try TestDaemon(time: time)
        let size = Mutex<Int64>(1)
        daemon.stamps = { [FileStamp(path: "rules.json", status: FileStatus(kind: .regular, size: size.withLock { $0 }, inode: 1))] }
        let service = Service(daemon.configuration, daemon.surroundings())
        let thread = try PosixThread(name: "editor") { [requests = daemon.requests, notices = daemon.notices, log = daemon.log] in
            notices.wait(for: "STATUS=0 files")
            size.withLock { $0 = 2 }
            // The daemon looks twice; each notification lets it look once.
            while !log.contains("reloaded") {
                time.pass(.seconds(2))
                requests.wakeUp.notify()
                sched_yield()
            }
            requests.stop()
        }
        try service.run()
        thread.join()
        #expect(try daemon.records("rules").compactMap { $0["status"] as? String } == ["loaded", "loaded"])
        #expect(daemon.notices.all.contains { $0.hasPrefix("RELOADING=1") })
    }

    @Test func takesRulesThatChangeWhileItStarts() throws {
        let time = ManualTime()
        let daemon = try TestDaemon(time: time)
        let size = Mutex<Int64>(1)
        daemon.stamps = { [FileStamp(path: "rules.json", status: FileStatus(kind: .regular, size: size.withLock { $0 }, inode: 1))] }
        var surroundings = daemon.surroundings()
        surroundings.loadRules = { [load = surroundings.loadRules] configuration in
            defer { size.withLock { $0 = 2 } }
            return load(configuration)
        }
        let thread = try PosixThread(name: "clock") { [requests = daemon.requests, notices = daemon.notices, log = daemon.log] in
            notices.wait(for: "STATUS=0 files")
            while !log.contains("reloaded") {
                time.pass(.seconds(2))
                requests.wakeUp.notify()
                sched_yield()
            }
            requests.stop()
        }
        try Service(daemon.configuration, surroundings).run()
        thread.join()
        #expect(try daemon.records("rules").compactMap { $0["status"] as? String } == ["loaded", "loaded"])
    }

    @Test func saysInItsStatusThatNewRulesAreRefused() throws {
        daemon.rules = LoadedLinter(linter: WordLinter())
        daemon.requests.reload()
        daemon.reloaded = .failure(DiagnosticsError(Diagnostic(code: "unknown-key", "unknown key “rulse”")))
        try daemon.drop("a.json", conversations: [("a", 1)])
        try daemon.drain()
        #expect(daemon.notices.all.contains { $0.contains("the new rules are refused") })
    }

    @Test func stopsWhenItIsAsked() throws {
        daemon.requests.stop()
        try daemon.drop("a.json", conversations: [("a", 0)])
        try Service(daemon.configuration, daemon.surroundings()).run()
        #expect(try daemon.names("incoming") == ["a.json"])
        #expect(daemon.notices.all.last == "STOPPING=1")
    }

    @Test func takesAllThatItHearsOf() throws {
        // Nothing looks through the spool for an hour after the start, and a batch holds less than is heard of at once.
        daemon.configuration.rescan = .seconds(3600)
        daemon.configuration.batch = 2
        let names = (1...5).map { "\($0).json" }
        let box = EventBox(daemon.requests.wakeUp)
        let service = Service(daemon.configuration, daemon.surroundings(events: box))
        let thread = try PosixThread(name: "dropper") { [folder = daemon.folder, notices = daemon.notices, requests = daemon.requests] in
            notices.wait(for: "STATUS=0 files")
            for name in names {
                let text = #"{"id":"\#(name)","messages":[{"role":"agent","text":"You should."}]}"#
                _ = try? folder.write(text, to: "spool/incoming/\(name)")
            }
            for name in names.compactMap({ FileName($0) }) { box.post(SpoolEntry(name, of: .main), movedIn: true) }
            notices.wait(for: "STATUS=5 files")
            requests.stop()
        }
        try service.run()
        thread.join()
        try daemon.expectExactlyOnce(names.map { ($0, 1) })
    }
}
