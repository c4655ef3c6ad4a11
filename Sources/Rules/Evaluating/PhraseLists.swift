/// For each phrase of a rule set, the lists that hold it, and the lists in whose matches it may be: those, and the ones that hold them.
///
/// Most lists match nothing in most transcripts, and then nothing need be done for them.
struct PhraseLists: Sendable {
    private var starts: [UInt32] = [0]
    private var entries: [ListEntry] = []
    private var holderStarts: [UInt32] = [0]
    private var holders: [UInt32] = []
    let listCount: Int

    /// - Parameters:
    ///   - membership: By phrase.
    ///   - lists: All lists; they hold one another in no circle.
    init(_ membership: [[ListEntry]], _ lists: [CompiledList]) {
        listCount = lists.count
        var including = [[Int]](repeating: [], count: lists.count)
        for (list, compiled) in lists.enumerated() {
            for included in compiled.includes { including[included].append(list) }
        }
        for entries in membership {
            self.entries += entries
            starts.append(UInt32(self.entries.count))
            var reached: Set<Int> = []
            var pending = entries.map(\.list)
            while let list = pending.popLast() {
                if reached.insert(list).inserted { pending += including[list] }
            }
            holders += reached.sorted().map { UInt32($0) }
            holderStarts.append(UInt32(holders.count))
        }
    }

    /// The lists that hold a phrase, in the order of the packs.
    subscript(phrase: Int) -> ArraySlice<ListEntry> { entries[Int(starts[phrase])..<Int(starts[phrase + 1])] }

    /// The same, one by one: to make a slice is to count its uses.
    @inline(__always)
    func forEachEntry(of phrase: Int, _ body: (ListEntry) -> Void) {
        for index in Int(starts[phrase])..<Int(starts[phrase + 1]) { body(entries[index]) }
    }

    /// Goes over the lists in whose matches a phrase may be.
    @inline(__always)
    func forEachHolder(of phrase: Int, _ body: (UInt32) -> Void) {
        for index in Int(holderStarts[phrase])..<Int(holderStarts[phrase + 1]) { body(holders[index]) }
    }

    /// The same where one list does not hold one phrase.
    func without(_ phrase: Int, in list: Int) -> PhraseLists {
        var lists = self
        let kept = self[phrase].filter { $0.list != list }
        let removed = self[phrase].count - kept.count
        lists.entries.replaceSubrange(self[phrase].indices, with: kept)
        for index in (phrase + 1)..<starts.count { lists.starts[index] -= UInt32(removed) }
        return lists
    }
}
