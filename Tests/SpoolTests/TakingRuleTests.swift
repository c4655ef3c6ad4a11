import Diagnostics
import Spool
import SystemCalls
import Testing

@Suite struct NameRulesTests {
    @Test(arguments: [".hidden", "a.tmp", "a.part", "a.filepart", "a~", ".tmp"])
    func leavesUnfinishedNamesAlone(name: String) throws {
        #expect(NameRules.leavesAlone(try fileName(name)))
    }

    @Test(arguments: ["a", "a.json", "a.tmp.json", "part", "a.TMP", "-rf", "~a"])
    func takesOtherNames(name: String) throws {
        #expect(!NameRules.leavesAlone(try fileName(name)))
    }
}

@Suite struct TakingRuleTests {
    static let second: Int64 = 1_000_000_000
    let rule = TakingRule(settle: 2 * second, sizeLimit: 1000)
    let entry: SpoolEntry

    init() throws { entry = SpoolEntry(try fileName("a.json"), of: .main) }

    func status(_ kind: FileKind = .regular, links: UInt32 = 1, size: Int64 = 10) -> FileStatus {
        FileStatus(kind: kind, links: links, size: size, inode: 1)
    }

    @Test(arguments: [FileKind.link, .fifo, .socket, .device])
    func neverOpensWhatIsNoFile(kind: FileKind) throws {
        guard case .refuse(let diagnostic) = rule.firstLook(at: entry, status(kind), quiet: 0) else {
            Issue.record("\(kind) was not refused")
            return
        }
        #expect(diagnostic.code == "not-a-file")
        #expect(diagnostic.help != nil)
    }

    @Test func leavesFoldersAlone() {
        #expect(rule.firstLook(at: entry, status(.folder), quiet: 0) == .leave)
    }

    @Test func givesTheOtherNameOfALinkedFileTimeToGo() {
        #expect(rule.firstLook(at: entry, status(links: 2), quiet: Self.second) == .wait(Self.second))
        guard case .refuse(let diagnostic) = rule.firstLook(at: entry, status(links: 2), quiet: 2 * Self.second) else {
            Issue.record("not refused")
            return
        }
        #expect(diagnostic.code == "several-names")
    }

    @Test func takesWhatNobodyWrites() {
        #expect(rule.decide(on: entry, status(), writers: .nobody, movedIn: false, quiet: 0) == .take(.closed))
        #expect(rule.decide(on: entry, status(), writers: .nobody, movedIn: true, quiet: 0) == .take(.movedIn))
    }

    @Test func waitsForTheFirstByteOfAnEmptyFile() {
        #expect(rule.decide(on: entry, status(size: 0), writers: .nobody, movedIn: false, quiet: 0) == .wait(2 * Self.second))
        #expect(rule.decide(on: entry, status(size: 0), writers: .nobody, movedIn: true, quiet: 0) == .take(.movedIn))
        #expect(rule.decide(on: entry, status(size: 0), writers: .nobody, movedIn: false, quiet: 2 * Self.second) == .take(.closed))
    }

    @Test func waitsForSilenceWhereTheKernelDoesNotTell() {
        #expect(rule.decide(on: entry, status(), writers: .unknown, movedIn: false, quiet: Self.second) == .wait(Self.second))
        let quiet = 3 * Self.second
        #expect(rule.decide(on: entry, status(), writers: .unknown, movedIn: false, quiet: quiet) == .take(.quiet(quiet)))
        #expect(rule.decide(on: entry, status(), writers: .unknown, movedIn: true, quiet: 0) == .take(.movedIn))
    }

    @Test func waitsWhileSomebodyWritesEvenIfMovedIn() {
        #expect(rule.decide(on: entry, status(), writers: .somebody, movedIn: true, quiet: 0) == .wait(2 * Self.second))
        #expect(rule.decide(on: entry, status(), writers: .somebody, movedIn: false, quiet: 10 * Self.second) == .wait(10 * Self.second))
    }

    @Test func givesUpOnAFileThatIsNeverClosed() {
        guard case .refuse(let diagnostic) = rule.decide(
            on: entry, status(), writers: .somebody, movedIn: false, quiet: 3600 * Self.second, observed: 30 * Self.second)
        else {
            Issue.record("not refused")
            return
        }
        #expect(diagnostic.code == "never-closed")
    }

    @Test func refusesWhatIsTooLargeOnceItIsWhole() {
        #expect(rule.decide(on: entry, status(size: 1001), writers: .somebody, movedIn: false, quiet: 0) == .wait(2 * Self.second))
        guard case .refuse(let diagnostic) = rule.decide(on: entry, status(size: 1001), writers: .nobody, movedIn: false, quiet: 0) else {
            Issue.record("not refused")
            return
        }
        #expect(diagnostic.code == "file-too-large")
    }
}
