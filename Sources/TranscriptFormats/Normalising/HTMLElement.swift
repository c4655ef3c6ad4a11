/// What an element of HTML does to the text around it.
struct HTMLElement {
    enum Content { case text, lineBreak, item, cell }

    /// The line breaks before and after it.
    var breaks = 0
    var content = Content.text
    var isPreformatted = false
    /// Whether what is in it is no text, or none of the message.
    var isDropped = false
    /// Whether it is a quotation.
    var isQuote = false

    static let inline = HTMLElement()
    static let division = HTMLElement(breaks: 1)
    static let paragraph = HTMLElement(breaks: 2)
    static let lineBreak = HTMLElement(content: .lineBreak)
    static let item = HTMLElement(breaks: 1, content: .item)
    static let quotation = HTMLElement(breaks: 2, isDropped: true, isQuote: true)

    /// The element of a name in small letters.
    static func named(_ name: String) -> HTMLElement { known[name] ?? inline }

    private static let known: [String: HTMLElement] = {
        var elements: [String: HTMLElement] = ["br": lineBreak, "li": item, "blockquote": quotation, "pre": paragraph]
        elements["pre"]?.isPreformatted = true
        for name in ["p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "dl", "table", "hr"] { elements[name] = paragraph }
        for name in ["div", "section", "article", "header", "footer", "address", "center", "fieldset", "form", "figure", "caption"] {
            elements[name] = division
        }
        for name in ["tr", "dt", "dd"] { elements[name] = division }
        for name in ["td", "th"] { elements[name] = HTMLElement(content: .cell) }
        for name in ["script", "style", "head", "title", "template", "noscript", "object"] { elements[name] = HTMLElement(isDropped: true) }
        return elements
    }()

    // MARK: Quoted mail

    /// The id of what Outlook puts above the mail that it quotes.
    static let replyID = "divRplyFwdMsg"

    /// Whether the classes of an element are those that mail programs give to a quoted mail.
    static func areQuote(_ classes: String) -> Bool {
        classes.split(separator: " ").contains {
            quoteClasses.contains($0) || $0.hasPrefix("moz-cite") || $0.hasSuffix("yahoo_quoted")
        }
    }

    private static let quoteClasses: Set<Substring> = [
        "gmail_quote", "freshdesk_quote", "zmail_extra", "protonmail_quote", "tutanota_quote",
    ]
}
