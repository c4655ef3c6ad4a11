import Findings

/// One rule, checked and compiled.
public struct Rule: Sendable {
    public let reference: RuleReference
    public let title: String
    /// What findings are grouped by, such as `missing-acknowledgement`.
    public let category: String
    public let behaviour: Behaviour
    public let severity: Severity
    /// How much the rule counts in the score, beside its severity.
    public let weight: Double
    public let message: MessageTemplate
    /// Why it matters, for whoever asks.
    public let why: String
    /// What to write instead.
    public let fix: String
    public let condition: Condition
    /// Contexts in which the rule keeps silent.
    public internal(set) var protections: [Protection]
    /// How many findings a transcript gets at most; nil, no limit.
    public let limit: Int?
    public let kind: any RuleKind
    /// Whether the rule may find something else where the same words of a turn stand in more or fewer messages.
    public let dependsOnMessageBorders: Bool
    public internal(set) var examples: [Example]
    public let place: RulePlace
    /// Whether the rule is in force for everybody, or on trial.
    public let status: Status
    /// Names that the rule had before.
    public let aliases: [String]
    /// What to use instead; nil where the rule is to stay.
    public let deprecated: String?
    /// The rules of other packs, as `pack/name`, that it stands for.
    public let overrides: [String]
    /// What it says, with all that it has from others: for people to read.
    public internal(set) var definition: RuleDefinition

    /// How far a rule is.
    public enum Status: String, Sendable, Hashable, CaseIterable {
        /// Checked and tested like any other, but in force only where that is asked for.
        case preview
        case stable
    }

    /// Whether a name means this rule: its own or a former one, with its pack or without, or that of a rule that it stands for.
    public func isNamed(_ name: String) -> Bool {
        let names = [reference.name] + aliases
        return names.contains(name) || names.contains { "\(reference.pack)/\($0)" == name } || overrides.contains(name)
    }

    /// What the rule found in a transcript, after `when`, `unless` and `limit`.
    public func evaluate(_ evaluation: Evaluation) -> Outcome {
        evaluation.trace?.begin(self)
        let outcome = outcome(evaluation)
        evaluation.trace?.end(outcome)
        return outcome
    }

    private func outcome(_ evaluation: Evaluation) -> Outcome {
        guard condition.holds(for: evaluation.transcript) else {
            evaluation.trace?.leaveOut(condition.unmet(by: evaluation.transcript))
            return Outcome()
        }
        var outcome = kind.evaluate(evaluation)
        evaluation.trace?.tell(of: outcome.hits)
        if !outcome.hits.isEmpty {
            // By index, as to take one out of its array is to copy it.
            for index in protections.indices { protections[index].protect(&outcome, in: evaluation) }
        }
        outcome.missed = outcome.hits.count
        if let limit, outcome.hits.count > limit {
            evaluation.trace?.cut(outcome.hits[limit...])
            outcome.hits.removeLast(outcome.hits.count - limit)
        }
        return outcome
    }
}

/// What came of one rule in one transcript.
public struct Outcome: Sendable, Hashable {
    /// How often what the rule asks for was called for.
    public var opportunities: Int
    /// How often it was not there.
    public var missed: Int
    public var hits: [Hit]

    /// - Parameter opportunities: How often the rule could have been kept; never fewer than there are hits.
    public init(opportunities: Int = 0, hits: [Hit] = []) {
        self.opportunities = max(opportunities, hits.count)
        self.missed = hits.count
        self.hits = hits
    }
}

/// One place where a rule was broken.
public struct Hit: Sendable, Hashable {
    /// The index of the message whose surroundings `unless` looks at.
    public var subject: Int
    /// Where the finding is.
    public var at: Spot
    /// What called for something else, where there is such a thing.
    public var trigger: Spot?
    /// What placeholders other than the two places stand for.
    public var values: [Placeholder: String]

    public init(subject: Int, at: Spot, trigger: Spot? = nil, values: [Placeholder: String] = [:]) {
        self.subject = subject
        self.at = at
        self.trigger = trigger
        self.values = values
    }
}

/// Some bytes of a message.
public struct Spot: Sendable, Hashable {
    public var message: Int
    /// UTF-8 byte offsets into the message's text.
    public var span: Range<Int>

    public init(message: Int, span: Range<Int>) {
        self.message = message
        self.span = span
    }
}

extension Spot: Comparable {
    public static func < (a: Spot, b: Spot) -> Bool {
        (a.message, a.span.lowerBound, a.span.upperBound) < (b.message, b.span.lowerBound, b.span.upperBound)
    }
}
