import Daemon
import Foundation
import SystemCalls
import TestSupport
import Testing

/// The whole daemon, killed or failing at every call that changes something, in process; `Tests/Faults` does the same to the program.
@Suite struct CrashTests {
    static let conversations: [(id: String, findings: Int)] = (0..<6).map { ("t\($0)", $0 % 3) }

    /// A spool with small files, one of several conversations, one that is no export, and a batch size that makes several commits.
    func fill(_ daemon: TestDaemon) throws {
        daemon.configuration.batch = 2
        for conversation in Self.conversations.dropLast(2) { try daemon.drop("\(conversation.id).json", conversations: [conversation]) }
        try daemon.drop("several.jsonl", conversations: Array(Self.conversations.suffix(2)))
        try daemon.drop("zendesk/bad.json", "no export")
    }

    func expectAll(_ daemon: TestDaemon, _ comment: String) throws {
        try daemon.expectExactlyOnce(Self.conversations, comment)
        #expect(try daemon.records("rejected").count == 1, "\(comment)")
        #expect(try daemon.names("incoming") == ["zendesk"], "\(comment)")
        #expect(try daemon.names("done") == ["several.jsonl", "t0.json", "t1.json", "t2.json", "t3.json"], "\(comment)")
        #expect(try daemon.names("failed/zendesk") == ["bad.json", "bad.json.error.json"], "\(comment)")
    }

    @Test(arguments: [FaultyFileSystem.Fault.killBefore, .killAfter, .killWithin, .inputOutputError])
    func losesNothingAndRepeatsNothing(fault: FaultyFileSystem.Fault) throws {
        var call = 0
        while true {
            call += 1
            let daemon = try TestDaemon()
            try fill(daemon)
            let files = FaultyFileSystem(LinuxFileSystem(), fault, at: call)
            try? daemon.drain(files: files)
            guard files.fired else { break }
            try daemon.drain()
            try expectAll(daemon, "\(fault) at call \(call)")
        }
        #expect(call > 50)
    }

    @Test func losesNothingWhenKilledAgainInRecovery() throws {
        var call = 0
        while true {
            call += 3
            let daemon = try TestDaemon()
            try fill(daemon)
            let files = FaultyFileSystem(LinuxFileSystem(), .killAfter, at: call)
            try? daemon.drain(files: files)
            guard files.fired else { break }
            for again in [1, 4, 9] { try? daemon.drain(files: FaultyFileSystem(LinuxFileSystem(), .killWithin, at: again)) }
            try daemon.drain()
            try expectAll(daemon, "call \(call)")
        }
        #expect(call > 50)
    }

    /// A full disk is waited for; only a synchronisation that fails, of which nobody knows what it did, ends the daemon.
    @Test func goesOnByItselfWhenThereIsSpaceAgain() throws {
        var waited = 0
        for call in stride(from: 24, through: 54, by: 5) {
            let daemon = try TestDaemon()
            try fill(daemon)
            let files = FaultyFileSystem(LinuxFileSystem(), .noSpace, at: call)
            do {
                try daemon.drain(files: files)
                if daemon.log.contains("waiting for space") { waited += 1 }
            } catch {
                #expect(error.code == .inputOutput)
                try daemon.drain()
            }
            #expect(files.fired)
            try expectAll(daemon, "call \(call)")
        }
        #expect(waited > 0)
    }

    /// A restart would not find more space.
    @Test(arguments: [1, 4]) func waitsForSpaceBeforeTheStart(call: Int) throws {
        let daemon = try TestDaemon()
        try fill(daemon)
        try daemon.drain(files: FaultyFileSystem(LinuxFileSystem(), .noSpace, at: call))
        #expect(daemon.log.contains("waiting for space before the start"))
        try expectAll(daemon, "call \(call)")
    }

    @Test(arguments: [1, 4]) func aStopWhileItWaitsForSpaceBeforeTheStartIsASuccess(call: Int) throws {
        let daemon = try TestDaemon()
        try fill(daemon)
        var surroundings = daemon.surroundings(files: FaultyFileSystem(LinuxFileSystem(), .noSpace, at: call))
        surroundings.pause = { _ in daemon.requests.stop() }
        let exit = #expect(throws: DaemonExit.self) { try Service(daemon.configuration, surroundings).run() }
        #expect(exit?.code == .success && exit?.diagnostics.isEmpty == true)
        #expect(daemon.notices.all == ["STATUS=waiting for space on the disk", "STOPPING=1"])
    }

