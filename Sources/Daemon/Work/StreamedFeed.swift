import Diagnostics
import Findings
import TranscriptFormats
import Transcripts

/// Reads a file item by item here, and has each transcript linted as a piece of work of its own: memory holds a part of it.
final class StreamedFeed: ExportFeed {
    private enum Item {
        case transcript(LintDesk.Ticket<LintedTranscript>)
        case committed
        case rejected(Diagnostic)
    }

    private let origin: ExportOrigin
    private let desk: LintDesk
    private let share: LintDesk.Share
    private var reader: ExportReader
    private var ahead: ArraySlice<Item> = []
    private var hasEnded = false
    /// How many of the next items an earlier process has committed.
    private var skipped: UInt64
    var readsAhead = true
    private(set) var failure: [Diagnostic]?

    init(_ source: any ByteSource, _ origin: ExportOrigin, desk: LintDesk, share: LintDesk.Share, skipping skipped: UInt64 = 0) {
        self.origin = origin
        self.desk = desk
        self.share = share
        self.skipped = skipped
        reader = ExportReader(source, name: origin.file, limits: origin.limits, settings: origin.settings)
    }

    var isDone: Bool {
        ahead.allSatisfy { item in
            if case .transcript(let ticket) = item { ticket.isDone } else { true }
        }
    }

    func next() -> FedItem? {
        readAhead()
        switch ahead.popFirst() {
        case .transcript(let ticket): return .transcript(desk.finish(ticket))
        case .committed: return .committed
        case .rejected(let diagnostic): return .rejected(diagnostic)
        case nil: return nil
        }
    }

    func readAhead() {
        while !hasEnded, ahead.isEmpty || (readsAhead && ahead.count < desk.limit && !desk.isFull(share)) {
            do {
                if let item = try reader.next() { ahead.append(begin(item)) } else { hasEnded = true }
            } catch {
                hasEnded = true
                failure = origin.diagnostics(of: error)
            }
        }
    }

    private func begin(_ item: ExportItem) -> Item {
        let isCommitted = skipped > 0
        if isCommitted { skipped -= 1 }
        switch item {
        case .rejected(let diagnostic): return .rejected(diagnostic)
        case .transcript where isCommitted: return .committed
        case .transcript(let transcript):
            let bytes = transcript.messages.reduce(0) { $0 + $1.text.utf8.count }
            let provenance = origin.provenance(reader.format)
            return .transcript(desk.start(share, bytes: bytes) { LintedTranscript(transcript, from: provenance, with: $0) })
        }
    }

    func complete() { for case .transcript(let ticket) in ahead { desk.complete(ticket) } }

    func startAnew() {
        for index in ahead.indices {
            if case .transcript(let ticket) = ahead[index] { ahead[index] = .transcript(desk.startAnew(ticket)) }
        }
    }

    func drop() {
        for case .transcript(let ticket) in ahead { desk.drop(ticket) }
        ahead = []
        hasEnded = true
    }
}
