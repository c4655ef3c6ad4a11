import Diagnostics
import Phrases

extension RuleSet {
    /// Phrases, and parts of them, that do not match their own words, read by the matcher that lints: then they match no text that is
    /// written like them.
    func unmatchablePhrases(_ samples: inout PhraseSamples) -> [Diagnostic] {
        var found: [Diagnostic] = []
        for index in phrases.indices where phrases[index].regex == nil {
            let all = samples.covering(index)
            let failing = all.filter { !isMatched($0, by: index) }
            guard let first = failing.first else { continue }
            let words = PhraseSamples.text(of: first, form: 0).text
            let isWhole = failing.count == all.count
            for place in places(ofPhrase: index) {
                found.append(
                    Diagnostic(
                        .warning, code: "unmatchable-phrase",
                        "\(isWhole ? "the phrase" : "a part of the phrase") does not match its own words, “\(words)”",
                        at: place.place, help: Self.hint(for: phrases[index], isWhole: isWhole)))
            }
        }
        return found
    }

    /// Whether a phrase matches a sample as a whole, in one of the ways to write it.
    private func isMatched(_ sample: PhraseSamples.Sample, by phrase: Int) -> Bool {
        (0..<PhraseSamples.forms).contains { form in
            let (text, spans) = PhraseSamples.text(of: sample, form: form)
            guard let first = spans.first, let last = spans.last else { return true }
            return matcher.scan(text).matches.contains {
                $0.phrase == phrase && $0.span.overlaps(first) && $0.span.overlaps(last)
            }
        }
    }

    private func places(ofPhrase index: Int) -> [PhrasePlace] {
        var seen: Set<PhrasePlace> = []
        return uses.filter { $0.content == .phrase(index) && seen.insert($0.place).inserted }.map(\.place)
    }

    private static func hint(for phrase: Phrase, isWhole: Bool) -> String {
        let why =
            "a sentence ends at !! and ?, figures side by side may be one telephone number, ^ and $ of a list hold within a phrase, too"
        return "\(isWhole ? "remove it, or write it" : "remove the part, or write it") as texts are read: \(why)"
    }
}
