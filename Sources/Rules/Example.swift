import Transcripts

/// A test of a rule: a conversation, and where findings must be.
public struct Example: Sendable, Hashable {
    public enum Verdict: String, Sendable, Hashable { case bad, good }

    public let verdict: Verdict
    /// The name that the author gave it, or `bad 1`, `good 2` … by position.
    public let name: String
    public let transcript: Transcript
    /// Where findings must be: one finding inside each mark, and no other.
    public let marks: [Spot]
    /// Whether the author knows that it does not hold yet (`todo`).
    public let isKnownMiss: Bool
    /// Whether it came from a rule that this one extends, and is named as one that no longer holds (`waive`).
    public internal(set) var isWaived: Bool
    public let place: RulePlace
    /// Where each message of the transcript is written.
    public let lines: [RulePlace]
}
