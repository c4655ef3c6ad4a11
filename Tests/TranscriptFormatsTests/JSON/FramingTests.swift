import Synchronization
import Testing
import Transcripts

@testable import TranscriptFormats

/// Bytes that are made when they are asked for, and how many were.
private final class Meter: Sendable {
    let read = Atomic(0)
}

private struct EndlessList: ByteSource {
    let head: String
    let element: String
    let count: Int
    let tail: String
    let meter: Meter
    private var made = -1
    private var left: ArraySlice<UInt8> = []

    init(head: String, element: String, count: Int, tail: String, meter: Meter) {
        (self.head, self.element, self.count, self.tail, self.meter) = (head, element, count, tail, meter)
    }

    mutating func read(into buffer: UnsafeMutableRawBufferPointer) -> Int {
        while left.isEmpty, made <= count {
            left = Array((made < 0 ? head : made < count ? element : tail).utf8)[...]
            made += 1
        }
        let part = left.prefix(buffer.count)
        buffer.copyBytes(from: part)
        left = left.dropFirst(part.count)
        meter.read.add(part.count, ordering: .relaxed)
        return part.count
    }
}

@Suite struct FramingTests {
    private static func record(_ id: String, text: String = "Hello?") -> String {
        #"{"id":"\#(id)","messages":[{"role":"customer","text":"\#(text)"}]}"#
    }

