import Glibc
import SystemCalls

@testable import Findings

/// What a start finds: a log, and a journal before it. The first byte is the size of the journal in units of 64 bytes.
///
/// Whatever is there, a start takes it or refuses it, loses nothing of it, and counts on.
func recoverLog(_ bytes: [UInt8]) {
    guard let size = bytes.first.map({ Int($0) * 64 }) else { return }
    let journal = Array(bytes.dropFirst().prefix(size))
    let log = Array(bytes.dropFirst(1 + size))
    let folder = LogUnderTest(journal: journal, log: log)
    checkTail(folder, holds: log)
    do throws(LogError) {
        let findings = try DurableLog(folder.options)
        let found = try findings.recover()
        if !found.isSettled { try findings.settle() }
        try findings.append(
            RecordEncoder().encoded([.rules(RulesRecord(packs: ["fuzzed@1.0.0"], status: .loaded))]), attachment: [1])
        try findings.settle()
        precondition(findings.lastSeq > found.lastSeq)
        precondition(folder.contents.contains { $0.starts(with: log) }, "something of the log is gone")
        checkAppended(folder, seq: findings.lastSeq)
    } catch {
        switch error {
        case .refused: precondition(folder.contents.contains { $0.starts(with: log) }, "something of the refused log is gone")
        // A number that cannot be counted on from, say, is refused; nothing here is full, fails or is out of order.
        default: preconditionFailure("\(error)")
        }
    }
}

/// The tail gives the lines as they are, and their numbers can be counted on from.
private func checkTail(_ folder: LogUnderTest, holds log: [UInt8]) {
    do throws(LogError) {
        var tail = try LogTail(path: folder.options.file)
        let lines = try tail.next()
        let whole = log.lastIndex(of: UInt8(ascii: "\n")).map { log[...$0] } ?? []
        precondition(lines.flatMap { $0.bytes + [UInt8(ascii: "\n")] } == Array(whole), "the tail gives other lines")
        precondition(lines.allSatisfy { ($0.seq ?? 0) <= JournalEntry.largestNumber })
        let more = try tail.next()
        precondition(more.isEmpty, "the tail gives a line twice")
    } catch {
        preconditionFailure("\(error)")
    }
}

/// The last record is the one that was appended, under its number.
private func checkAppended(_ folder: LogUnderTest, seq: UInt64) {
    do throws(LogError) {
        var tail = try LogTail(path: folder.options.file)
        var last: LogTail.Line?
        while let line = try tail.next().last { last = line }
        precondition(last?.seq == seq, "the record that was appended is not the last")
    } catch {
        preconditionFailure("\(error)")
    }
}

/// A folder in memory with a log and a journal, removed at the end.
private final class LogUnderTest {
    private static let path = "/dev/shm/tact-fuzz-\(ProcessEnvironment.processID)"

    init(journal: [UInt8], log: [UInt8]) {
        clear()
        mkdir(Self.path, 0o700)
        if !journal.isEmpty { write(journal, to: "journal") }
        if !log.isEmpty { write(log, to: "findings.jsonl") }
    }

    deinit { clear() }

    var options: DurableLog.Options {
        var options = DurableLog.Options(state: Self.path, file: "\(Self.path)/findings.jsonl", version: "fuzz")
        options.journalSize = 8192
        return options
    }

    /// The bytes of each file of the log.
    var contents: [[UInt8]] {
        names.filter { $0.hasPrefix("findings") }.compactMap { try? NamedFile.contents(of: "\(Self.path)/\($0)") } + [[]]
    }

    private var names: [String] {
        let files = LinuxFileSystem()
        return (try? files.entries(of: files.openFolder(path: Self.path)).map(\.name.text)) ?? []
    }

    private func write(_ bytes: [UInt8], to name: String) {
        guard (try? NamedFile.replace("\(Self.path)/\(name)", with: bytes)) != nil else { fatalError("cannot write \(name)") }
    }

    private func clear() {
        for name in names { unlink("\(Self.path)/\(name)") }
        rmdir(Self.path)
    }
}
