import Foundation
import TestSupport

/// Reads the findings log as a dashboard does: only whole lines, each once, and never again what it has read.
struct LogReader {
    private let disk: MemoryFileSystem
    /// What was read of each file.
    private var known: [UInt64: [UInt8]] = [:]
    private(set) var numbers: [Int] = []
    /// How many records there are of each.
    private(set) var transcripts: [String: Int] = [:]
    private(set) var findings: [String: Int] = [:]
    private(set) var rejections = 0
    /// Whether what is in the log can be believed before the daemon has looked at it.
    private(set) var isTrusting = true

    init(_ disk: MemoryFileSystem) { self.disk = disk }

    /// After a power cut only what was durable is known to be still there; it is read anew.
    mutating func forget() {
        self = LogReader(disk)
        isTrusting = false
    }

    /// Reads on.
    mutating func mistakes() -> [String] {
        isTrusting = true
        return disk.list("/log").flatMap { entry in read(entry.name, entry.inode) }
    }

    private mutating func read(_ name: String, _ inode: UInt64) -> [String] {
        let bytes = disk.contents(inode)
        let before = known[inode] ?? []
        let isSame = bytes.count >= before.count && before.withUnsafeBytes { old in
            bytes.withUnsafeBytes { old.isEmpty || memcmp(old.baseAddress!, $0.baseAddress!, old.count) == 0 }
        }
        guard isSame else { return ["\(name) was changed below \(before.count)"] }
        guard bytes.count > before.count, let end = bytes[before.count...].lastIndex(of: UInt8(ascii: "\n")) else { return [] }
        known[inode] = Array(bytes[...end])
        var mistakes: [String] = []
        for (index, line) in bytes[before.count..<end].split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).enumerated() {
            if !take(line, isFirst: before.isEmpty && index == 0) {
                mistakes.append("\(name) has a line that is no record: \(String(decoding: line.prefix(60), as: UTF8.self))")
            }
        }
        return mistakes
    }

    private mutating func take(_ line: ArraySlice<UInt8>, isFirst: Bool) -> Bool {
        guard let record = try? JSONSerialization.jsonObject(with: Data(line)) as? [String: Any], let seq = record["seq"] as? Int,
            let type = record["type"] as? String, (type == "log") == isFirst
        else { return false }
        numbers.append(seq)
        switch type {
        case "transcript": transcripts[(record["transcript"] as? [String: Any])?["id"] as? String ?? "", default: 0] += 1
        case "finding": findings[record["id"] as? String ?? "", default: 0] += 1
        case "rejected": rejections += 1
        default: break
        }
        return true
    }
}
