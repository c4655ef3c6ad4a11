import Transcripts

/// One thing that a rule found in a transcript, with the words that made it.
public struct Finding: Sendable, Hashable {
    /// The same transcript and rules give the same id.
    public var id: String
    public var rule: RuleReference
    public var category: String
    public var behaviour: Behaviour
    public var severity: Severity
    /// What happened, in a sentence that quotes the words.
    public var message: String
    /// Where the finding is.
    public var at: Quotation
    /// What asked for something else, where there is such a thing.
    public var trigger: Quotation?
    /// What to write instead.
    public var fix: String

    public init(
        id: String, rule: RuleReference, category: String, behaviour: Behaviour, severity: Severity, message: String, at: Quotation,
        trigger: Quotation? = nil, fix: String
    ) {
        self.id = id
        self.rule = rule
        self.category = category
        self.behaviour = behaviour
        self.severity = severity
        self.message = message
        self.at = at
        self.trigger = trigger
        self.fix = fix
    }
}

/// The rule behind a finding, by name and revision.
public struct RuleReference: Sendable, Hashable {
    public let pack: String
    public let packVersion: String
    public let name: String
    public let rev: Int
    /// `pack/name`, as records have it.
    public let path: String

    public init(pack: String, packVersion: String, name: String, rev: Int) {
        self.pack = pack
        self.packVersion = packVersion
        self.name = name
        self.rev = rev
        path = "\(pack)/\(name)"
    }
}

/// Words of a message, with their place.
public struct Quotation: Sendable, Hashable {
    /// The index of the message in the transcript.
    public var message: Int
    public var author: String?
    public var time: MessageTime?
    /// UTF-8 byte offsets into the message's text.
    public var span: Range<Int>
    public var quote: String

    public init(message: Int, author: String?, time: MessageTime?, span: Range<Int>, quote: String) {
        self.message = message
        self.author = author
        self.time = time
        self.span = span
        self.quote = quote
    }
}
