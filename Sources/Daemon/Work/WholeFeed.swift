import Diagnostics
import Findings
import TranscriptFormats
import Transcripts

/// Has a small file read and linted as one piece of work.
final class WholeFeed: ExportFeed {
    /// Larger ones are better read item by item, so that several threads share their transcripts.
    static let largest = 1 << 16

    /// All that is in a file.
    private struct Content: Weighed {
        var items: [FedItem] = []
        var failure: [Diagnostic]?

        var weight: Int {
            items.reduce(0) { weight, item in
                if case .transcript(let linted) = item { weight + linted.weight } else { weight }
            }
        }
    }

    private let desk: LintDesk
    private var ticket: LintDesk.Ticket<Content>?
    private var items: ArraySlice<FedItem> = []
    private(set) var failure: [Diagnostic]?
    /// It is one piece of work.
    var readsAhead = true

    init(_ bytes: [UInt8], _ origin: ExportOrigin, desk: LintDesk, share: LintDesk.Share) {
        self.desk = desk
        ticket = desk.start(share, bytes: bytes.count) { Self.read(bytes, origin, with: $0) }
    }

    /// Whether a file is one of those whose reading is as bounded as its bytes, and touches nothing that threads share.
    static func fits(_ bytes: [UInt8]) -> Bool {
        let first = bytes.first { !" \t\r\n".utf8.contains($0) }
        return first == UInt8(ascii: "{") || first == UInt8(ascii: "[")
    }

    private static func read(_ bytes: [UInt8], _ origin: ExportOrigin, with tools: LintDesk.Tools) -> Content {
        var reader = ExportReader(MemorySource(bytes), name: origin.file, limits: origin.limits, settings: origin.settings)
        var content = Content()
        var room = Batch.sliceLimit
        do {
            while let item = try reader.next() {
                switch item {
                case .rejected(let diagnostic): content.items.append(.rejected(diagnostic))
                case .transcript(let transcript):
                    let linted = LintedTranscript(transcript, from: origin.provenance(reader.format), with: tools, room: room)
                    if linted.records != nil { room -= linted.size }
                    content.items.append(.transcript(linted))
                }
            }
        } catch {
            content.failure = origin.diagnostics(of: error)
        }
        return content
    }

    var isDone: Bool { ticket?.isDone ?? true }

    func next() -> FedItem? {
        if let ticket {
            let content = desk.finish(ticket)
            (items, failure) = (content.items[...], content.failure)
            self.ticket = nil
        }
        return items.popFirst()
    }

    func readAhead() {}

    func complete() { if let ticket { desk.complete(ticket) } }

    func startAnew() { ticket = ticket.map { desk.startAnew($0) } }

    func drop() {
        if let ticket { desk.drop(ticket) }
        ticket = nil
        items = []
    }
}
