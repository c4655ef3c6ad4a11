import Phrases

/// The rules in force: packs loaded, checked and compiled. Immutable; any number of threads may share one.
public struct RuleSet: Sendable {
    /// In the order in which they were loaded.
    public let packs: [Pack]
    /// By pack, then by name as the pack has them.
    public internal(set) var rules: [Rule]
    /// How the score is made.
    public let scoring: Scoring
    /// The findings that are left out, by the id of their transcript.
    public let suppressions: [String: [Suppression]]
    var lists: [CompiledList]
    package let matcher: PhraseMatcher
    /// The phrases of the matcher that are asked for in what each role says.
    let roleGroups: RoleGroups
    /// The lists that hold each phrase of the matcher.
    var phraseLists: PhraseLists
    /// Where each list holds each of its phrases, in the order of the packs.
    var uses: [PhraseUse]
    /// The phrases of the matcher.
    var phrases: [Phrase]
    /// For each pack by its name, the lists that its phrases can name, as indices.
    var namedLists: [String: [String: Int]]
    var listDefinitions: [ListDefinition]

    /// The rules that are in force where previews are not asked for.
    public var withoutPreviews: RuleSet {
        var set = self
        set.rules = rules.filter { $0.status == .stable }
        return set
    }

    /// The rules without what only tests and authors ask for: their examples, and what was written. It finds the same, in less memory.
    public var forLintingAlone: RuleSet {
        var set = self
        // All or none: they are indices into one another.
        set.namedLists = [:]
        set.listDefinitions = []
        set.uses = []
        set.phrases = []
        for index in set.rules.indices {
            set.rules[index].examples = []
            set.rules[index].definition = .empty
        }
        return set
    }

    /// The packs that judge a transcript of some language, in order; without a language, all of them.
    ///
    /// - Parameter language: A BCP 47 tag; only its primary subtag counts.
    public func packs(for language: String?) -> [Pack] {
        packs.filter { $0.judges(language) }
    }
}

/// Rules that are handed on by one reference: a rule set has many, and to count each for every transcript takes time.
public final class SharedRuleSet: Sendable {
    let rules: RuleSet

    public init(_ rules: RuleSet) { self.rules = rules }
}

/// A pack of rules, as it names itself.
public struct Pack: Sendable, Hashable {
    public let name: String
    /// Semantic version, such as `1.2.0`.
    public let version: String
    /// Primary language subtags, such as `en`.
    public let languages: [String]
    /// A silence of more milliseconds than this within one side's messages starts a new turn; nil, none does.
    public internal(set) var turnGap: Int64?
    /// The file that the pack was read from.
    public let file: String
    /// The names of the packs that it builds on, directly and indirectly, nearest first.
    public internal(set) var bases: [String] = []
    /// Where its name stands in the file.
    let nameBytes: Range<Int>

    /// `name@version`, as records have it.
    public var reference: String { "\(name)@\(version)" }

    /// Whether the pack judges a transcript of some language; without a language, it does.
    public func judges(_ language: String?) -> Bool { language.map { speaks($0) } ?? true }

    /// Whether the pack is for a language, by its primary subtag.
    public func speaks(_ language: String) -> Bool {
        let primary = language.prefix { $0 != "-" && $0 != "_" }.lowercased()
        return languages.contains(primary)
    }
}
