import Foundation
import Phrases
import TestSupport
import Testing

/// Regular expressions against Swift's own, over random expressions and texts: every part of a text is tried.
@Suite struct RegexPropertyTests {
    private let seed = ProcessInfo.processInfo.environment["TACT_SEED"].flatMap { UInt64($0) } ?? UInt64.random(in: 0 ... .max)

    @Test func whatIsFoundIsWhatTheReferenceFinds() throws {
        var generator = SeededGenerator(seed: seed)
        var found = 0
        var expressions = 0
        while expressions < 400 {
            let source = Self.expression(depth: 3, using: &generator)
            guard let expression = try? RegularExpression(parsing: source) else { continue }
            expressions += 1
            let reference = try Regex(source).ignoresCase()
            let matcher = try PhraseMatcher([Phrase(expression)])
            for _ in 0..<6 {
                let text = String((0..<Int.random(in: 1...10, using: &generator)).map { _ in Self.pick("aAbB1é .", using: &generator) })
                let expected = Self.matches(of: reference, in: text)
                let spans = matcher.scan(text).matches.map(\.span)
                found += spans.count
                #expect(spans == expected, "seed \(seed): \(source) in “\(text)”")
            }
        }
        #expect(found > 50, "too few matches to mean anything; seed \(seed)")
    }

    /// For each end the first beginning; of these the leftmost, of those the longest, and so on after its end.
    private static func matches(of expression: some RegexComponent, in text: String) -> [Range<Int>] {
        let indices = Array(text.indices) + [text.endIndex]
        var ranges: [Range<Int>] = []
        for end in indices.indices {
            let start = (0..<end).first { text[indices[$0]..<indices[end]].wholeMatch(of: expression) != nil }
            guard let start else { continue }
            let offsets = [start, end].map { text.utf8.distance(from: text.startIndex, to: indices[$0]) }
            ranges.append(offsets[0]..<offsets[1])
        }
        var kept: [Range<Int>] = []
        for range in ranges.sorted(by: { ($0.lowerBound, $1.upperBound) < ($1.lowerBound, $0.upperBound) }) {
            if range.lowerBound >= kept.last?.upperBound ?? 0 { kept.append(range) }
        }
        return kept
    }

    private static func expression(depth: Int, using generator: inout SeededGenerator) -> String {
        let atoms = ["a", "b", "1", "é", "ab", #"\d"#, "[a1]", ".", "[^b]", #"\."#]
        guard depth > 0 else { return atoms[Int.random(in: 0..<atoms.count, using: &generator)] }
        let inner = { (generator: inout SeededGenerator) in expression(depth: depth - 1, using: &generator) }
        switch Int.random(in: 0..<6, using: &generator) {
        case 0: return "(?:\(inner(&generator))|\(inner(&generator)))"
        case 1: return "(?:\(inner(&generator)))" + ["*", "+", "?", "{1,2}", "{2}"][Int.random(in: 0..<5, using: &generator)]
        default: return inner(&generator) + inner(&generator)
        }
    }

    private static func pick(_ characters: String, using generator: inout SeededGenerator) -> Character {
        Array(characters)[Int.random(in: 0..<characters.count, using: &generator)]
    }
}
