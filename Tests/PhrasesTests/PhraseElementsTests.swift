import Phrases
import Testing

/// Elements, as they are kept and handed out.
@Suite struct PhraseElementsTests {
    @Test(arguments: [1, 2, 3] as [UInt64]) func elementsWrittenOutAreReadAgain(seed: UInt64) throws {
        var random = RandomPhrases(seed: seed)
        for _ in 0..<2000 {
            let source = random.phrase(lists: ["first", "second"])
            guard let phrase = try? Phrase(parsing: source) else { continue }
            let written = (phrase.isAnchoredAtStart ? "^" : "") + Self.text(phrase.elements) + (phrase.isAnchoredAtEnd ? "$" : "")
            #expect(try Phrase(parsing: written).elements == phrase.elements, "“\(source)”")
        }
    }

    @Test func listsGetOtherNamesWhereverTheyStand() throws {
        let phrase = try Phrase(parsing: "^so ?(very @a|@b ~2 (bad|@a)) <number> it's @c$")
        let renamed = phrase.namingLists { "the-\($0)" }
        #expect(renamed.elements == (try Phrase(parsing: "^so ?(very @the-a|@the-b ~2 (bad|@the-a)) <number> it is @the-c$")).elements)
        #expect(renamed.lists == ["the-a", "the-b", "the-a", "the-c"])
        #expect(renamed.source == phrase.source)
        #expect(renamed != phrase)
        #expect(try Phrase(parsing: "@a").namingLists { _ in "7" }.wholeList == "7")
    }

    private static func text(_ elements: [Phrase.Element]) -> String {
        elements.map { element in
            switch element {
            case .word(let word): word
            case .prefix(let prefix): prefix + "*"
            case .gap(let max): "~\(max)"
            case .optional(let inner): inner.count == 1 ? "?\(text(inner))" : inner.map { "?\(text([$0]))" }.joined(separator: " ")
            case .alternatives(let branches): "(\(branches.map { text($0) }.joined(separator: "|")))"
            case .list(let name): "@\(name)"
            case .token(let token): "<\(token.name)>"
            }
        }.joined(separator: " ")
    }
}
