import Phrases
import TestSupport
import Testing

@testable import Rules

@Suite struct OverlapsTests {
    private func match(_ span: Range<Int>, weight: Double = 1, phrase: Int = 0, list: Int = 0) -> ListMatch {
        let match = PhraseMatch(phrase: phrase, span: span, words: 0..<1, sentence: 0)
        return ListMatch(match, in: 0, list: list, weight: weight)
    }

    /// Each match against all that are kept: what the faster way must agree with.
    private func reference(_ matches: [ListMatch]) -> [ListMatch] {
        let ranked = matches.enumerated().sorted { a, b in
            let (x, y) = (a.element, b.element)
            return (y.span.count, y.weight.magnitude, x.span.lowerBound, x.phrase, a.offset)
                < (x.span.count, x.weight.magnitude, y.span.lowerBound, y.phrase, b.offset)
        }.map(\.element)
        var kept: [ListMatch] = []
        for match in ranked where !kept.contains(where: { $0.span.overlaps(match.span) }) { kept.append(match) }
        return kept.sorted { $0.span.lowerBound < $1.span.lowerBound }
    }

    @Test func `the longest counts, of equals the heaviest, then the first`() {
        #expect([match(0..<4), match(2..<9), match(8..<10)].withoutOverlaps() == [match(2..<9)])
        #expect([match(0..<4), match(0..<4, weight: -2)].withoutOverlaps() == [match(0..<4, weight: -2)])
        #expect([match(3..<7, phrase: 1), match(0..<4, phrase: 2)].withoutOverlaps() == [match(0..<4, phrase: 2)])
        #expect([match(4..<6), match(0..<4)].withoutOverlaps() == [match(0..<4), match(4..<6)])
        #expect([ListMatch]().withoutOverlaps().isEmpty)
    }

    @Test func `the same as comparing each with all`() {
        var generator = SeededGenerator(seed: 7)
        var differing = 0
        for round in 0..<3000 {
            let size = round % 3 == 0 ? 12 : 60
            let matches = (0..<Int.random(in: 0...24, using: &generator)).map { index in
                let start = Int.random(in: 0..<size, using: &generator)
                let weight = ([1, 2, -1, -2, 0.5] as [Double]).randomElement(using: &generator) ?? 1
                return match(start..<start + Int.random(in: 1...8, using: &generator), weight: weight, phrase: index % 5, list: index)
            }
            let kept = matches.withoutOverlaps()
            #expect(kept == reference(matches), "round \(round)")
            if kept.count < matches.count { differing += 1 }
        }
        #expect(differing > 1000)
    }

    @Test func `each match that is left out is told, with one that is kept and overlaps it`() {
        var generator = SeededGenerator(seed: 8)
        for _ in 0..<500 {
            let matches = (0..<12).map { index in
                let start = Int.random(in: 0..<30, using: &generator)
                return match(start..<start + Int.random(in: 1...6, using: &generator), phrase: index)
            }
            var lost: [ListMatch] = []
            var winners: [ListMatch] = []
            let kept = matches.withoutOverlaps {
                lost.append($0)
                winners.append($1)
                #expect($0.span.overlaps($1.span))
            }
            #expect(kept == matches.withoutOverlaps())
            #expect(Set(lost).union(kept) == Set(matches) && Set(lost).isDisjoint(with: kept))
            #expect(Set(winners).isSubset(of: kept))
        }
    }

    @Test func `the first match that overlaps some bytes`() {
        let matches = [match(2..<4), match(4..<6), match(9..<12)]
        #expect(matches.overlap(with: 0..<2) == nil)
        #expect(matches.overlap(with: 3..<10) == matches[0])
        #expect(matches.overlap(with: 4..<5) == matches[1])
        #expect(matches.overlap(with: 6..<9) == nil)
        #expect(matches.overlap(with: 11..<40) == matches[2])
    }
}
