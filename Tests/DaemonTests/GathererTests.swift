@testable import Daemon
import Spool
import SystemCalls
import TestSupport
import Testing

@Suite struct GathererTests {
    /// What is read in part is given up when it is gone, and not because nobody could look for it.
    @Test func forgetsNoFileWhoseSourceCannotBeRead() throws {
        let disk = MemoryFileSystem(folders: ["/spool/incoming/zendesk", "/spool/incoming/chat", "/spool/done", "/spool/failed", "/state"])
        let time = ManualTime()
        let spool = try SpoolFolder(path: "/spool", files: disk)
        let logger = ServiceLog(style: .journal, time: time) { _ in }.logger
        let entry = SpoolEntry(FileName(constant: "a"), of: Source(FileName(constant: "zendesk")))
        let identity = FileIdentity(FileStatus(kind: .regular, size: 1, inode: 99))
        let queue = ExportQueue(spool, intake: Intake(spool, rule: TakingRule(settle: 0, sizeLimit: 10), time: time), logger: logger)
        let gatherer = Gatherer(
            queue: queue, files: disk, time: time, mark: try ReadingMark(in: try disk.openFolder(path: "/state"), files: disk),
            logger: logger, configuration: Configuration(), linter: WordLinter(), resume: SpoolPosition(entry, identity: identity, items: 3))
        func pass() throws {
            queue.requestPass()
            #expect(try gatherer.gather(stuck: [], isStopping: { false }).isEmpty)
        }
        disk.closedFolders = ["zendesk"]
        for _ in 0..<5 { try pass() }
        #expect(gatherer.position?.items == 3)
        // Another source that cannot be read is no reason to wait.
        disk.closedFolders = ["chat"]
        try pass()
        #expect(gatherer.position != nil)
        try pass()
        #expect(gatherer.position == nil)
    }
}
