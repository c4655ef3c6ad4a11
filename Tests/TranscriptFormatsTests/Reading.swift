import Diagnostics
import Foundation
import TestSupport
import Testing
import Transcripts

@testable import TranscriptFormats

/// All that an export gave, and what it threw at the end, if it did.
struct Outcome {
    var transcripts: [Transcript] = []
    var rejected: [Diagnostic] = []
    var thrown: [Diagnostic] = []
    var format: String?

    /// The codes of everything that was wrong.
    var codes: [String] { (rejected + thrown).map(\.code) }
}

/// Bytes that come a few at a time, however much is asked for.
struct TricklingSource: ByteSource {
    var bytes: [UInt8]
    let step: Int
    private var position = 0

    init(_ bytes: [UInt8], step: Int) {
        self.bytes = bytes
        self.step = step
    }

    mutating func read(into buffer: UnsafeMutableRawBufferPointer) -> Int {
        let count = min(buffer.count, step, bytes.count - position)
        for index in 0..<count { buffer[index] = bytes[position + index] }
        position += count
        return count
    }
}

func read(
    _ source: any ByteSource, name: String = "export.json", limits: ReadLimits = ReadLimits(), settings: FormatSettings = FormatSettings()
) throws -> Outcome {
    var outcome = Outcome()
    var reader = ExportReader(source, name: name, limits: limits, settings: settings)
    do {
        while let item = try reader.next() {
            switch item {
            case .transcript(let transcript): outcome.transcripts.append(transcript)
            case .rejected(let diagnostic): outcome.rejected.append(diagnostic)
            }
        }
    } catch let error as DiagnosticsError {
        outcome.thrown = error.diagnostics
    }
    outcome.format = reader.format
    return outcome
}

func read(
    _ text: String, name: String = "export.json", limits: ReadLimits = ReadLimits(), settings: FormatSettings = FormatSettings()
) throws -> Outcome {
    try read(MemorySource(Array(text.utf8)), name: name, limits: limits, settings: settings)
}

func read(_ bytes: [UInt8], name: String = "export.json", limits: ReadLimits = ReadLimits()) throws -> Outcome {
    try read(MemorySource(bytes), name: name, limits: limits)
}

/// An export under `Tests/Fixtures/formats`, with what it should give beside it.
struct Fixture: CustomTestStringConvertible, Sendable {
    let folder: String
    let file: String

    /// The folders of fixtures, each called like its format.
    static let formats = entries(of: "").filter { !$0.hasPrefix("_") }
    static let readable = formats.flatMap { `in`($0) }
    static let negative = `in`("_negative")
    static let all = readable + negative

    private static func `in`(_ folder: String) -> [Fixture] {
        entries(of: folder).filter { !$0.hasSuffix(".expected.json") }.map { Fixture(folder: folder, file: $0) }
    }

    private static func entries(of folder: String) -> [String] {
        let entries = try? FileManager.default.contentsOfDirectory(atPath: Repository.url("Tests/Fixtures/formats/\(folder)").path)
        return entries?.filter { !$0.hasPrefix(".") }.sorted() ?? []
    }

    var testDescription: String { "\(folder)/\(file)" }

    func bytes() throws -> [UInt8] { try Repository.bytes("Tests/Fixtures/formats/\(folder)/\(file)") }

    func expected() throws -> Expected {
        let number = file.prefix { $0 != "." }
        return try JSONDecoder().decode(
            Expected.self, from: Data(Repository.bytes("Tests/Fixtures/formats/\(folder)/\(number).expected.json")))
    }

    struct Expected: Decodable {
        var transcripts: [Conversation]
        var reason: String?

        struct Conversation: Decodable, Equatable {
            var id: String
            var channel: String
            var agent: String?
            var csat: Double?
            var messages: [Utterance]

            init(_ transcript: Transcript) {
                id = transcript.id
                channel = transcript.channel.rawValue
                agent = transcript.agent
                csat = transcript.csat
                messages = transcript.messages.map(Utterance.init)
            }
        }

        struct Utterance: Decodable, Equatable {
            var index: Int
            var role: String
            var author: String?
            var time: String?
            var text: String

            init(_ message: Message) {
                index = message.index
                role = message.role.rawValue
                author = message.author
                time = message.time?.description
                text = message.text
            }
        }
    }
}

/// A diagnostic as text, for golden files.
func describe(_ diagnostic: Diagnostic) -> String {
    let place = diagnostic.place
    let numbers = [place?.line, place?.column].map { $0.map { String($0) } ?? "-" }.joined(separator: ":")
    let bytes = place?.bytes.map { "\($0.lowerBound)..<\($0.upperBound)" } ?? "-"
    var lines = ["\(diagnostic.code): \(diagnostic.message)", "  at \(numbers), bytes \(bytes), \(place?.pointer ?? "no pointer")"]
    if let excerpt = place?.excerpt {
        lines.append("  | \(excerpt.text)")
        lines.append(
            "  | " + String(repeating: " ", count: excerpt.underline.lowerBound) + String(repeating: "^", count: excerpt.underline.count))
    }
    return (lines + ["  = \(diagnostic.help ?? "no help")", ""]).joined(separator: "\n")
}

/// What a JSON format drops of one record.
func drops(_ format: some JSONFormat, _ json: String) throws -> [Drop] {
    let document = try JSONDocument(depthLimit: 64)
    let log = DropLog()
    let context = RecordContext(fallbackID: "x", settings: FormatSettings(), limits: ReadLimits(), drops: log)
    _ = try Array(json.utf8).withUnsafeBufferPointer { try format.transcripts(of: document.parse($0), in: context) }
    return log.take()
}

/// All that a text format makes of a text.
func items(of format: some TextFormat, _ text: String, name: String, in context: RecordContext) throws -> [ExportItem] {
    var body = try format.body(of: try Input(MemorySource(Array(text.utf8)), file: name, limit: 1 << 30), context: context)
    var items: [ExportItem] = []
    while let more = try body.next() { items += more }
    return items
}
