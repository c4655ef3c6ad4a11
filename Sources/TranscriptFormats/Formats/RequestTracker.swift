import Diagnostics
import Transcripts

/// Request Tracker: the transactions of tickets, as its REST interface of version 1 writes them (`ticket/12/history?format=l`).
struct RequestTracker: WholeTextFormat {
    let name = "request-tracker"
    let title = "Request Tracker"
    let recognition = "text with fields “Ticket: …”, “Type: …” and “Creator: …” a line, as RT's REST interface writes transactions"

    func recognise(_ head: [UInt8], settings: FormatSettings) -> TextRecognition? {
        let lines = head.split(separator: 0x0A, maxSplits: 400).map { TextDecoding.text($0.last == 0x0D ? $0.dropLast() : $0) }
        let first = lines.first { !$0.isEmpty && !$0.hasPrefix("RT/") && !$0.hasPrefix("#") }
        guard first?.hasPrefix("id:") == true else { return nil }
        let hasTransaction = ["Ticket:", "Type:"].allSatisfy { field in lines.contains { $0.hasPrefix(field) } }
        if hasTransaction, lines.contains(where: { $0.hasPrefix("Content:") || $0.hasPrefix("Creator:") }) { return .readable }
        let isTicket = ["Queue:", "Requestors:"].allSatisfy { field in lines.contains { $0.hasPrefix(field) } }
        return isTicket ? .withoutBodies(help: "a ticket's fields are no words of anybody: export ticket/ID/history?format=l") : nil
    }

    func items(of text: [UInt8], origin: RecordOrigin, context: RecordContext) throws -> [ExportItem] {
        var order: [String] = []
        var tickets: [String: [RequestTrackerTransaction]] = [:]
        for transaction in RequestTrackerTransaction.all(in: text) {
            let ticket = transaction.value("Ticket") ?? ""
            if tickets[ticket] == nil { order.append(ticket) }
            tickets[ticket, default: []].append(transaction)
        }
        let items = order.compactMap { item(of: $0, tickets[$0] ?? [], file: origin.file, context: context) }
        guard !items.isEmpty else {
            throw FileError.withoutBodies(self, file: origin.file, help: "no transaction has content; export ticket/ID/history?format=l")
        }
        return items
    }

    private func item(of ticket: String, _ transactions: [RequestTrackerTransaction], file: String, context: RecordContext) -> ExportItem? {
        var draft = TranscriptDraft(id: ticket.isEmpty ? nil : ticket, context: context)
        draft.channel = .email
        // Whoever made the ticket is who it concerns, unless the settings know better.
        let requester = transactions.first { $0.value("Type") == "Create" }?.value("Creator")
        for transaction in transactions {
            do throws(RecordError) {
                try add(transaction, requester: requester, to: &draft, settings: context.settings)
            } catch {
                let place = Place(file: file, line: transaction.line)
                return .rejected(Diagnostic(code: error.code, error.message, at: place, help: error.help))
            }
        }
        return draft.isEmpty ? nil : .transcript(draft.finished())
    }

    private func add(
        _ transaction: RequestTrackerTransaction, requester: String?, to draft: inout TranscriptDraft, settings: FormatSettings
    ) throws(RecordError) {
        let kind = transaction.value("Type") ?? ""
        let place = "transaction \(transaction.value("id") ?? "")"
        if kind == "Status", let status = transaction.value("NewValue") { draft.state = StateWords.state(of: status) ?? draft.state }
        // What RT itself sent to people repeats what is said.
        if kind.hasSuffix("EmailRecord") { return draft.drop(.notification, at: place, detail: kind) }
        guard ["Create", "Correspond", "Comment"].contains(kind) else { return draft.drop(.stateChange, at: place, detail: kind) }
        let creator = transaction.value("Creator")
        var time: SourceTime?
        if let created = transaction.value("Created"), case .time(let read) = TimeText.read(created, zone: settings.timeZone) {
            time = read
        }
        try draft.add(
            kind == "Comment" ? .note : role(of: creator, requester: requester, settings: settings), author: creator, time: time,
            body: .plain(transaction.content), attachments: transaction.attachments, at: place)
    }

    private func role(of creator: String?, requester: String?, settings: FormatSettings) -> Role {
        guard let creator else { return .customer }
        if creator == "RT_System" { return .system }
        if settings.agents.contains(creator) { return .agent }
        return creator == requester || !settings.agents.isEmpty ? .customer : .agent
    }
}

/// One transaction: fields `Name: value` a line, of which the lines that follow are indented.
struct RequestTrackerTransaction {
    /// The line of the file that it begins with, from 1.
    var line: Int
    private var fields: [String: [String]] = [:]

    private init(line: Int) { self.line = line }

    /// The transactions of a text, which `--` lines stand between.
    static func all(in text: [UInt8]) -> [RequestTrackerTransaction] {
        var transactions: [RequestTrackerTransaction] = []
        var current = RequestTrackerTransaction(line: 1)
        var field = ""
        for (index, bytes) in text.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated() {
            let line = TextDecoding.text(bytes.last == 0x0D ? bytes.dropLast() : bytes)
            if line == "--" {
                transactions.append(current)
                current = RequestTrackerTransaction(line: index + 2)
                field = ""
            } else if let name = name(of: line) {
                field = String(name)
                current.fields[field] = [String(line.dropFirst(name.count + 1).drop { $0 == " " })]
            } else if !field.isEmpty {
                // Content is indented below its first line by the width of its name.
                let indent = line.prefix(field.count + 2).prefix { $0 == " " }.count
                current.fields[field]?.append(String(line.dropFirst(indent)))
            }
        }
        return (transactions + [current]).filter { !$0.fields.isEmpty }
    }

    private static let names: Set<Substring> = [
        "id", "Ticket", "TimeTaken", "Type", "Field", "OldValue", "NewValue", "Data", "Description", "Content", "Creator", "Created",
        "Attachments",
    ]

    private static func name(of line: String) -> Substring? {
        let name = line.prefix(12).prefix { $0 != ":" }
        return name.endIndex < line.endIndex && line[name.endIndex] == ":" && names.contains(name) ? name : nil
    }

    /// The first line of a field; nil where it is empty or absent.
    func value(_ field: String) -> String? { fields[field]?.first.flatMap { $0.trimmedSpaces.isEmpty ? nil : $0.trimmedSpaces } }

    /// What was written; RT has a sentence of its own for nothing.
    var content: String {
        let text = (fields["Content"] ?? []).joined(separator: "\n")
        return text.hasPrefix("This transaction appears to have no content") ? "" : text
    }

    /// The names in lines such as `5: photo.png (12k)`.
    var attachments: [String?] {
        (fields["Attachments"] ?? []).compactMap { line in
            guard let colon = line.firstIndex(of: ":") else { return nil }
            let name = line[line.index(after: colon)...].trimmed
            let end = name.lastIndex(of: "(") ?? name.endIndex
            let file = name[..<end].trimmed
            return file.isEmpty || file == "untitled" ? nil : .some(String(file))
        }
    }
}
