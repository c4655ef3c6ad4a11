import Phrases

/// A phrase of a list with its weight.
public struct PhraseEntry: Sendable {
    let phrase: Phrase
    let weight: Double
}

/// Gathers the phrases and lists of all packs for one matcher, while packs are compiled.
final class PhraseBook {
    private(set) var phrases: [Phrase] = []
    private(set) var membership: [[ListEntry]] = []
    private(set) var lists: [CompiledList] = []
    private var indices: [Phrase: Int] = [:]
    /// The phrases of each list, for phrases that name a list in their midst.
    private var contents: [[Phrase]] = []

    func addList() -> Int {
        lists.append(CompiledList())
        contents.append([])
        return lists.count - 1
    }

    /// Fills a list once.
    ///
    /// - Parameter lists: The lists that phrases may name.
    func fill(_ list: Int, with entries: [PhraseEntry], unless: [PhraseEntry], lists named: [String: Int]) {
        for entry in entries {
            contents[list].append(entry.phrase)
            if let name = entry.phrase.wholeList, entry.weight == 1, let included = named[name] {
                lists[list].includes.append(included)
            } else {
                let phrase = index(of: entry.phrase)
                membership[phrase].append(ListEntry(list: list, weight: entry.weight))
            }
        }
        if !unless.isEmpty {
            let protection = addList()
            fill(protection, with: unless, unless: [], lists: named)
            lists[list].unless = protection
        }
    }

    private func index(of phrase: Phrase) -> Int {
        if let index = indices[phrase] { return index }
        phrases.append(phrase)
        membership.append([])
        indices[phrase] = phrases.count - 1
        return phrases.count - 1
    }
}
