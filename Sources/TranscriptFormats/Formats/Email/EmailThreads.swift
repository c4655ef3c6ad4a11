import Diagnostics
import Transcripts

/// Puts mails together that answer each other.
struct EmailThreads {
    /// A conversation that is to be handed out, or a mail that cannot be read.
    struct Pending {
        /// Of the mail in the file that it begins with.
        let number: Int
        fileprivate let entries: [Entry]
        private let fallback: String
        private let rejected: Diagnostic?

        init(rejected: Diagnostic, number: Int) {
            self.rejected = rejected
            self.number = number
            entries = []
            fallback = ""
        }

        fileprivate init(_ entries: [Entry], fallback: String) {
            rejected = nil
            number = entries.first?.number ?? 0
            self.entries = entries
            self.fallback = fallback
        }

        /// nil where nobody says anything.
        func item(in context: RecordContext) -> ExportItem? {
            rejected.map { .rejected($0) } ?? EmailThreads.item(of: entries, fallback: fallback, in: context)
        }
    }

    /// An object, as mails are sorted into threads, and a copy of each would be dear.
    fileprivate final class Entry {
        let mail: EmailMessage
        let number: Int
        let origin: RecordOrigin
        /// The number of one of the ids that tie it to others.
        let id: Int

        init(_ mail: EmailMessage, number: Int, origin: RecordOrigin, id: Int) {
            self.mail = mail
            self.number = number
            self.origin = origin
            self.id = id
        }
    }

    private enum Tie: Hashable {
        /// An id that a mail names, or has.
        case id(String)
        /// The two between whom a mail without any id goes, and its subject.
        case subject(String)
        /// Nothing: the number of the mail.
        case none(Int)
    }

    private let context: RecordContext
    private var entries: [Entry] = []
    /// What was seen of what ties mails together, and the number of each.
    private var numbers: [Tie: Int] = [:]
    /// For each number, that of an id in the same conversation; its own for one that stands for all of them.
    private var parents: [Int] = []
    /// Whether a number is that of a mail's own id.
    private var areMails: [Bool] = []

    init(context: RecordContext) { self.context = context }

    mutating func add(_ mail: EmailMessage, number: Int, origin: RecordOrigin) {
        if let reason = mail.drop {
            context.drops?.note(Drop(reason, transcript: mail.root ?? "", place: "mail \(number)"))
            return
        }
        let own = mail.id.map { self.number(of: .id($0)) }
        if let own, areMails[own] {
            // Folders of sent and of received mail both have it.
            context.drops?.note(Drop(.unknownKind, transcript: mail.root ?? "", place: "mail \(number)", detail: "a second copy"))
            return
        }
        if let own { areMails[own] = true }
        var first = own
        for id in [mail.references, mail.repliesTo].joined() {
            let named = self.number(of: .id(id))
            if let first { join(first, named) }
            first = first ?? named
        }
        let id = first ?? self.number(of: Self.tie(of: mail, number: number))
        entries.append(Entry(mail, number: number, origin: origin, id: id))
    }

    /// What ties a mail without any id to others: mails about the same subject between the same two are one conversation, as answers have
    /// lost their ids with the rest; the subject alone would put strangers together who all write “Order”.
    private static func tie(of mail: EmailMessage, number: Int) -> Tie {
        let subject = MailSubject.base(of: mail.subject ?? "")
        guard !subject.isEmpty, let from = mail.fromAddress?.lowercased(), let to = mail.toAddress?.lowercased() else {
            return .none(number)
        }
        return .subject("\(min(from, to)) \(max(from, to)) \(subject)")
    }

    private mutating func number(of tie: Tie) -> Int {
        let next = parents.count
        let number = Self.value(&numbers[tie, default: next])
        if number == next {
            parents.append(next)
            areMails.append(false)
        }
        return number
    }

    /// Reads a value in place, so that a new one is put where it was looked for.
    private static func value(_ place: inout Int) -> Int { place }

    private mutating func join(_ one: Int, _ other: Int) {
        let (one, other) = (representative(of: one), representative(of: other))
        parents[max(one, other)] = min(one, other)
    }

    private mutating func representative(of number: Int) -> Int {
        var number = number
        while parents[number] != number {
            parents[number] = parents[parents[number]]
            number = parents[number]
        }
        return number
    }

    // MARK: Transcripts

    /// The conversations, in the order in which they begin.
    mutating func pending() -> [Pending] {
        var threads: [[Entry]] = []
        var indices: [Int: Int] = [:]
        for entry in entries {
            let key = representative(of: entry.id)
            let index = indices[key] ?? threads.count
            indices[key] = index
            if index == threads.count { threads.append([]) }
            threads[index].append(entry)
        }
        entries = []
        return threads.enumerated().map { position, thread in
            Pending(thread, fallback: threads.count > 1 ? "\(context.fallbackID)-\(position + 1)" : context.fallbackID)
        }
    }

    private static func item(of thread: [Entry], fallback: String, in context: RecordContext) -> ExportItem? {
        guard let first = thread.min(by: { ($0.mail.time ?? .max, $0.number) < ($1.mail.time ?? .max, $1.number) }) else { return nil }
        var draft = TranscriptDraft(id: first.mail.root ?? fallback, context: context)
        draft.channel = .email
        for entry in thread {
            do throws(RecordError) {
                try add(entry, to: &draft, in: context)
            } catch {
                let place = Place(file: entry.origin.file, line: entry.origin.line)
                return .rejected(Diagnostic(code: error.code, error.message, at: place, help: error.help))
            }
        }
        return draft.isEmpty ? nil : .transcript(draft.finished())
    }

    private static func add(_ entry: Entry, to draft: inout TranscriptDraft, in context: RecordContext) throws(RecordError) {
        let mail = entry.mail
        let role = mail.isAutomatic ? .bot : MailRoles.role(name: mail.fromName, address: mail.fromAddress, settings: context.settings)
        try draft.add(
            role, author: mail.fromName ?? mail.fromAddress, time: mail.time.map { SourceTime(microseconds: $0) }, body: try mail.body(),
            attachments: mail.attachments, at: "mail \(entry.number)")
    }
}

/// The subject of a mail without what programs put before it when it is answered or passed on.
enum MailSubject {
    static func base(of subject: String) -> String {
        var rest = subject.lowercased()[...].trimmed
        while let colon = rest.firstIndex(of: ":") {
            // `Re:`, `AW:`, `Re[2]:` and `RE (3):`, and whatever else is so short: what matters is that answers look like what they answer.
            let mark = rest[..<colon].prefix { $0 != "[" && $0 != "(" && $0 != " " }
            guard marks.contains(String(mark)) else { break }
            rest = rest[rest.index(after: colon)...].trimmed
        }
        return rest.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    private static let marks: Set<String> = [
        "re", "aw", "wg", "sv", "vs", "vl", "vb", "vá", "fw", "fwd", "tr", "rv", "res", "enc", "rif", "r", "i", "antw", "doorst", "odp",
        "pd",
        "ynt", "返信", "転送",
    ]
}
