import Foundation
import TestSupport
import Testing

@testable import Phrases

/// Classes of tokens: those that ship, and how another one is added.
@Suite struct TokenClassTests {
    private func quotes(_ source: String, in text: String, classes: [TokenClass]) throws -> [String] {
        let scan = try PhraseMatcher([Phrase(parsing: source, tokenClasses: classes)]).scan(text)
        return scan.matches.map { text.bytes($0.span) }
    }

    @Test(arguments: TokenClass.all)
    func everyExampleIsAToken(_ tokenClass: TokenClass) throws {
        #expect(tokenClass.examples.count > 1 && !tokenClass.summary.isEmpty)
        for example in tokenClass.examples {
            #expect(try quotes("<\(tokenClass.name)>", in: "so \(example) it", classes: TokenClass.all) == [example])
        }
    }

    @Test func everyClassIsInTheReference() throws {
        let reference = try Repository.text("rules/README.md")
        for tokenClass in TokenClass.all { #expect(reference.contains("`<\(tokenClass.name)>`")) }
        #expect(Set(TokenClass.all.map(\.name)).count == TokenClass.all.count)
    }

    // MARK: Adding one

    @Test func theExampleInContributingIsTheFileThatIsCompiled() throws {
        let text = try Repository.text("CONTRIBUTING.md")
        let section = try #require(text.components(separatedBy: "## Adding a token class\n").last)
        let example = section.components(separatedBy: "```swift\n")[1].components(separatedBy: "```")[0]
        let file = try Repository.text("Tests/PhrasesTests/TokenClasses/ClockTime.swift")
        #expect("@testable import Phrases\n\n" + example == file)
    }

    @Test func anAddedClassIsUsedAsThoseThatShip() throws {
        let classes = TokenClass.all + [.clockTime]
        for example in TokenClass.clockTime.examples {
            // The full stop at the end is no part of a word.
            let token = example.hasSuffix(".") ? String(example.dropLast()) : example
            #expect(try quotes("<clock-time>", in: "call me at \(example)", classes: classes) == [token])
        }
        let text = "At 10:30 or 5PM? At 25:30, 10 or pm, 10:75, 3 apples. Today at ten pm!"
        #expect(try quotes("at <clock-time>", in: text, classes: classes) == ["At 10:30", "at ten pm"])
        #expect(try quotes("<clock-time>", in: text, classes: classes) == ["10:30", "5PM", "ten pm"])
        #expect(try quotes("(<clock-time>|<number>) ~2 today", in: "5pm or so today", classes: classes) == ["5pm or so today"])
    }

    @Test func aClassThatIsNotInTheListIsUnknown() {
        let error = #expect(throws: PhraseError.self) { try Phrase(parsing: "<clock-time>") }
        #expect(error?.code == "unknown-token-class")
    }

    @Test func aClassByTheWayAWordIsWritten() throws {
        let camel = TokenClass("camel", "a word with a capital inside", examples: ["iPhone"]) { word in
            word.written.dropFirst().contains(where: \.isUppercase) && word.written.first?.isLowercase == true
        }
        let long = String(repeating: "a", count: 64) + "B"
        #expect(try quotes("my <camel>", in: "My iPhone, my Iphone, my ÉPHONE, my éPhone, my \(long)", classes: [camel])
            == ["My iPhone", "my éPhone"])
    }

    @Test func moreClassesThanThereIsRoomForAreAnError() throws {
        let classes = (0...10).map { number in TokenClass("c\(number)", "test", examples: []) { $0.folded == "w\(number)" } }
        let phrases = try classes.map { try Phrase(parsing: "<\($0.name)>", tokenClasses: classes) }
        let error = #expect(throws: PhraseMatcherError.self) { try PhraseMatcher(phrases) }
        #expect(error?.phrase == 10)
        #expect(error?.reason.code == "too-many-token-classes")
        let scan = try PhraseMatcher(Array(phrases.dropLast())).scan((0...10).map { "w\($0)" }.joined(separator: " "))
        #expect(scan.matches.map(\.phrase) == Array(0...9))
    }

    @Test func classesThatHoldThemselvesComeToAnEnd() throws {
        let inner = TokenClass("c", "test", examples: [], sequences: [TokenSequence(.init(words: ["x"]))])
        let outer = TokenClass(
            "c", "test", examples: [], sequences: [TokenSequence(.init(words: ["a"]), .init(tokens: inner)), inner.sequences[0]])
        let again = TokenClass("c", "test", examples: [], sequences: [TokenSequence(.init(words: ["b"]), .init(tokens: outer))])
        #expect(try quotes("<c>", in: "a x, b a x, b x", classes: [again]) == ["b x"])
        #expect(try quotes("<c>", in: "a x", classes: [outer]) == ["a x"])
    }
}
