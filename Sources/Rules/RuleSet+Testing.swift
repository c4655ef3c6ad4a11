import Findings
import Phrases
import Transcripts

/// What tests of rules ask of a rule set, beside what it finds.
extension RuleSet {
    /// The set with one of its rules alone.
    public func only(_ rule: RuleReference) -> RuleSet {
        var set = self
        set.rules = rules.filter { $0.reference == rule }
        return set
    }

    /// Whether a rule's `when` holds for a transcript.
    public func applies(_ rule: Rule, to transcript: Transcript) -> Bool { rule.condition.holds(for: transcript) }

    /// Whether some phrase of a rule's pack, or of those that it builds on, looks for words in capitals.
    public func readsCapitals(inPackOf rule: Rule) -> Bool {
        let bases = packs.first { $0.name == rule.reference.pack }?.bases ?? []
        let files = Set(packs.filter { $0.name == rule.reference.pack || bases.contains($0.name) }.map(\.file))
        return uses.contains { use in
            guard files.contains(use.place.file), case .phrase(let index) = use.content else { return false }
            return phrases[index].reads(.shout) || phrases[index].regex?.readsCase ?? false
        }
    }

    /// The sentences of a text as the rules read it, as UTF-8 byte offsets; what is quoted is none.
    public func sentences(_ text: String) -> [Range<Int>] { matcher.scan(text).sentences.map(\.span) }
}

// MARK: - Phrases and `unless`

extension RuleSet {
    /// Where the packs have phrases, in their order, each place once; `@name` alone is no phrase of its own.
    public var phrasePlaces: [PhrasePlace] {
        distinct(uses.filter { if case .phrase = $0.content { true } else { false } }.map(\.place))
    }

    /// Where the phrases are that match somewhere in a transcript, and the `@name` whose list does.
    public func phrasePlaces(matching transcript: Transcript) -> Set<PhrasePlace> {
        let phrases = Set(transcript.messages.flatMap { matcher.scan($0.text).matches.map(\.phrase) })
        var lists: Set<Int> = []
        var places: Set<PhrasePlace> = []
        var count: Int
        // A list in a list in a list: each round goes one further.
        repeat {
            count = lists.count
            for use in uses {
                let isMatched =
                    switch use.content {
                    case .phrase(let index): phrases.contains(index)
                    case .list(let list): lists.contains(list)
                    }
                guard isMatched else { continue }
                lists.insert(use.list)
                places.insert(use.place)
            }
        } while lists.count > count
        return places
    }

    /// Each entry of each `unless`, of lists and of rules: first the phrases, then the contexts, in the order of the packs.
    public var unlessEntries: [PhrasePlace] {
        let words = distinct(uses.filter(\.isProtection).map(\.place))
        return words + rules.flatMap { rule in rule.protections.map(\.place) }
    }

    /// The set as if one `unless` entry were not written.
    public func without(unless place: PhrasePlace) -> RuleSet {
        var set = self
        for use in uses where use.isProtection && use.place == place {
            switch use.content {
            case .phrase(let index): set.phraseLists = set.phraseLists.without(index, in: use.list)
            case .list(let list): set.lists[use.list].includes.removeAll { $0 == list }
            }
        }
        for index in set.rules.indices { set.rules[index].protections.removeAll { $0.place == place } }
        return set
    }

    private func distinct(_ places: [PhrasePlace]) -> [PhrasePlace] {
        var seen: Set<PhrasePlace> = []
        return places.filter { seen.insert($0).inserted }
    }
}

extension Phrase {
    fileprivate func reads(_ token: TokenClass) -> Bool { Self.elements(elements, read: token) }

    private static func elements(_ elements: [Element], read token: TokenClass) -> Bool {
        elements.contains { element in
            switch element {
            case .token(let other): other == token
            case .optional(let inner): self.elements(inner, read: token)
            case .alternatives(let branches): branches.contains { self.elements($0, read: token) }
            case .word, .prefix, .gap, .list: false
            }
        }
    }
}
