import Findings

/// How one rule came to its outcome in one transcript, as its evaluation wrote it down.
///
/// It holds places, never words of the transcript: who shows it decides what may be shown.
public struct RuleTrace: Sendable, Hashable {
    public let rule: RuleReference
    /// What of `when` does not hold. If anything, the rule was left out and the rest is empty.
    public internal(set) var unmet: [UnmetCondition] = []
    /// What selectors looked at and found words or conditions in, in the order in which they looked.
    public internal(set) var weighings: [Weighing] = []
    /// What the rule's kind tells, in its order.
    public internal(set) var steps: [TraceStep] = []
    /// Findings that an `unless` took away.
    public internal(set) var protected: [ProtectedHit] = []
    /// Findings that `limit` took away.
    public internal(set) var cut: [Hit] = []
    /// Findings that a `suppress` entry took away.
    public internal(set) var suppressed: [SuppressedHit] = []
    /// What is left: the findings, and what counts for the score.
    public internal(set) var outcome = Outcome()

    init(_ rule: RuleReference) { self.rule = rule }

    /// Whether there was nothing in the transcript for the rule to look at.
    public var isSilent: Bool {
        unmet.isEmpty && weighings.isEmpty && steps.isEmpty && protected.isEmpty && outcome.hits.isEmpty
    }
}

/// One thing that a kind of rule tells of its evaluation.
public struct TraceStep: Sendable, Hashable {
    public enum Effect: String, Sendable, Hashable {
        /// What the rule asks for is missing, or what it forbids is there: a finding, unless `unless` or `limit` takes it away.
        case broken
        /// What the rule asks for is there.
        case kept
        /// Not the rule's business, or not yet.
        case neither
    }

    /// Words of the transcript, by what they are to the rule: `trigger`, `response`, …
    public struct Place: Sendable, Hashable {
        public let name: String
        public let spot: Spot

        public init(_ name: String, _ spot: Spot) {
            self.name = name
            self.spot = spot
        }
    }

    /// In kebab-case, and the same over releases: `missed`, `cancelled`, …
    public let name: String
    public let effect: Effect
    /// What happened, in words of its own: a clause without a full stop.
    public let text: String
    /// The first of them is what it is about.
    public let places: [Place]

    public init(_ name: String, _ effect: Effect, _ text: String, at places: [Place] = []) {
        self.name = name
        self.effect = effect
        self.text = text
        self.places = places
    }
}

/// A finding that an `unless` in its object form took away.
public struct ProtectedHit: Sendable, Hashable {
    public let hit: Hit
    /// Where the `unless` is.
    public let unless: PhrasePlace
    /// Where its words were looked for: `message`, `turn`, `previous_turn` or `transcript`.
    public let scope: String
    /// The words that it found.
    public let words: Spot
}

/// A finding that a `suppress` entry took away.
public struct SuppressedHit: Sendable, Hashable {
    public let hit: Hit
    public let suppression: Suppression

    public init(hit: Hit, suppression: Suppression) {
        self.hit = hit
        self.suppression = suppression
    }
}

/// A part of `when` that does not hold for a transcript.
public struct UnmetCondition: Sendable, Hashable {
    /// The key of `when`, such as `channel`.
    public let key: String
    /// What it asks for.
    public let wanted: String
    /// What the transcript has instead, if anything.
    public let actual: String?
}
