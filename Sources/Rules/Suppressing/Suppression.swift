import Findings

/// A finding that somebody looked at and decided to leave out: a `suppress` entry of a pack.
public struct Suppression: Sendable, Hashable {
    /// The rule in force that is meant.
    public let rule: RuleReference
    /// The id of the transcript.
    public let transcript: String
    /// The index of the message; nil, any.
    public let message: Int?
    public let reason: String
    /// Who decided it.
    public let by: String
    /// The last day on which it holds, as `2026-12-31`; nil, for good.
    public let until: String?
    public let place: RulePlace

    /// Whether a finding of the rule at a message is left out. The transcript is known to be the one that is meant.
    public func covers(_ rule: RuleReference, message: Int) -> Bool {
        self.rule == rule && (self.message.map { $0 == message } ?? true)
    }
}
