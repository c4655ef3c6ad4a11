import Foundation
import Synchronization
import SystemCalls
import Testing
import Transcripts

@testable import Findings

/// A daemon in small: takes files from one folder, appends a finding and a transcript record for each, and moves them to another.
struct LogWorkload {
    static let names = (0..<5).map { "transcript-\($0)" }
    static let folders = ["/log", "/state", "/in", "/done"]

    var log: String
    var state: String
    var incoming: String
    var done: String
    var largestFile: Int64?
    /// How many files are committed at once. Four need more than the journal's first size.
    var batch: Int

    init(root: String = "", largestFile: Int64? = nil, batch: Int = 2) {
        log = "\(root)/log"
        state = "\(root)/state"
        incoming = "\(root)/in"
        done = "\(root)/done"
        self.largestFile = largestFile
        self.batch = batch
    }

    func deliver(to files: some FileSystem) throws {
        let folder = try files.openFolder(path: incoming)
        for name in Self.names {
            let file = try files.create(#require(FileName(name)), in: folder, permissions: 0o600)
            try files.synchronize(file)
        }
        try files.synchronize(folder)
    }

    /// Works until nothing is left, as the daemon does between two starts.
    ///
    /// - Throws: What makes the process end.
    func run(on files: some FileSystem) throws {
        var options = DurableLog.Options(state: state, file: "\(log)/findings.jsonl", version: "1.0", largestFile: largestFile)
        options.journalSize = 8192
        let durable = try DurableLog(options, files: files, time: FixedTime())
        let (from, to) = (try files.openFolder(path: incoming), try files.openFolder(path: done))
        let recovery = try retrying { try durable.recover() }
        if !recovery.isSettled {
            let moved = String(decoding: try #require(recovery.attachment), as: UTF8.self)
            try retrying { try move(moved, from, to, files) }
            try retrying { try durable.settle() }
        }
        while true {
            let names = try files.entries(of: from).map { $0.name.text }.prefix(batch)
            if names.isEmpty { return }
            let records = RecordEncoder().encoded(names.flatMap { Samples.records(ofTranscript: $0) })
            let attachment = names.joined(separator: "\n")
            try retrying {
                try durable.isCommitted ? durable.finish() : durable.append(records, attachment: Array(attachment.utf8))
            }
            try retrying { try move(attachment, from, to, files) }
            try retrying { try durable.settle() }
        }
    }

    private func move(_ names: String, _ from: Descriptor, _ to: Descriptor, _ files: some FileSystem) throws {
        for name in names.split(separator: "\n") {
            let name = try #require(FileName(String(name)))
            if try files.statusIfPresent(of: name, in: from) == nil { continue }
            if try files.statusIfPresent(of: name, in: to) == nil {
                try files.rename(name, in: from, to: name, in: to)
            } else {
                // A power cut left both names.
                try files.remove(name, in: from)
            }
        }
        do { try files.synchronize(to) } catch { throw LogError.syncFailed(error) }
        do { try files.synchronize(from) } catch { throw LogError.syncFailed(error) }
    }

    /// Space comes back at once.
    private func retrying<Result>(_ body: () throws -> Result) throws -> Result {
        do {
            return try body()
        } catch LogError.outOfSpace {
            return try body()
        } catch let error as SystemCallError where error.isOutOfSpace {
            return try body()
        }
    }

    // MARK: What must hold

    /// What is wrong with the log and the folders; empty where all is as promised.
    func mistakes(on files: some FileSystem) throws -> [String] {
        var mistakes: [String] = []
        var seqs: [Int] = []
        var counts: [String: Int] = [:]
        let folder = try files.openFolder(path: log)
        for entry in try files.entries(of: folder) {
            let file = try files.open(entry.name, in: folder, for: .reading)
            let bytes = try files.read(file, at: 0, count: Int(files.status(of: file).size))
            if bytes.last.map({ $0 != UInt8(ascii: "\n") }) ?? false { mistakes.append("\(entry.name) ends within a line") }
            for (number, line) in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).dropLast().enumerated() {
                guard let record = try? JSONSerialization.jsonObject(with: Data(line)) as? [String: Any], let seq = record["seq"] as? Int,
                    let type = record["type"] as? String
                else {
                    mistakes.append("\(entry.name):\(number + 1) is no record: \(String(decoding: line.prefix(40), as: UTF8.self))")
                    continue
                }
                if (number == 0) != (type == "log") { mistakes.append("\(entry.name):\(number + 1) is a \(type) record") }
                seqs.append(seq)
                if let transcript = record["transcript"] as? [String: Any] { counts["\(type) \(transcript["id"] ?? "")", default: 0] += 1 }
            }
        }
        if seqs.sorted() != Array(1..<(seqs.count + 1)) { mistakes.append("numbers: \(seqs.sorted())") }
        for key in Self.names.flatMap({ ["finding \($0)", "transcript \($0)"] }) where counts[key] != 1 {
            mistakes.append("\(key): \(counts[key] ?? 0) times")
        }
        let left = try files.entries(of: files.openFolder(path: incoming)).map { $0.name.text }
        if !left.isEmpty { mistakes.append("left: \(left)") }
        if try files.entries(of: files.openFolder(path: done)).map({ $0.name.text }) != Self.names { mistakes.append("not all are done") }
        return mistakes
    }
}

/// A clock that stands still.
struct FixedTime: TimeSource {
    /// 2026-01-05T10:00:00.250Z.
    var wall: Int64 = 1_767_607_200_250_000_000
    var monotonic: Int64 = 0
}

/// Small records for tests that look at the log rather than at them.
enum Samples {
    static func records(of ids: String...) -> EncodedRecords { RecordEncoder().encoded(ids.flatMap { records(ofTranscript: $0) }) }

    static func records(ofTranscript id: String) -> [LogRecord] {
        let finding = Finding(
            id: "f-\(id)", rule: RuleReference(pack: "core-en", packVersion: "1.0.0", name: "dismissive-phrasing", rev: 1),
            category: "dismissive-phrasing", behaviour: .concern, severity: .warning, message: "The agent said “calm down”.",
            at: Quotation(message: 0, author: "Mara", time: nil, span: 0..<9, quote: "calm down"), fix: "Say what you will do.")
        return LogRecord.records(
            of: Transcript(id: id, messages: [Message(index: 0, role: .agent, text: "calm down")]),
            from: Provenance(file: "\(id).json", format: "tact"),
            result: LintResult(findings: [finding], verdict: Verdict(counts: [.warning: 1], score: 60, packs: ["core-en@1.0.0"])))
    }
}
