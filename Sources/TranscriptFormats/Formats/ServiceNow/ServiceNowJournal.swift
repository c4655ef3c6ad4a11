import Transcripts

/// What was written into a ticket: as ServiceNow shows it in one text, newest first, each entry below a line that says when and by whom.
struct ServiceNowJournal {
    enum Kind: Hashable {
        /// What the customer sees.
        case comment
        case workNote
        /// Another list, by its name.
        case other(String)

        /// Whether it is one of those that ServiceNow comes with.
        var isKnown: Bool { self == .comment || self == .workNote }

        /// - Parameter element: The name of a field, such as `work_notes`.
        init(element: String) {
            self =
                switch Word.folded(element) {
                case "comments": .comment
                case "work_notes": .workNote
                default: .other(element)
                }
        }

        /// - Parameter label: What people see of the field's name, such as “Additional comments”, in their language.
        init(label: String) {
            let words = label.lowercased()
            if Self.noteWords.contains(where: { words.contains($0) }) {
                self = .workNote
            } else {
                self = Self.commentWords.contains { words.contains($0) } ? .comment : .other(label)
            }
        }

        private static let noteWords = [
            "work note", "arbeitsnotiz", "notes de travail", "notas de trabajo", "notas de trabalho", "werknotitie",
        ]
        private static let commentWords = ["comment", "kommentar", "comentario", "comentário", "opmerking", "commenti"]
    }

    struct Entry {
        var author: String?
        var kind: Kind
        var time: SourceTime?
        var text: String
        var pointer: String
    }

    /// `2026-01-05 10:00:00 - Name (Additional comments)`.
    struct Header {
        let stamp: String
        let name: String
        let kind: Kind

        /// No line above an entry is longer, in bytes.
        private static let lengthLimit = 300

        /// nil for a line that is none.
        init?(_ line: Substring) {
            let line = line.trimmed
            guard line.utf8.first?.isDigit == true, line.utf8.last == UInt8(ascii: ")"), line.utf8.count <= Self.lengthLimit,
                let dash = line.firstRange(of: " - "), let open = Self.lastBracket(in: line), dash.upperBound <= open
            else { return nil }
            stamp = String(line[..<dash.lowerBound].trimmed)
            name = String(line[dash.upperBound..<open].trimmed)
            kind = Kind(label: String(line[line.index(after: open)...].dropLast()))
            guard !name.isEmpty, stamp.contains(":"), TimeText.read(stamp, zone: .utc) != .unreadable else { return nil }
        }

        /// Where the brackets open that close at the end.
        private static func lastBracket(in line: Substring) -> Substring.Index? {
            var depth = 0
            for index in line.indices.reversed() {
                if line[index] == ")" { depth += 1 }
                if line[index] == "(" {
                    depth -= 1
                    if depth == 0 { return index }
                }
            }
            return nil
        }
    }

    let context: RecordContext
    /// Oldest first, or in any order if they have times.
    var entries: [Entry] = []
    /// What the ticket tells of people, by their names, whether they write or not.
    var roles: [String: Role] = [:]
    /// Those who write work notes in other journals of the file.
    var workers: Set<String> = []

    init(context: RecordContext) { self.context = context }

    /// Takes the entries of a journal's text.
    ///
    /// - Parameter kind: What the text is where no line says it.
    mutating func read(_ text: String, kind: Kind, at pointer: String) throws(RecordError) {
        try read(lines: text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline), kind: kind, at: pointer)
    }

    mutating func read(lines: [Substring], kind: Kind, at pointer: String) throws(RecordError) {
        var found: [Entry] = []
        for line in lines {
            if let header = Header(line) {
                let time = try time(header.stamp, at: pointer)
                found.append(Entry(author: header.name, kind: header.kind, time: time, text: "", pointer: pointer))
            } else if found.isEmpty {
                guard !line.trimmed.isEmpty else { continue }
                found.append(Entry(author: nil, kind: kind, time: nil, text: String(line), pointer: pointer))
            } else {
                found[found.count - 1].text += "\n\(line)"
            }
        }
        let isAscending = (found.first?.time?.microseconds ?? 0) < (found.last?.time?.microseconds ?? 0)
        entries += isAscending ? found : found.reversed()
    }

    private func time(_ stamp: String, at pointer: String) throws(RecordError) -> SourceTime? {
        switch TimeText.read(stamp, zone: context.settings.timeZone) {
        case .time(let time): return time
        case .unreadable: return nil
        case .ambiguous:
            throw RecordError(
                "ambiguous-time", "“\(stamp.prefix(40))” may be two days: either number may be the month", at: pointer,
                help: "export as a user whose date format is yyyy-MM-dd; nothing is guessed here")
        }
    }

    /// Adds the entries to the ticket's transcript.
    func add(to draft: inout TranscriptDraft) throws(RecordError) {
        var speakers = Speakers()
        for (name, role) in roles { speakers.add(name, role: context.settings.agents.contains(name) ? .agent : role) }
        // Only who works on tickets can write work notes.
        for entry in entries where entry.kind == .workNote { entry.author.map { speakers.add($0, role: knownRole(of: $0) ?? .agent) } }
        for entry in entries where entry.kind == .comment { entry.author.map { speakers.add($0, role: knownRole(of: $0)) } }
        // Who is alone waits for an answer.
        let roles = try speakers.resolved(loner: .customer, at: entries.first?.pointer ?? "")
        for entry in entries {
            let role: Role
            switch entry.kind {
            case .workNote: role = .note
            case .comment: role = entry.author.flatMap { roles[$0] } ?? .customer
            case .other(let name):
                draft.drop(.unknownKind, at: entry.pointer, detail: name)
                continue
            }
            try draft.add(role, author: entry.author, time: entry.time, body: Self.body(entry.text), at: entry.pointer)
        }
    }

    private func knownRole(of name: String) -> Role? {
        if context.settings.agents.contains(name) { return .agent }
        if let role = roles[name] ?? context.people.role(of: name) { return role }
        if workers.contains(name) { return .agent }
        // The account that every instance comes with, and that people work with.
        return Word.folded(name) == "system_administrator" ? .agent : context.settings.role(ofName: name)
    }

    /// Text, in which what stands between `[code]` and `[/code]` is HTML.
    private static func body(_ text: String) -> MessageBody {
        guard text.contains("[code]") else { return .plain(text) }
        return .html(text.replacing("[code]", with: "").replacing("[/code]", with: ""))
    }
}
