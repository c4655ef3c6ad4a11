import Phrases

/// A word or mark of a text, as the reference matcher takes it.
struct ReferenceItem {
    /// The word; nil for a mark.
    var word: String?
    var tokenClass: TokenClass?
    /// In UTF-8 bytes of the text.
    var span: Range<Int>
}

/// Matches phrases as slowly and plainly as can be: every way through a phrase, from every word.
struct ReferenceMatcher {
    let lists: [String: [Phrase]]

    struct Match: Hashable {
        let phrase: Int
        let span: Range<Int>
    }

    /// All matches in the sentences, in the order in which the matcher promises them.
    func matches(_ phrases: [Phrase], in sentences: [[ReferenceItem]]) -> [Match] {
        var matches: [Match] = []
        for (number, phrase) in phrases.enumerated() {
            var end = 0
            for items in sentences {
                for start in items.indices where items[start].span.lowerBound >= end {
                    guard let last = ends(of: phrase, in: items, from: start).max() else { continue }
                    end = items[last - 1].span.upperBound
                    matches.append(Match(phrase: number, span: items[start].span.lowerBound..<end))
                }
            }
        }
        return matches.sorted { ($0.span.lowerBound, $0.span.upperBound, $0.phrase) < ($1.span.lowerBound, $1.span.upperBound, $1.phrase) }
    }

    /// Where matches end that begin with the item at `start`; nothing is passed over before it.
    private func ends(of phrase: Phrase, in items: [ReferenceItem], from start: Int) -> Set<Int> {
        guard !phrase.isAnchoredAtStart || !items[..<start].contains(where: { $0.word != nil }) else { return [] }
        return ends(of: phrase.elements[...], in: items, from: start, isFirst: true)
            .filter { end in end > start && (!phrase.isAnchoredAtEnd || !items[end...].contains { $0.word != nil }) }
    }

    private func ends(of elements: ArraySlice<Phrase.Element>, in items: [ReferenceItem], from start: Int, isFirst: Bool) -> Set<Int> {
        guard let element = elements.first else { return [start] }
        var ends: Set<Int> = []
        for middle in self.ends(of: element, in: items, from: start, isFirst: isFirst) {
            ends.formUnion(self.ends(of: elements.dropFirst(), in: items, from: middle, isFirst: isFirst && middle == start))
        }
        return ends
    }

    private func ends(of element: Phrase.Element, in items: [ReferenceItem], from start: Int, isFirst: Bool) -> Set<Int> {
        switch element {
        case .word(let word): after(items, start, isFirst) { $0.word == word }
        case .prefix(let prefix): after(items, start, isFirst) { $0.word?.hasPrefix(prefix) ?? false }
        case .token(let tokenClass): after(items, start, isFirst) { $0.tokenClass == tokenClass }
        case .optional(let inner): ends(of: inner[...], in: items, from: start, isFirst: isFirst).union([start])
        case .alternatives(let branches):
            branches.reduce(into: []) { $0.formUnion(ends(of: $1[...], in: items, from: start, isFirst: isFirst)) }
        case .gap(let max):
            (0..<max).reduce(into: [start]) { ends, _ in
                for end in ends { ends.formUnion(after(items, end, isFirst) { $0.word != nil }) }
            }
        case .list(let name):
            (lists[name] ?? []).reduce(into: []) { ends, phrase in
                if phrase.isAnchoredAtStart, !isFirst || items[..<start].contains(where: { $0.word != nil }) { return }
                let found = self.ends(of: phrase.elements[...], in: items, from: start, isFirst: isFirst)
                ends.formUnion(found.filter { end in !phrase.isAnchoredAtEnd || !items[end...].contains { $0.word != nil } })
            }
        }
    }

    /// The places behind the items that may be taken next: the first word, or a mark before it.
    private func after(_ items: [ReferenceItem], _ start: Int, _ isFirst: Bool, _ matches: (ReferenceItem) -> Bool) -> Set<Int> {
        var ends: Set<Int> = []
        var index = start
        while index < items.count {
            if matches(items[index]) { ends.insert(index + 1) }
            if isFirst || items[index].word != nil { break }
            index += 1
        }
        return ends
    }
}
