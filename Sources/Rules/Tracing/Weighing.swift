import Phrases

/// How a selector weighed a message or turn.
///
/// Written for each that was selected, and for each that was not although some of the selector's phrases are there.
public struct Weighing: Sendable, Hashable {
    public enum Verdict: Sendable, Hashable {
        case selected
        /// The weights sum to less than `at_least`.
        case tooLight
        /// Fewer words than `min_words`, or more than `max_words`.
        case length(words: Int, least: Int?, most: Int?)
        /// No sentence of that kind.
        case sentence(Sentence.Kind)
        /// None of `any` holds, one of `all` does not, or one of `none` does.
        case nested(Condition)
    }

    /// The conditions of a selector that are selectors themselves.
    public enum Condition: String, Sendable, Hashable { case any, all, none }

    /// What the selector is to its rule: `trigger`, `response`, `phrases`, …; for a nested one `any`, `all` or `none`.
    public let part: String
    /// Indices of the messages that were weighed together, ascending.
    public let messages: [Int]
    /// How much the matches must weigh; nil for a selector without phrases.
    public let atLeast: Double?
    /// What counts, in order of position.
    public internal(set) var matches: [TracedMatch] = []
    /// What matched and does not count.
    public internal(set) var setAside: [SetAside] = []
    public internal(set) var verdict = Verdict.selected
    /// How the selectors in it weighed the same messages, as far as they were asked.
    public internal(set) var nested: [Weighing] = []

    init(part: String, messages: [Int], atLeast: Double?) {
        self.part = part
        self.messages = messages
        self.atLeast = atLeast
    }

    /// What the matches weigh together.
    public var sum: Double { matches.reduce(0) { $0 + $1.weight } }

    public var isSelected: Bool { verdict == .selected }

    /// Whether it says anything: words matched somewhere, or a condition alone decided.
    var isTelling: Bool { !matches.isEmpty || !setAside.isEmpty || nested.contains(where: \.isTelling) || atLeast == nil && !isSelected }
}

/// Words that a phrase of a list matched.
public struct TracedMatch: Sendable, Hashable {
    public let spot: Spot
    public let weight: Double
    /// The phrase, and the list or rule that has it; nil where that is not known.
    public let place: PhrasePlace?
}

/// Words that matched and do not count, and why.
public struct SetAside: Sendable, Hashable {
    public enum Reason: Sendable, Hashable {
        /// An `unless` phrase overlaps them.
        case protected(by: TracedMatch)
        /// They are not in a sentence of the kind that the selector asks for.
        case sentence(Sentence.Kind)
        /// A longer or heavier match of the same list overlaps them.
        case overlapped(by: TracedMatch)
    }

    public let match: TracedMatch
    public let reason: Reason
}
