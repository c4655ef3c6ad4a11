import Diagnostics
import Phrases

extension RuleSet {
    /// Phrases that add nothing to their list: wherever one of them matches, a shorter one of the same list and weight matches within it,
    /// and nothing else of the list can be hidden by the longer words.
    ///
    /// It is told only where it is certain: all texts that the phrase can match are tried. A list that stands within a phrase is left
    /// alone, as there a longer one may make the difference; so is the list of an `unless`, where it protects more words.
    func shadowedPhrases(_ samples: inout PhraseSamples) -> [Diagnostic] {
        let named = Set(phrases.flatMap(\.lists))
        var found: [Diagnostic] = []
        for list in lists.indices where !named.contains(String(list)) {
            let members = members(of: list, samples)
            var rivals: Set<Int>?
            for member in members where members.count > 1 {
                guard let readings = readings(of: member, samples), let first = readings.first else { continue }
                let inside = Set(first.matches.map(\.phrase))
                for other in members where other.order != member.order && other.weight == member.weight && inside.contains(other.phrase) {
                    let all = rivals ?? self.rivals(of: list, samples)
                    rivals = all
                    guard isShadowed(member, by: other, readings, rivals: all, &samples) else { continue }
                    found.append(Self.diagnostic(member.place, other.place))
                    break
                }
            }
        }
        return found
    }

    private struct Member {
        let phrase: Int
        let weight: Double
        let place: PhrasePlace
        /// Its position in the list.
        let order: Int
    }

    /// A text that a phrase matches, in the midst of a sentence, and what else matches there.
    private struct Reading {
        let sample: PhraseSamples.Sample
        /// Where each slot of the sample is.
        let spans: [Range<Int>]
        let matches: [PhraseMatch]
    }

    /// A list's own phrases that count for something.
    private func members(of list: Int, _ samples: PhraseSamples) -> [Member] {
        samples.uses(of: list).enumerated().compactMap { order, use in
            guard !use.isProtection, case .phrase(let index) = use.content else { return nil }
            let weight = phraseLists[index].first { $0.list == list }?.weight ?? 0
            return weight > 0 ? Member(phrase: index, weight: weight, place: use.place, order: order) : nil
        }
    }

    /// All that a phrase can match, in each way to write it; nil where that is too much.
    private func readings(of member: Member, _ samples: PhraseSamples) -> [Reading]? {
        let phrase = phrases[member.phrase]
        return samples.complete(member.phrase)?.flatMap { sample in
            (0..<(sample.map(\.forms.count).max() ?? 1)).map { form in
                let (text, spans) = PhraseSamples.text(
                    of: sample, form: form, before: phrase.isAnchoredAtStart ? "" : "um", after: phrase.isAnchoredAtEnd ? "" : " um")
                return Reading(sample: sample, spans: spans, matches: matcher.scan(text).matches)
            }
        }
    }

    /// The phrases that are weighed together with those of a list.
    private func rivals(of list: Int, _ samples: PhraseSamples) -> Set<Int> {
        Set(lists.indices.filter { $0 == list || samples.lists(in: $0).contains(list) }.flatMap { samples.phrases(ofList: $0) })
    }

    private static func diagnostic(_ place: PhrasePlace, _ shadow: PhrasePlace) -> Diagnostic {
        Diagnostic(
            .warning, code: "shadowed-phrase",
            "“\(place.phrase ?? "")” adds nothing: where it matches, “\(shadow.phrase ?? "")” of the same list and weight does, too",
            at: place.place, help: "remove it, or give it another weight; only the words that a finding quotes are longer with it")
    }

    // MARK: One pair

    /// Whether another phrase matches once within each match of this one, so that this one may be missing.
    private func isShadowed(
        _ member: Member, by other: Member, _ readings: [Reading], rivals: Set<Int>, _ samples: inout PhraseSamples
    ) -> Bool {
        var isLonger = false
        let others = rivals.subtracting([member.phrase, other.phrase])
        for reading in readings {
            guard let inner = Self.span(of: other.phrase, within: member.phrase, reading, rivals) else { return false }
            let slots = zip(reading.sample, reading.spans)
            let before = slots.filter { $0.1.upperBound <= inner.lowerBound }.map(\.0)
            let after = slots.filter { $0.1.lowerBound >= inner.upperBound }.map(\.0)
            guard !before.isEmpty || !after.isEmpty else { continue }
            isLonger = true
            // What ends in the words before, or begins in those after, would be counted if the longer phrase did not hide it.
            for rival in others {
                for sample in samples.covering(rival) {
                    if let last = sample.last, before.contains(where: { $0.mayBeSame(as: last) }) { return false }
                    if let first = sample.first, after.contains(where: { $0.mayBeSame(as: first) }) { return false }
                }
            }
        }
        // Of two that match the same, the first stays.
        return isLonger || other.order < member.order
    }

    /// Where the shorter phrase matches; nil where not just once, or where something else counts as well.
    private static func span(of shorter: Int, within longer: Int, _ reading: Reading, _ rivals: Set<Int>) -> Range<Int>? {
        let matches = reading.matches.filter { rivals.contains($0.phrase) }
        let outer = matches.filter { $0.phrase == longer }
        let inner = matches.filter { $0.phrase == shorter }
        guard outer.count == 1, inner.count == 1, outer[0].span.contains(inner[0].span) else { return nil }
        let rest = matches.filter { $0.phrase != shorter && $0.phrase != longer }
        return rest.allSatisfy { inner[0].span.contains($0.span) } ? inner[0].span : nil
    }
}
