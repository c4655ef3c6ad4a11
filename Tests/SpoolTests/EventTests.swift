import Foundation
import Spool
import SystemCalls
import TestSupport
import Testing

@Suite struct EventBoxTests {
    let box = EventBox(WakeUp())

    func entry(_ name: String) throws -> SpoolEntry { SpoolEntry(try fileName(name), of: .main) }

    @Test func givesEveryNameOnceInOrder() throws {
        box.post(try entry("b"), movedIn: true)
        box.post(try entry("a"), movedIn: nil)
        box.post(try entry("b"), movedIn: nil)
        let events = box.take()
        #expect(events.entries == [try entry("b"), try entry("a")])
        #expect(events.movedIn == [try entry("b")])
        #expect(!events.rescan)
        #expect(box.take() == SpoolEvents())
    }

    @Test func doesNotTrustARenameThatWasFollowedByANewFile() throws {
        box.post(try entry("a"), movedIn: true)
        box.post(try entry("a"), movedIn: false)
        #expect(box.take().movedIn.isEmpty)
    }

    @Test func turnsAFloodIntoARescan() throws {
        for number in 0..<20_000 { box.post(try entry("\(number)"), movedIn: true) }
        let events = box.take()
        #expect(events.entries.count == 16_384)
        #expect(events.rescan)
        #expect(!box.take().rescan)
    }

    @Test func remembersThatItIsDeaf() {
        box.setDeafness("why")
        #expect(box.take().deafness == "why")
        #expect(box.take().deafness == "why")
        box.setDeafness(nil)
        let events = box.take()
        #expect(events.deafness == nil)
        #expect(events.rescan)
    }
}

/// One watcher at a time, as the library has its state in globals.
@Suite(.serialized) struct WatcherTests {
    let test: TestSpool
    let wakeUp = WakeUp()

    init() throws { test = try TestSpool() }

    /// Waits for what is expected to be heard, and gives all that was heard until then.
    func hear(_ watcher: Watcher, _ isHeard: (SpoolEvents) -> Bool) -> SpoolEvents {
        var all = SpoolEvents()
        let limit = MachineTime().monotonic + Duration.seconds(20).nanoseconds
        while MachineTime().monotonic < limit {
            let events = watcher.take()
            all.entries += events.entries
            all.movedIn.formUnion(events.movedIn)
            all.rescan = all.rescan || events.rescan
            all.deafness = events.deafness
            if isHeard(all) { return all }
            wakeUp.wait(upTo: .seconds(1))
        }
        Issue.record("not heard; this was: \(all)")
        return all
    }

    @Test func hearsWhatIsDropped() throws {
        let watcher = try Watcher(incoming: test.spool.incomingPath, wakeUp: wakeUp)
        defer { watcher.stop() }
        // The watch is made, and what came before it has to be looked for.
        _ = hear(watcher) { $0.rescan }
        try test.folder.write("moved", to: "spool/new.part")
        try FileManager.default.moveItem(atPath: test.path("new.part"), toPath: test.path("incoming/moved"))
        let written = try test.drop("written", as: "written")
        let moved = SpoolEntry(try fileName("moved"), of: .main)
        let events = hear(watcher) { $0.entries.contains(written) }
        #expect(events.movedIn == [moved])
        #expect(events.entries == [moved, written])
    }

    @Test func hearsNewSources() throws {
        let watcher = try Watcher(incoming: test.spool.incomingPath, wakeUp: wakeUp)
        defer { watcher.stop() }
        _ = hear(watcher) { $0.rescan }
        try FileManager.default.createDirectory(atPath: test.path("incoming/zendesk"), withIntermediateDirectories: false)
        _ = hear(watcher) { $0.rescan }
        let entry = try test.drop(as: "zendesk/a")
        #expect(hear(watcher) { $0.entries.contains(entry) }.entries == [entry])
    }

    @Test func goesOnWithAFolderThatWasReplaced() throws {
        let watcher = try Watcher(incoming: test.spool.incomingPath, wakeUp: wakeUp)
        defer { watcher.stop() }
        _ = hear(watcher) { $0.rescan }
        try FileManager.default.removeItem(atPath: test.path("incoming"))
        #expect(hear(watcher) { $0.deafness != nil }.deafness?.contains("ENOENT") == true)
        try FileManager.default.createDirectory(atPath: test.path("incoming"), withIntermediateDirectories: false)
        _ = hear(watcher) { $0.deafness == nil && $0.rescan }
        let entry = try test.drop(as: "a")
        #expect(hear(watcher) { $0.entries.contains(entry) }.entries == [entry])
    }

    @Test func isTheOnlyOne() throws {
        let watcher = try Watcher(incoming: test.spool.incomingPath, wakeUp: wakeUp)
        defer { watcher.stop() }
        let error = #expect(throws: SystemCallError.self) { try Watcher(incoming: test.spool.incomingPath, wakeUp: wakeUp) }
        #expect(error?.code == EBUSY)
    }
}
