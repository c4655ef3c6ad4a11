import Diagnostics

extension RuleSet {
    /// Phrases that add nothing to their list: wherever one of them matches, a shorter one of the same list and weight matches within it, and
    /// nothing else of the list can be hidden by the longer words.
    ///
    /// It is told only where it is certain: all texts that the phrase can match are tried.
    func shadowedPhrases(_ samples: inout PhraseSamples) -> [Diagnostic] {
        let named = Set(phrases.flatMap(\.lists))
        var found: [Diagnostic] = []
        for list in lists.indices where !named.contains(String(list)) {
            let members = uses.filter { $0.list == list && !$0.isProtection }.compactMap { use -> Member? in
                guard case .phrase(let index) = use.content else { return nil }
                let weight = membership[index].first { $0.list == list }?.weight ?? 1
                return weight > 0 ? Member(phrase: index, weight: weight, place: use.place) : nil
            }
            guard members.count > 1 else { continue }
            let rivals = rivals(of: list)
            for (index, member) in members.enumerated() {
                let others = members.enumerated().filter { $0.offset != index && $0.element.weight == member.weight }
                guard !others.isEmpty, let all = samples.complete(member.phrase) else { continue }
                let shadow = others.first { other in
                    covers(other.element.phrase, member.phrase, all, isFirst: other.offset < index, rivals: rivals, &samples)
                }
                if let shadow { found.append(Self.diagnostic(member.place, shadow.element.place)) }
            }
        }
        return found
    }

    private struct Member {
        let phrase: Int
        let weight: Double
        let place: PhrasePlace
    }

    private static func diagnostic(_ place: PhrasePlace, _ shadow: PhrasePlace) -> Diagnostic {
        Diagnostic(
            .warning, code: "shadowed-phrase",
            "“\(place.phrase ?? "")” adds nothing: where it matches, “\(shadow.phrase ?? "")” of the same list and weight does, too",
            at: place.place, help: "remove it, or give it another weight; only the words that a finding quotes are longer with it")
    }

    /// The phrases that are weighed together with those of a list.
    private func rivals(of list: Int) -> Set<Int> {
        let around = lists.indices.filter { $0 == list || reaches(from: $0, to: list) }
        return Set(around.flatMap { phrases(ofList: $0) })
    }

    private func reaches(from start: Int, to goal: Int) -> Bool {
        var seen: Set<Int> = []
        var left = [start]
        while let next = left.popLast() {
            guard seen.insert(next).inserted else { continue }
            if lists[next].includes.contains(goal) { return true }
            left += lists[next].includes
        }
        return false
    }

    // MARK: One pair

    /// Whether a phrase matches once within each match of another, so that the other may be missing.
    ///
    /// - Parameters:
    ///   - all: All that the other can match.
    ///   - isFirst: Of two that match the same, whether the phrase comes first: it is the one that stays.
    private func covers(
        _ phrase: Int, _ other: Int, _ all: [PhraseSamples.Sample], isFirst: Bool, rivals: Set<Int>, _ samples: inout PhraseSamples
    ) -> Bool {
        var isShorter = false
        for sample in all {
            for form in 0..<PhraseSamples.forms {
                guard let inner = span(of: phrase, within: other, sample, form, rivals) else { return false }
                let (_, spans) = text(of: sample, form, other)
                let before = zip(sample, spans).filter { $0.1.upperBound <= inner.lowerBound }.map(\.0)
                let after = zip(sample, spans).filter { $0.1.lowerBound >= inner.upperBound }.map(\.0)
                if !before.isEmpty || !after.isEmpty { isShorter = true }
                for rival in rivals where rival != phrase && rival != other {
                    let ends = samples.covering(rival)
                    if before.contains(where: { slot in ends.contains { $0.last.map { $0.mayBeSame(as: slot) } ?? false } }) { return false }
                    if after.contains(where: { slot in ends.contains { $0.first.map { $0.mayBeSame(as: slot) } ?? false } }) { return false }
                }
            }
        }
        return isShorter || isFirst
    }

    /// Where a phrase matches within a sample of another, in the midst of a sentence; nil where not just once, or where something else counts.
    private func span(of phrase: Int, within other: Int, _ sample: PhraseSamples.Sample, _ form: Int, _ rivals: Set<Int>) -> Range<Int>? {
        let (text, _) = text(of: sample, form, other)
        let matches = matcher.scan(text).matches.filter { rivals.contains($0.phrase) }
        let outer = matches.filter { $0.phrase == other }
        let inner = matches.filter { $0.phrase == phrase }
        guard outer.count == 1, inner.count == 1, outer[0].span.contains(inner[0].span) else { return nil }
        let rest = matches.filter { $0.phrase != phrase && $0.phrase != other }
        return rest.allSatisfy { inner[0].span.contains($0.span) } ? inner[0].span : nil
    }

    private func text(of sample: PhraseSamples.Sample, _ form: Int, _ phrase: Int) -> (text: String, spans: [Range<Int>]) {
        PhraseSamples.text(
            of: sample, form: form, before: phrases[phrase].isAnchoredAtStart ? "" : "um",
            after: phrases[phrase].isAnchoredAtEnd ? "" : " um")
    }
}
