import CGMime
import Glibc

/// Puts a mail together while GMime reads it.
final class EmailCollector {
    private(set) var message = EmailMessage()
    /// The multiparts that are open, around them all the mail itself; each has the texts of its parts so far.
    private var groups = [Group(isAlternative: false)]

    private struct Group {
        var isAlternative: Bool
        var parts: [[EmailMessage.Text]] = []

        /// The texts of all parts; of an alternative one those that say it best: plain text, else the last, which is the richest.
        var texts: [EmailMessage.Text] {
            guard isAlternative else { return parts.flatMap { $0 } }
            let spoken = parts.filter { $0.contains(where: \.hasWords) }
            return spoken.first { !$0.contains(where: \.isHTML) } ?? spoken.last ?? []
        }
    }

    static func of(_ context: UnsafeMutableRawPointer?) -> EmailCollector? {
        context.map { Unmanaged<EmailCollector>.fromOpaque($0).takeUnretainedValue() }
    }

    // MARK: Fields

    func field(_ field: tact_mail_field, _ value: String) {
        let value = value.trimmedSpaces
        guard !value.isEmpty else { return }
        switch field {
        case TACT_MAIL_SUBJECT: message.subject = value
        case TACT_MAIL_FROM_NAME: message.fromName = value
        case TACT_MAIL_FROM_ADDRESS: message.fromAddress = value
        case TACT_MAIL_TO_ADDRESS: message.toAddress = value
        case TACT_MAIL_MESSAGE_ID: message.id = value
        case TACT_MAIL_REFERENCE: message.references.append(value)
        case TACT_MAIL_IN_REPLY_TO: message.repliesTo.append(value)
        // RFC 3834: anything but `no`, before parameters.
        case TACT_MAIL_AUTO_SUBMITTED: if Self.word(of: value) != "no" { message.isAutomatic = true }
        case TACT_MAIL_PRECEDENCE: if ["bulk", "auto_reply", "junk"].contains(Self.word(of: value)) { message.isAutomatic = true }
        case TACT_MAIL_AUTO_REPLY: if Self.word(of: value) != "no" { message.isAutomatic = true }
        case TACT_MAIL_DRAFT: if Self.word(of: value) != "0" { message.drop = .draft }
        case TACT_MAIL_LABELS: message.drop = message.drop ?? Self.drop(forLabels: value)
        default: break
        }
    }

    private static func drop(forLabels labels: String) -> Drop.Reason? {
        let labels = labels.lowercased().split(separator: ",").map { String($0.trimmed) }
        if labels.contains("drafts") || labels.contains("draft") { return .draft }
        return labels.contains("spam") || labels.contains("trash") ? .hidden : nil
    }

    private static func word(of value: String) -> String { value.prefix { $0 != ";" && $0 != " " && $0 != "\t" && $0 != "(" }.lowercased() }

    func date(_ seconds: Int64) {
        // Years 1 to 9999.
        guard -62_135_596_800...253_402_300_799 ~= seconds else { return }
        message.time = seconds * 1_000_000
    }

    // MARK: Body

    func begin(isAlternative: Bool) { groups.append(Group(isAlternative: isAlternative)) }

    func end() {
        guard groups.count > 1, let group = groups.popLast() else { return }
        add(group.texts)
    }

    func text(_ bytes: UnsafeRawBufferPointer, isHTML: Bool, isFlowed: Bool, deletesSpace: Bool) {
        if !isFlowed, !Self.hasReturn(bytes), let text = TextDecoding.utf8(bytes.bindMemory(to: UInt8.self)) {
            return add([EmailMessage.Text(isHTML: isHTML, text: text)])
        }
        // Line by line, so that a stray byte does not spoil the whole.
        var lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false).map {
            TextDecoding.text($0.last == 0x0D ? $0.dropLast() : $0)
        }
        if isFlowed { lines = FlowedText.lines(of: lines, deletesSpace: deletesSpace) }
        add([EmailMessage.Text(isHTML: isHTML, text: lines.joined(separator: "\n"))])
    }

    private static func hasReturn(_ bytes: UnsafeRawBufferPointer) -> Bool {
        bytes.baseAddress.map { memchr($0, 0x0D, bytes.count) != nil } ?? false
    }

    func attachment(_ name: String?) { message.attachments.append(name.flatMap { $0.isEmpty ? nil : $0 }) }

    private func add(_ texts: [EmailMessage.Text]) {
        groups[groups.count - 1].parts.append(texts)
        if groups.count == 1 { message.texts = groups[0].texts.filter(\.hasWords) }
    }
}

/// Text whose paragraphs a mail program has broken into lines (RFC 3676): a space at the end of a line goes on with the next.
enum FlowedText {
    static func lines(of lines: [String], deletesSpace: Bool) -> [String] {
        var joined: [String] = []
        var goesOn = false
        for line in lines {
            // Quotes are removed line by line. A space before a line may be there only so that it is not read as a quote, or as `From `.
            let isQuote = line.first == ">"
            let text = line.first == " " ? line.dropFirst() : line[...]
            let isSoft = !isQuote && text.last == " " && text != "-- "
            let words = isSoft && deletesSpace ? text.dropLast() : text
            if goesOn, !isQuote, text != "-- " { joined[joined.count - 1] += words } else { joined.append(String(words)) }
            goesOn = isSoft
        }
        return joined
    }
}
