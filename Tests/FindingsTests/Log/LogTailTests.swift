import Foundation
import SystemCalls
import TestSupport
import Testing

@testable import Findings

@Suite struct LogTailTests {
    private let temporary: TemporaryFolder
    private let log: DurableLog

    init() throws {
        temporary = try TemporaryFolder()
        var options = DurableLog.Options(state: temporary.path, file: temporary.path("findings.jsonl"), version: "1.0")
        options.journalSize = 8192
        log = try DurableLog(options, time: FixedTime())
    }

    private var path: String { temporary.path("findings.jsonl") }

    private func append(_ id: String) throws {
        try log.append(Samples.records(of: id))
        try log.settle()
    }

    private func rotate(_ number: Int) throws { try FileManager.default.moveItem(atPath: path, toPath: "\(path).\(number)") }

    @Test func givesEachLineOnce() throws {
        _ = try log.recover()
        var tail = try LogTail(path: path)
        #expect(try tail.next().isEmpty)
        try append("a")
        #expect(try tail.next().map { $0.seq } == [1, 2, 3])
        #expect(try tail.next().isEmpty)
        try append("b")
        let lines = try tail.next()
        #expect(lines.map { $0.seq } == [4, 5])
        #expect(lines.allSatisfy { $0.bytes.first == UInt8(ascii: "{") && $0.bytes.last == UInt8(ascii: "}") })
    }

    @Test func waitsForAFileThatIsNotThere() throws {
        var tail = try LogTail(path: path, from: .end)
        #expect(try tail.next().isEmpty)
        _ = try log.recover()
        try append("a")
        #expect(try tail.next().map { $0.seq } == [1, 2, 3])
    }

    @Test func beginsAtTheEndWhereAsked() throws {
        _ = try log.recover()
        try append("a")
        var tail = try LogTail(path: path, from: .end)
        try append("b")
        #expect(try tail.next().map { $0.seq } == [4, 5])
    }

    @Test func ignoresALineWithoutAnEnd() throws {
        try temporary.write("{\"type\":\"log\",\"schema\":1,\"seq\":1}\n{\"type\":\"rules\",\"sch", to: "findings.jsonl")
        var tail = try LogTail(path: path)
        #expect(try tail.next().map { $0.seq } == [1])
        let handle = try FileHandle(forUpdating: URL(filePath: path))
        try handle.seekToEnd()
        try handle.write(contentsOf: Data("ema\":1,\"seq\":2}\nother\n".utf8))
        try handle.close()
        #expect(try tail.next().map { $0.seq } == [2, nil])
    }

    @Test func followsSeveralRotations() throws {
        _ = try log.recover()
        try append("a")
        var tail = try LogTail(path: path)
        #expect(try tail.next().count == 3)
        try append("b")
        try rotate(2)
        try append("c")
        try rotate(1)
        // Not begun yet: the file before may still grow.
        try temporary.write("", to: "findings.jsonl")
        #expect(try tail.next().map { $0.seq } == [4, 5, 6, 7, 8])
        try append("d")
        #expect(try tail.next().map { $0.seq } == [9, 10, 11])
    }

    @Test func givesNothingTwiceWhenTheFileIsCut() throws {
        _ = try log.recover()
        try append("a")
        var tail = try LogTail(path: path)
        #expect(try tail.next().count == 3)
        truncate(path, Int(try LinuxFileSystem().status(path: path).size) - 20)
        #expect(try tail.next().isEmpty)
        try append("b")
        #expect(try tail.next().map { $0.seq } == [4, 5, 6])
    }

    @Test func readsInBoundedSteps() throws {
        _ = try log.recover()
        for number in 0..<300 { try append("transcript-\(number)") }
        var tail = try LogTail(path: path)
        var seqs: [UInt64] = []
        var steps = 0
        while case let lines = try tail.next(limit: 1), !lines.isEmpty {
            seqs += lines.compactMap { $0.seq }
            steps += 1
        }
        #expect(seqs == Array(1...601))
        #expect(steps > 1)
    }
}
