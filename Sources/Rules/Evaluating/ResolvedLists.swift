import Phrases

/// What lists match in the messages of a transcript, each worked out at most once, when it is first asked for.
struct ResolvedLists {
    private var finds = ListFinds()
    /// Of the lists that were asked for, in the order in which they came.
    private var matches: [[ListMatch]] = []
    /// By list: its index among these; -1 until it is asked for.
    private var places: [Int32] = []

    var isBegun: Bool { !places.isEmpty }

    /// Begins with other messages: what was worked out is forgotten.
    mutating func begin(_ finds: ListFinds, listCount: Int) {
        self.finds = finds
        matches.removeAll(keepingCapacity: true)
        places = Array(repeating: -1, count: listCount)
    }

    /// Whether a list may match something; false is certain.
    func mayMatch(_ list: Int) -> Bool { finds.mayMatch(list) }

    /// What a list matches, without what its `unless` protects; in order of position, none overlapping.
    ///
    /// - Parameter phrases: What phrases match in the messages.
    mutating func matches(of list: Int, _ phrases: [PhraseMatch], _ shared: SharedRuleSet) -> [ListMatch] {
        guard finds.mayMatch(list) else { return [] }
        if places[list] >= 0 { return matches[Int(places[list])] }
        var found = finds.matches(of: list, phrases)
        for included in shared.rules.lists[list].includes { found.merge(matches(of: included, phrases, shared)) }
        if !found.isEmpty, let unless = shared.rules.lists[list].unless {
            let protected = matches(of: unless, phrases, shared)
            if !protected.isEmpty { found.removeAll { protected.overlaps($0) } }
        }
        found.removeOverlapsByMessage()
        places[list] = Int32(matches.count)
        matches.append(found)
        return found
    }
}
