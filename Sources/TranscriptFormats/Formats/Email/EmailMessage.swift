/// A mail, as far as a transcript needs it.
struct EmailMessage {
    /// Decoded.
    var subject: String?
    var fromName: String?
    var fromAddress: String?
    /// The address of the first recipient.
    var toAddress: String?
    /// Ids without angle brackets.
    var id: String?
    var references: [String] = []
    var repliesTo: [String] = []
    /// Microseconds since 1970.
    var time: Int64?
    /// Whether a program sent it, such as a notice that somebody is on holiday.
    var isAutomatic = false
    /// Why the mail is no part of a conversation, such as that it was never sent; nil for one that is.
    var drop: Drop.Reason?
    var texts: [Text] = []
    /// The names of what is attached, nil for what has none.
    var attachments: [String?] = []

    struct Text {
        var isHTML: Bool
        var text: String

        var hasWords: Bool { text.utf8.contains { $0 > 0x20 } }
    }

    /// The mail that began the conversation, as far as this one knows; nil where it has no ids.
    var root: String? { references.first ?? repliesTo.first ?? id }

    /// What the mail says: of several texts, which are rare, each is read for itself.
    func body() throws(RecordError) -> MessageBody {
        guard texts.count != 1 || texts.first?.isHTML == false else { return .html(texts.first?.text ?? "") }
        var parts: [String] = []
        for text in texts { parts.append(text.isHTML ? try HTMLText.text(text.text) : text.text) }
        return .plain(parts.joined(separator: "\n\n"))
    }
}