    @Test func goesOnWithALargeFileWhereItWas() throws {
        func conversations(_ name: String) -> [(id: String, findings: Int)] {
            (0..<5000).map { (id: "\(name)-\($0)" + String(repeating: "x", count: 180), findings: $0 % 50 == 0 ? 1 : 0) }
        }
        var partly = 0
        for call in stride(from: 25, through: 60, by: 5) {
            // The clock stands, so that slices end by their size, and the calls are the same on every machine.
            let daemon = try TestDaemon(time: ManualTime())
            try daemon.drop("large.jsonl", conversations: conversations("large"))
            try? daemon.drain(files: FaultyFileSystem(LinuxFileSystem(), .killAfter, at: call))
            guard try daemon.names("incoming") == ["large.jsonl"] else { break }
            guard try daemon.records("transcript").count > 0 else { continue }
            partly += 1
            // Found before the first one, this file must not take the place of its position.
            try daemon.drop("a.jsonl", conversations: conversations("a"))
            try? daemon.drain(files: FaultyFileSystem(LinuxFileSystem(), .killAfter, at: 24))
            try daemon.drain()
            try daemon.expectExactlyOnce(conversations("large") + conversations("a"), "call \(call)")
            #expect(try daemon.names("done") == ["a.jsonl", "large.jsonl"])
        }
        #expect(partly > 0)
    }

    @Test func aConversationThatWasRefusedBeforeTheCrashIsRemembered() throws {
        let conversations = [(id: "huge", findings: 1)]
            + (0..<5000).map { (id: "large-\($0)" + String(repeating: "x", count: 180), findings: 0) }
        var partly = 0
        for call in stride(from: 25, through: 60, by: 5) {
            let daemon = try TestDaemon(time: ManualTime())
            daemon.rules = LoadedLinter(linter: HugeLinter())
            try daemon.drop("large.jsonl", conversations: conversations)
            try? daemon.drain(files: FaultyFileSystem(LinuxFileSystem(), .killAfter, at: call))
            guard try daemon.names("incoming") == ["large.jsonl"] else { break }
            if try daemon.records("transcript").count > 0 { partly += 1 }
            try daemon.drain()
            try daemon.expectExactlyOnce(Array(conversations.dropFirst()), "call \(call)")
            #expect(try daemon.names("failed") == ["large.jsonl", "large.jsonl.error.json"], "call \(call)")
            #expect(try daemon.records("rejected").compactMap { $0["code"] as? String } == ["too-many-findings"])
            let report = try Data(contentsOf: URL(filePath: daemon.folder.path("spool/failed/large.jsonl.error.json")))
            let content = try #require(try JSONSerialization.jsonObject(with: report) as? [String: Any])
            #expect(content["linted"] as? Int == 5000)
        }
        #expect(partly > 0)
    }

    /// A table is read twice, and its conversations end in another order than they begin: each is committed once all the same.
    @Test func goesOnWithALargeTableWhereItWas() throws {
        let expected = (0..<4000).map { (id: "table-\($0)" + String(repeating: "x", count: 200), findings: $0 % 40 == 0 ? 1 : 0) }
        var rows = "conversation_id,role,text\n"
        for start in stride(from: 0, to: expected.count, by: 100) {
            for conversation in expected[start..<start + 100] { rows += "\(conversation.id),customer,Hello\n" }
            for conversation in expected[start..<start + 100].reversed() {
                rows += "\(conversation.id),agent,\(conversation.findings == 1 ? "You should know." : "Hi")\n"
            }
        }
        var partly = 0
        for call in stride(from: 25, through: 60, by: 5) {
            let daemon = try TestDaemon(time: ManualTime())
            try daemon.drop("table.csv", rows)
            try? daemon.drain(files: FaultyFileSystem(LinuxFileSystem(), .killAfter, at: call))
            guard try daemon.names("incoming") == ["table.csv"] else { break }
            if try daemon.records("transcript").count > 0 { partly += 1 }
            try daemon.drain()
            try daemon.expectExactlyOnce(expected, "call \(call)")
            #expect(try daemon.names("done") == ["table.csv"])
        }
        #expect(partly > 0)
    }
}
