import Phrases
import Transcripts

/// What the phrases and lists of a rule set match in transcripts, and what that takes. Times are nanoseconds.
public struct PhraseProfile: Sendable {
    /// What the phrases of one list, or of one rule, came to.
    public struct ListCost: Sendable, Hashable {
        /// `list apology`, `rule no-jargon`.
        public var owner: String
        /// The pack that has it.
        public var pack: String
        /// Collecting what they match once in each message; the matching itself, which all phrases share, is not in it.
        public var nanoseconds: Int64
        /// What they matched, before anything was left out for what overlaps or protects it.
        public var matches: Int
        /// How many phrases it has, and how many of them matched nothing.
        public var phrases: Int
        public var idle: Int

        public init(owner: String, pack: String, nanoseconds: Int64 = 0, matches: Int = 0, phrases: Int = 0, idle: Int = 0) {
            self.owner = owner
            self.pack = pack
            self.nanoseconds = nanoseconds
            self.matches = matches
            self.phrases = phrases
            self.idle = idle
        }
    }

    /// How often one phrase matched.
    public struct PhraseCount: Sendable, Hashable {
        public var phrase: String
        /// As those of `ListCost`.
        public var owner: String
        public var pack: String
        public var matches: Int

        public init(phrase: String, owner: String, pack: String, matches: Int) {
            self.phrase = phrase
            self.owner = owner
            self.pack = pack
            self.matches = matches
        }
    }

    public internal(set) var transcripts = 0
    public internal(set) var messages = 0
    /// UTF-8 bytes of text.
    public internal(set) var bytes = 0
    public internal(set) var words = 0
    /// In the order of the packs.
    public internal(set) var lists: [ListCost] = []
    /// In the order of the packs, each place once.
    public internal(set) var phrases: [PhraseCount] = []

    /// What was counted elsewhere.
    public init(transcripts: Int, messages: Int, bytes: Int, words: Int, lists: [ListCost], phrases: [PhraseCount]) {
        self.transcripts = transcripts
        self.messages = messages
        self.bytes = bytes
        self.words = words
        self.lists = lists
        self.phrases = phrases
    }

    init() {}

    /// The lists, the costliest first; of equals in the order of the packs.
    public var costliest: [ListCost] {
        lists.enumerated().sorted { ($1.element.nanoseconds, $0.offset) < ($0.element.nanoseconds, $1.offset) }.map(\.element)
    }

    /// The phrases that matched, the most frequent first; of equals in the order of the packs.
    public var busiest: [PhraseCount] {
        phrases.enumerated().filter { $0.element.matches > 0 }
            .sorted { ($1.element.matches, $0.offset) < ($0.element.matches, $1.offset) }.map(\.element)
    }

    /// The phrases that matched nothing.
    public var idle: [PhraseCount] { phrases.filter { $0.matches == 0 } }
}
