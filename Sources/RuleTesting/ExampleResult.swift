import Findings
import Rules

/// What came of one example, as it is written or as a variant.
public struct ExampleResult: Sendable {
    public enum Outcome: String, Sendable, Hashable {
        case held, failed
        /// Its author said that it does not hold yet, and it does not.
        case knownMiss = "known-miss"
        /// Its author said that it does not hold yet, but it does.
        case heldUnexpectedly = "held-unexpectedly"
        /// It came from another rule and is said not to hold any more, and it does not.
        case waived
        /// It is said not to hold any more, but it does.
        case waivedInVain = "waived-in-vain"
    }

    public let rule: RuleReference
    public let example: Example
    /// How it was changed before it ran; nil, not at all.
    public let variant: Variant?
    /// The conversation as it ran.
    public let rendition: Rendition
    /// Marks without a finding inside.
    public let missing: [Mark]
    /// Findings that no mark asked for.
    public let unexpected: [Finding]

    /// Whether each mark has its finding, and there is no other.
    public var holds: Bool { missing.isEmpty && unexpected.isEmpty }

    public var outcome: Outcome {
        if example.isWaived { return holds ? .waivedInVain : .waived }
        return switch (example.isKnownMiss, holds) {
        case (false, true): .held
        case (false, false): .failed
        case (true, true): .heldUnexpectedly
        case (true, false): .knownMiss
        }
    }

    /// Whether nothing is to be done: it held, or is known or said not to.
    public var passed: Bool { outcome == .held || outcome == .knownMiss || outcome == .waived }
}
