import Foundation
import Phrases
import TestSupport
import Testing

/// The automaton against the plain reference matcher, over random phrases and texts.
///
/// Each run has a seed of its own, which a failure shows; `TACT_SEED` sets it.
@Suite struct MatcherPropertyTests {
    private let seed = ProcessInfo.processInfo.environment["TACT_SEED"].flatMap { UInt64($0) } ?? UInt64.random(in: 0 ... .max)

    @Test func theAutomatonFindsWhatTheReferenceFinds() throws {
        var found = 0
        for round in 0..<150 {
            var random = RandomPhrases(seed: seed &+ UInt64(round))
            let inner = parsed(5) { random.phrase(lists: []) }
            let outer = parsed(5) { random.phrase(lists: ["inner"]) }
            let lists = ["inner": inner, "outer": outer]
            let phrases = parsed(12) { random.phrase(lists: ["inner", "outer"]) }
            let reference = ReferenceMatcher(lists: lists)
            // Lists in lists can make a phrase too long; then the round is lost.
            guard let matcher = try? PhraseMatcher(phrases, list: { lists[$0] ?? [] }) else { continue }
            let scanner = matcher
            for _ in 0..<12 {
                let (text, sentences) = random.text()
                let expected = reference.matches(phrases, in: sentences)
                let matches = scanner.scan(text).matches.map { ReferenceMatcher.Match(phrase: $0.phrase, span: $0.span) }
                found += matches.count
                guard matches != expected else { continue }
                let difference = Set(matches).symmetricDifference(expected).map { "\(phrases[$0.phrase].source) at \($0.span)" }
                let sources = "inner \(inner.map(\.source)), outer \(outer.map(\.source))"
                Issue.record("seed \(seed), round \(round): “\(text)” \(difference), \(sources)")
                return
            }
        }
        #expect(found > 1000, "too few matches to mean anything; seed \(seed)")
    }

    /// Some phrases; sources that are no phrases (gaps at an edge, nothing but options) are passed over.
    private func parsed(_ count: Int, _ source: () -> String) -> [Phrase] {
        var phrases: [Phrase] = []
        while phrases.count < count {
            if let phrase = try? Phrase(parsing: source()) { phrases.append(phrase) }
        }
        return phrases
    }

    @Test func aWarmMatcherFindsWhatANewOneDoes() throws {
        var random = RandomPhrases(seed: seed)
        let phrases = parsed(20) { random.phrase(lists: []) }
        let warm = try PhraseMatcher(phrases)
        for _ in 0..<50 {
            let text = random.text().text
            #expect(try warm.scan(text) == PhraseMatcher(phrases).scan(text), "seed \(seed)")
        }
    }

    @Test func aGroupFindsWhatAllFindOfIt() throws {
        var random = RandomPhrases(seed: seed)
        var found = 0
        for round in 0..<30 {
            let phrases = parsed(20) { random.phrase(lists: []) }
            let groups = [Array(0..<20).filter { $0 % 3 == 0 }, [], Array(5..<15)]
            let matcher = try PhraseMatcher(phrases, groups: groups)
            for _ in 0..<10 {
                let text = random.text().text
                for (index, group) in groups.enumerated() {
                    var scans = TextScans()
                    _ = matcher.scan(text, for: PhraseGroup(index: index), into: &scans)
                    let expected = matcher.scan(text).matches.filter { group.contains($0.phrase) }
                    #expect(scans.matches == expected, "seed \(seed), round \(round), group \(index): “\(text)”")
                    found += expected.count
                }
            }
        }
        #expect(found > 100, "too few matches to mean anything; seed \(seed)")
    }

    @Test func threadsShareAMatcher() async throws {
        var random = RandomPhrases(seed: seed)
        let matcher = try PhraseMatcher(parsed(20) { random.phrase(lists: []) })
        let texts = (0..<50).map { _ in random.text().text }
        let expected = texts.map { matcher.scan($0) }
        await withTaskGroup(of: [TextScan].self) { group in
            for _ in 0..<4 { group.addTask { texts.map { matcher.scan($0) } } }
            for await scans in group { #expect(scans == expected, "seed \(seed)") }
        }
    }

    @Test func anyBytesAreScannedAndSpansLieOnBorders() throws {
        var generator = SeededGenerator(seed: seed)
        let pieces = Array("aAé 1.,:!?'’`>#@$€+(-_/\n\r\u{301}\u{200D}😡日ก가ﬁ​".utf8) + Array(0...255)
        let scanner = try matcher(TokenClass.all.map { "<\($0.name)>" } + ["a", "é", "a ~3 a", "aa*"])
        for _ in 0..<3000 {
            let bytes = (0..<Int.random(in: 0...60, using: &generator)).map { _ in
                pieces[Int.random(in: 0..<pieces.count, using: &generator)]
            }
            let text = String(decoding: bytes, as: UTF8.self)
            let scan = scanner.scan(text)
            let utf8 = Array(text.utf8)
            for span in scan.matches.map(\.span) + scan.sentences.map(\.span) {
                #expect(span.lowerBound < span.upperBound && span.upperBound <= utf8.count, "seed \(seed) “\(text)”")
                #expect(utf8[span.lowerBound] & 0xC0 != 0x80, "seed \(seed) “\(text)”")
                #expect(span.upperBound == utf8.count || utf8[span.upperBound] & 0xC0 != 0x80, "seed \(seed) “\(text)”")
            }
        }
    }

    @Test func anySourceIsAPhraseOrAnError() {
        var generator = SeededGenerator(seed: seed)
        let pieces = Array("ab éß?~3(|)@<>*^$-'number 😡\u{301}.,")
        for _ in 0..<5000 {
            let length = Int.random(in: 0...12, using: &generator)
            let source = String((0..<length).map { _ in pieces[Int.random(in: 0..<pieces.count, using: &generator)] })
            do {
                let phrase = try Phrase(parsing: source)
                #expect(!phrase.elements.isEmpty, "seed \(seed) “\(source)”")
            } catch {
                #expect(error.range.upperBound <= source.utf8.count && !error.help.isEmpty, "seed \(seed) “\(source)”")
            }
        }
    }
}
