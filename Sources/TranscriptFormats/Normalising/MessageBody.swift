/// What a message says, as its export has it.
enum MessageBody {
    /// Plain text, in which mail may be quoted.
    case plain(String)
    /// HTML, in which mail may be quoted; text without any tag or entity is plain.
    case html(String)
    /// Text of a chat, in which `<` and `>` mean themselves and nothing is a quoted mail.
    case verbatim(String)

    static let none = MessageBody.verbatim("")

    /// Text of a kind that a mapping names.
    init(_ text: String, _ kind: ExportMapping.TextKind) {
        switch kind {
        case .plain: self = .plain(text)
        case .html: self = .html(text)
        case .verbatim: self = .verbatim(text)
        }
    }

    /// A value that may be missing, null, or no string.
    static func html(_ value: JSONValue) -> MessageBody { .html(value.string ?? "") }
    /// HTML where there is some, else the plain text beside it.
    static func html(_ html: JSONValue, orPlain text: JSONValue) -> MessageBody {
        if let html = html.string, !html.isEmpty { return .html(html) }
        return .plain(text)
    }
    static func plain(_ value: JSONValue) -> MessageBody { .plain(value.string ?? "") }
    static func verbatim(_ value: JSONValue) -> MessageBody { .verbatim(value.string ?? "") }

    /// The words of the message, tidied.
    ///
    /// - Parameter pointer: Where the record has the message, for errors.
    /// - Returns: Also whether quoted mail was left out.
    func words(at pointer: @autoclosure () -> String) throws(RecordError) -> (text: String, hadQuote: Bool) {
        switch self {
        case .verbatim(let text): return (PlainText.tidied(text), false)
        case .plain(let text): return Self.unquoted(text, hadQuote: false)
        case .html(let html):
            let content = try HTMLText.content(of: html, at: pointer())
            return Self.unquoted(content.text, hadQuote: content.hadQuote)
        }
    }

    private static func unquoted(_ text: String, hadQuote: Bool) -> (text: String, hadQuote: Bool) {
        let tidy = PlainText.tidied(text)
        guard let rest = QuotedReply.removed(from: tidy) else { return (tidy, hadQuote) }
        return (PlainText.tidied(rest), true)
    }
}
