import Phrases

/// Where in some messages the phrases of each list match: sorted by list once, so that each list finds its own without looking at others.
struct ListFinds {
    private struct Find: BitwiseCopyable {
        let message: UInt32
        /// The index of the match among all.
        let match: UInt32
        let weight: Double
    }

    /// By list, where its finds are.
    private var starts: [UInt32] = []
    /// By list, in order of position.
    private var finds: [Find] = []
    /// A bit for each list of whose phrases, or of whose lists' phrases, one matches.
    private var present: [UInt64] = []

    init() {}

    /// - Parameters:
    ///   - matches: Of all messages.
    ///   - texts: By message, where its matches are among all.
    init(_ matches: [PhraseMatch], of texts: [Range<Int>], _ lists: PhraseLists) {
        present = Array(repeating: 0, count: lists.listCount / 64 + 1)
        starts = Array(repeating: 0, count: lists.listCount + 2)
        // First how many each list has, two places on, so that afterwards each place is where the next find of a list goes.
        for text in texts {
            for index in text {
                lists.forEachEntry(of: matches[index].phrase) { starts[$0.list + 2] += 1 }
                lists.forEachHolder(of: matches[index].phrase) { present[Int($0 >> 6)] |= 1 << UInt64($0 & 63) }
            }
        }
        for list in starts.indices.dropFirst(2) { starts[list] += starts[list - 1] }
        finds = Array(repeating: Find(message: 0, match: 0, weight: 0), count: Int(starts[starts.count - 1]))
        for (message, text) in texts.enumerated() {
            for index in text {
                lists.forEachEntry(of: matches[index].phrase) { entry in
                    finds[Int(starts[entry.list + 1])] = Find(message: UInt32(message), match: UInt32(index), weight: entry.weight)
                    starts[entry.list + 1] += 1
                }
            }
        }
    }

    /// Whether a list, or one in it, matches anything; it may yet be protected.
    func mayMatch(_ list: Int) -> Bool { present[list >> 6] >> UInt64(list & 63) & 1 != 0 }

    /// What the phrases that a list itself holds match, in order of position.
    func matches(of list: Int, _ matches: [PhraseMatch]) -> [ListMatch] {
        (Int(starts[list])..<Int(starts[list + 1])).map { index in
            ListMatch(matches[Int(finds[index].match)], in: Int(finds[index].message), list: list, weight: finds[index].weight)
        }
    }
}
