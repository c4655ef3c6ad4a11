import Diagnostics

/// A kind of rule: which keys it has, and what it finds.
///
/// One kind is one file in `Kinds/` and one entry in `RuleKinds.all`.
public protocol RuleKind: Sendable {
    /// The word that a rule gives as its `kind`.
    static var name: String { get }
    /// What a rule of this kind says, in a sentence.
    static var summary: String { get }
    /// The placeholders that a rule's `message` may use.
    static var placeholders: [Placeholder] { get }
    /// The kind's own keys, in the order in which they are written: what `init(reading:)` asks for, and nothing else.
    static var keys: [KeyDescription] { get }

    /// Whether its rules say what must not be. Keeping them takes nothing, so in the score those of one category that are kept count as one.
    static var isProhibition: Bool { get }

    /// Reads the kind's own keys from a rule, and reports what is wrong with them.
    ///
    /// - Parameter protection: The rule's `unless` phrases: they protect what they overlap, and belong to the words that the rule looks for.
    /// - Returns: nil where something was reported that leaves nothing to evaluate.
    init?(reading rule: inout ObjectReader, protectedBy protection: [PhraseEntry], compiler: PackCompiler)

    /// Whether it may find something else where the same words of a turn stand in more or fewer messages. False if the kind does not say;
    /// what its selectors look at need not be said.
    var dependsOnMessageBorders: Bool { get }

    /// Finds what breaks the rule. The conditions that all kinds share are not its business.
    func evaluate(_ evaluation: Evaluation) -> Outcome
}

extension RuleKind {
    public static var isProhibition: Bool { false }
    public var dependsOnMessageBorders: Bool { false }
}

/// The kinds of rule that there are.
public enum RuleKinds {
    public static let all: [any RuleKind.Type] = [Forbid.self, Require.self, Follow.self, Precede.self, Repeat.self, Measure.self]
}
