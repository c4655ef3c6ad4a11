import Phrases
import Transcripts

/// A phrase of a list with its weight.
public struct PhraseEntry: Sendable {
    /// The lists in it are known by their numbers in the book, as names mean nothing in another pack.
    let phrase: Phrase
    let weight: Double
    /// Where the pack has it.
    let place: PhrasePlace
}

/// Gathers the phrases and lists of all packs for one matcher, while packs are compiled.
final class PhraseBook {
    private(set) var phrases: [Phrase] = []
    private(set) var membership: [[ListEntry]] = []
    private(set) var lists: [CompiledList] = []
    /// What each list says, as its author wrote it.
    private(set) var definitions: [ListDefinition] = []
    /// Where each list holds each of its phrases.
    private(set) var uses: [PhraseUse] = []
    private var indices = PhraseIndices()
    /// The phrases of each list, for phrases that name a list in their midst.
    private var contents: [[Phrase]] = []
    /// The lists that have a phrase of another weight than 1.
    private var weighted: Set<Int> = []
    /// The lists that selectors ask for, with the roles in whose messages.
    private var asked: [(list: Int, roles: [Role])] = []
    private let purpose: LoadingPurpose

    init(for purpose: LoadingPurpose) { self.purpose = purpose }

    func addList() -> Int {
        lists.append(CompiledList())
        definitions.append(ListDefinition())
        contents.append([])
        return lists.count - 1
    }

    /// Fills a list once.
    func fill(_ list: Int, with entries: [PhraseEntry], unless: [PhraseEntry]) {
        if purpose != .lintingAlone { definitions[list] = ListDefinition(entries, unless: unless) }
        fill(list, with: entries, isProtection: false)
        contents[list] = entries.map(\.phrase)
        if !unless.isEmpty {
            let protection = addList()
            fill(protection, with: unless, isProtection: true)
            lists[list].unless = protection
        }
    }

    private func fill(_ list: Int, with entries: [PhraseEntry], isProtection: Bool) {
        for entry in entries {
            let wholeList = entry.phrase.wholeList
            if entry.weight == 1, let included = wholeList.flatMap({ Int($0) }) {
                lists[list].includes.append(included)
                note(entry, in: list, .list(included), isProtection: isProtection)
            }
            if entry.weight != 1 { weighted.insert(list) }
            if entry.weight != 1 || wholeList == nil {
                let index = index(of: entry.phrase)
                membership[index].append(ListEntry(list: list, weight: entry.weight))
                note(entry, in: list, .phrase(index), isProtection: isProtection)
            }
        }
    }

    /// Notes where a list holds something, where somebody may ask.
    private func note(_ entry: PhraseEntry, in list: Int, _ content: PhraseUse.Content, isProtection: Bool) {
        guard purpose != .lintingAlone else { return }
        uses.append(PhraseUse(place: entry.place, list: list, content: content, isProtection: isProtection))
    }

    /// Says that a list is asked for in what some roles say.
    func ask(_ list: Int, by roles: [Role]) { asked.append((list, roles)) }

    /// Whether a list, or one in it, has a phrase of another weight than 1.
    func isWeighted(_ list: Int) -> Bool {
        var seen: Set<Int> = []
        var left = [list]
        while let next = left.popLast() {
            guard seen.insert(next).inserted else { continue }
            if weighted.contains(next) { return true }
            left += lists[next].includes
        }
        return false
    }

    /// A matcher of all phrases gathered.
    ///
    /// - Parameter groups: Those for what each role says.
    func matcher(_ groups: RoleGroups) throws(PhraseMatcherError) -> PhraseMatcher {
        try PhraseMatcher(phrases, groups: groups.phrases) { name in Int(name).map { contents[$0] } ?? [] }
    }

    var roleGroups: RoleGroups { RoleGroups(asked: asked, lists, membership: membership) }

    private func index(of phrase: Phrase) -> Int {
        let index = indices.index(of: phrase, in: phrases)
        if index == phrases.count {
            phrases.append(phrase)
            membership.append([])
        }
        return index
    }
}

/// Where phrases are in an array, by their sources.
private struct PhraseIndices {
    /// A power of two of slots, at most half of them taken: an index plus 1; else 0.
    private var slots = [UInt32](repeating: 0, count: 1 << 10)

    /// The index of a phrase; that of the end where the array does not have it, and then it is to be appended.
    mutating func index(of phrase: Phrase, in phrases: [Phrase]) -> Int {
        if phrases.count * 2 >= slots.count { grow(phrases) }
        var slot = Int(phrase.sourceHash) & (slots.count - 1)
        while slots[slot] != 0 {
            let index = Int(slots[slot]) - 1
            if phrases[index] == phrase { return index }
            slot = (slot + 1) & (slots.count - 1)
        }
        slots[slot] = UInt32(phrases.count) + 1
        return phrases.count
    }

    private mutating func grow(_ phrases: [Phrase]) {
        slots = Array(repeating: 0, count: slots.count * 4)
        for (index, phrase) in phrases.enumerated() {
            var slot = Int(phrase.sourceHash) & (slots.count - 1)
            while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
            slots[slot] = UInt32(index) + 1
        }
    }
}
