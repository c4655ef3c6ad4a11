import Phrases
import TestSupport
import Testing

@testable import Rules

@Suite struct MessageMatchesTests {
    @Test(arguments: [4, 24, 150]) func `overlaps are removed in each message as in one alone`(most: Int) {
        var chance = SeededGenerator(seed: UInt64(most))
        var differing = 0
        for round in 0..<500 {
            let messages = (0..<4).map { message in
                (0..<Int.random(in: 0...most, using: &chance)).map { _ in match(in: message, within: most * 3, &chance) }
            }
            var matches = messages.flatMap { $0 }
            let before = matches.count
            matches.removeOverlapsByMessage()
            #expect(matches == messages.flatMap { $0.withoutOverlaps() }, "round \(round)")
            if matches.count < before { differing += 1 }
        }
        #expect(differing > 200)
    }

    @Test func `merging puts others behind, message by message`() {
        var chance = SeededGenerator(seed: 9)
        for _ in 0..<500 {
            let (own, others) = (matches(&chance), matches(&chance))
            var merged = own
            merged.merge(others)
            #expect(merged == (0..<6).flatMap { message in (own + others).filter { $0.message == message } })
        }
    }

    private func matches(_ chance: inout SeededGenerator) -> [ListMatch] {
        (0..<Int.random(in: 0...9, using: &chance)).map { _ in Int.random(in: 0..<6, using: &chance) }.sorted().map {
            match(in: $0, within: 50, &chance)
        }
    }

    private func match(in message: Int, within size: Int, _ chance: inout SeededGenerator) -> ListMatch {
        let start = Int.random(in: 0..<size, using: &chance)
        let found = PhraseMatch(
            phrase: Int.random(in: 0..<4, using: &chance), span: start..<start + Int.random(in: 1...8, using: &chance), words: 0..<1, sentence: 0)
        let weight = ([1, 2, -1, -2, 0.5] as [Double]).randomElement(using: &chance) ?? 1
        return ListMatch(found, in: message, list: Int.random(in: 0..<5, using: &chance), weight: weight)
    }
}
