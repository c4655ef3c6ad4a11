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
    private var indices: [Phrase: Int] = [:]
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
        if !unless.isEmpty {
            let protection = addList()
            fill(protection, with: unless, isProtection: true)
            lists[list].unless = protection
        }
    }

    private func fill(_ list: Int, with entries: [PhraseEntry], isProtection: Bool) {
        for entry in entries {
            if entry.weight == 1, let included = entry.phrase.wholeList.flatMap({ Int($0) }) {
                lists[list].includes.append(included)
                uses.append(PhraseUse(place: entry.place, list: list, content: .list(included), isProtection: isProtection))
            }
            contents[list].append(entry.phrase)
            if entry.weight != 1 { weighted.insert(list) }
            if entry.weight != 1 || entry.phrase.wholeList == nil {
                let index = index(of: entry.phrase)
                membership[index].append(ListEntry(list: list, weight: entry.weight))
                uses.append(PhraseUse(place: entry.place, list: list, content: .phrase(index), isProtection: isProtection))
            }
        }
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
        if let index = indices[phrase] { return index }
        phrases.append(phrase)
        membership.append([])
        indices[phrase] = phrases.count - 1
        return phrases.count - 1
    }
}
