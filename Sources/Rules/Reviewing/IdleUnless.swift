import Diagnostics

extension RuleSet {
    /// `unless` phrases that share no word with what they are to protect, so that they can overlap none of it.
    ///
    /// A gap or a class may be any word here: so nothing is told that could be needed.
    func idleUnless(_ samples: inout PhraseSamples) -> [Diagnostic] {
        var idle: [PhrasePlace] = []
        var needed: Set<PhrasePlace> = []
        for (list, compiled) in lists.enumerated() {
            guard let unless = compiled.unless else { continue }
            let protected = slots(of: samples.phrases(ofList: list), &samples)
            for use in samples.uses(of: unless) {
                let own = slots(of: samples.phrases(of: use), &samples)
                let overlaps = own.contains { slot in protected.contains { $0.mayBeSame(as: slot) } }
                if overlaps { needed.insert(use.place) } else if !idle.contains(use.place) { idle.append(use.place) }
            }
        }
        return idle.filter { !needed.contains($0) }.map { place in
            Diagnostic(
                .warning, code: "idle-unless", "\(place.owner): “\(place.phrase ?? "")” protects nothing: it has no word of the phrases",
                at: place.place, help: "write it together with the words that it protects, such as “not my fault alone” for “not my fault”")
        }
    }

    private func slots(of phrases: [Int], _ samples: inout PhraseSamples) -> Set<SampleSlot> {
        var slots: Set<SampleSlot> = []
        for phrase in phrases { slots.formUnion(samples.covering(phrase).joined()) }
        return slots
    }
}