    @Test(arguments: [("", "\n", ""), ("[", ",\n", "\(record("z"))]"), (#"{"n":1,"transcripts":["#, ",", "\(record("z"))],\"m\":2}")])
    func recordsComeBeforeTheRestIsRead(head: String, separator: String, tail: String) throws {
        let meter = Meter()
        let element = Self.record("a", text: String(repeating: "long ", count: 200)) + separator
        let source = EndlessList(head: head, element: element, count: 2_000, tail: tail, meter: meter)
        var reader = ExportReader(source, name: "big.json")
        _ = try reader.next()
        #expect(meter.read.load(ordering: .relaxed) < 1 << 18)
        var count = 1
        while let item = try reader.next() {
            guard case .transcript = item else {
                Issue.record("\(item)")
                return
            }
            count += 1
        }
        #expect(count == (tail.isEmpty ? 2_000 : 2_001))
    }

    @Test func aRecordOverTheLimitIsSkippedInEveryLayout() throws {
        var limits = ReadLimits()
        limits.recordBytes = 200
        let big = Self.record("big", text: String(repeating: "x", count: 300_000))
        let layouts = [
            "\(Self.record("a"))\n\(big)\n\(Self.record("b"))\n", "[\(Self.record("a")),\(big),\(Self.record("b"))]",
            "{\"transcripts\":[\(Self.record("a")),\n\(big),\n\(Self.record("b"))]}", "[\(big),\(Self.record("a")),\(Self.record("b"))]",
        ]
        // Of many short strings and of a long one: pieces are dropped in the middle of either.
        let many = String(repeating: #"{"x":"y"},"#, count: 30_000)
        let small = layouts.map { $0.replacing(big, with: "{\"id\":\"big\",\"messages\":[\(many)7]}") }
        for layout in layouts + small {
            let outcome = try read(TricklingSource(Array(layout.utf8), step: 4099), limits: limits)
            #expect(outcome.transcripts.map(\.id) == ["a", "b"], "\(layout.prefix(40))")
            #expect(outcome.codes == ["record-too-large"], "\(layout.prefix(40))")
            #expect(outcome.rejected.first?.place?.line != nil)
        }
        #expect(try read(big, limits: limits).codes == ["record-too-large"])
    }

    @Test func everyOtherLimitNamesItself() throws {
        var limits = ReadLimits()
        limits.fileBytes = 1000
        #expect(try read(String(repeating: Self.record("a") + "\n", count: 1000), limits: limits).codes.last == "file-too-large")
        limits = ReadLimits()
        limits.messages = 0
        #expect(try read(Self.record("a"), limits: limits).codes == ["too-many-messages"])
        limits = ReadLimits()
        limits.textBytes = 5
        #expect(try read(Self.record("a"), limits: limits).codes == ["text-too-long"])
        limits = ReadLimits()
        limits.depth = 3
        let outcome = try read(Self.record("a") + "\n" + #"{"id":"b","x":[[[1]]],"messages":[]}"#, limits: limits)
        #expect(outcome.codes == ["too-deep"])
        limits = ReadLimits()
        limits.wholeFileBytes = 20
        #expect(try read("[10:00] Agent: Hello there\n[10:01] Customer: Hi", limits: limits).codes == ["file-too-large"])
    }

    @Test func aBrokenLineDoesNotTakeTheOthersWithIt() throws {
        let broken = [
            #"{"id":"x","messages":[{"role":"customer","text":"no end"#, #"{"id":"x","messages":[{"role":"customer","text":"x"}]"#, "{",
            "}", "nonsense",
            #"{"id":"x","messages":[]}}"#, #"[{"id":"x","messages":[]}"#,
        ]
        for line in broken {
            for lines in [[Self.record("a"), line, Self.record("b")], [line, Self.record("a"), Self.record("b")]] {
                guard lines[0].hasPrefix("{"), lines[0] != "{" else { continue }
                let outcome = try read(lines.joined(separator: "\n"))
                #expect(outcome.transcripts.map(\.id) == ["a", "b"], "\(lines)")
                #expect(outcome.rejected.map { $0.place?.line } == [lines[0] == line ? 1 : 2], "\(lines)")
                #expect(outcome.thrown.isEmpty)
            }
        }
    }

    @Test func aCutIsReportedOnceAndWhatWasWholeIsRead() throws {
        let whole = Self.record("a")
        for text in [
            "\(whole)\n\(whole.dropLast(9))", "[\(whole),\(whole.dropLast(9))", "[\(whole),", "[\(whole)", "{\"transcripts\":[\(whole)",
            "{\"transcripts\":[\(whole)],\"more\":", "{\"transcripts\":[\(whole),",
        ] {
            let outcome = try read(text)
            #expect(outcome.transcripts.map(\.id) == ["a"], "\(text)")
            #expect(outcome.codes == ["truncated"], "\(text)")
            #expect(outcome.thrown.isEmpty, "\(text)")
        }
    }

    @Test func aCutInTheFirstRecordIsThrown() throws {
        let whole = Self.record("a")
        for cut in stride(from: 1, to: whole.count, by: 3) {
            for text in [String(whole.prefix(cut)), "[" + whole.prefix(cut), "{\"transcripts\":[" + whole.prefix(cut)] {
                let outcome = try read(text)
                #expect(outcome.thrown.map(\.code) == ["truncated"], "\(text)")
                #expect(outcome.transcripts.isEmpty && outcome.rejected.isEmpty)
            }
        }
    }

    @Test func idsAreTheFilesNameWithANumberWhereItHoldsSeveral() throws {
        let record = #"{"messages":[{"role":"user","content":"hi"}]}"#
        #expect(try read(record, name: "chats/monday.v1.json").transcripts.map(\.id) == ["monday.v1"])
        #expect(try read("[\(record)]", name: "m.json").transcripts.map(\.id) == ["m"])
        #expect(try read("\(record)\n\(record)", name: "m.jsonl").transcripts.map(\.id) == ["m-1", "m-2"])
        #expect(try read("[\(record),\(record)]", name: "m.json").transcripts.map(\.id) == ["m-1", "m-2"])
        #expect(try read(record, name: ".json").transcripts.map(\.id) == [".json"])
    }

    @Test func anEmptyFileIsNoExport() throws {
        for text in ["", " \n\t", "\u{FEFF}"] { #expect(try read(text).thrown.map(\.code) == ["empty-file"]) }
    }

    @Test func whatTheSourceThrowsIsHandedOn() throws {
        struct Failing: ByteSource {
            struct Failure: Error {}
            mutating func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int { throw Failure() }
        }
        var reader = ExportReader(Failing(), name: "x")
        #expect(throws: Failing.Failure.self) { try reader.next() }
        #expect(try reader.next() == nil)
    }
}
