import Phrases

/// What lists match, for somebody who asks why: the same as `TranscriptScan` has, for one message, with what does not count.
extension Evaluation {
    /// What a list matches in a message, without what its `unless` protects; in order of position, none overlapping.
    func tracedMatches(of list: Int, in message: Int, _ notes: WeighingNotes) -> [ListMatch] {
        matches(of: list, in: message) { match, loss in notes.setAside(match, in: message, loss) }
    }

    private func matches(of list: Int, in message: Int, losing: ((ListMatch, ListMatch.Loss) -> Void)?) -> [ListMatch] {
        var found: [ListMatch] = []
        for match in scan.phrases(of: message) {
            for entry in rules.phraseLists[match.phrase] where entry.list == list {
                found.append(ListMatch(match, in: message, list: list, weight: entry.weight))
            }
        }
        for included in rules.lists[list].includes { found += matches(of: included, in: message, losing: losing) }
        if !found.isEmpty, let unless = rules.lists[list].unless {
            let protected = matches(of: unless, in: message, losing: nil)
            found.removeAll { match in
                guard let other = protected.overlap(with: match.span) else { return false }
                losing?(match, .protected(by: other))
                return true
            }
        }
        return found.withoutOverlaps(losing: losing.map { losing in { losing($0, .overlapped(by: $1)) } })
    }
}
