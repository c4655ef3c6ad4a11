/// Tokens, as states of the automaton.
extension AutomatonBuilder {
    /// Leads the state that was begun last into a token: one of its class, or several words that make one.
    mutating func lead(
        into tokenClass: TokenClass, thenTo next: UInt32, in outer: Phrase, isNested: Bool = false
    ) throws(PhraseError) {
        try count(in: outer)
        for bit in try bits(of: tokenClass, in: outer) { lead(.token(bit: bit), to: next) }
        for sequence in tokenClass.sequences where !sequence.needsMore || !mayEnd(next) {
            var follower = next
            for part in sequence.parts.dropFirst().reversed() {
                let start = begin()
                try lead(into: part, thenTo: follower, in: outer, isNested: isNested)
                follower = end(start)
            }
            if let part = sequence.parts.first { try lead(into: part, thenTo: follower, in: outer, isNested: isNested) }
        }
    }

    private mutating func lead(
        into part: TokenSequence.Part, thenTo next: UInt32, in outer: Phrase, isNested: Bool
    ) throws(PhraseError) {
        try count(in: outer)
        if part.isOptional { lead(.none, to: next) }
        for word in part.words { lead(labels.label(ofWord: word), to: next) }
        for bit in part.classes.bits { lead(.token(bit: bit), to: next) }
        guard let tokens = part.tokens else { return }
        // One level deep, so that classes which hold each other come to an end.
        if isNested {
            for bit in try bits(of: tokens, in: outer) { lead(.token(bit: bit), to: next) }
        } else {
            try lead(into: tokens, thenTo: next, in: outer, isNested: true)
        }
    }

    /// The bits of a class: those that the lexer sets, and one of its own where it looks at written words.
    private mutating func bits(of tokenClass: TokenClass, in outer: Phrase) throws(PhraseError) -> [Int] {
        guard tokenClass.recognises != nil else { return tokenClass.lexed.bits }
        if let index = recognisers.firstIndex(of: tokenClass) { return tokenClass.lexed.bits + [TokenClasses.lexedWidth + index] }
        let most = TokenClasses.width - TokenClasses.lexedWidth
        let bit = TokenClasses.lexedWidth + recognisers.count
        guard bit < TokenClasses.width else {
            throw PhraseError(
                code: "too-many-token-classes",
                message: "more than \(most) classes of tokens that look at written words are asked for",
                help: "ask for fewer of them in all packs together", range: 0..<outer.source.utf8.count)
        }
        recognisers.append(tokenClass)
        return tokenClass.lexed.bits + [bit]
    }

    /// Whether a phrase may be at its end in a state.
    private func mayEnd(_ state: UInt32) -> Bool {
        var seen: Set<UInt32> = []
        var pending = [state]
        while let state = pending.popLast() {
            guard seen.insert(state).inserted else { continue }
            if states.isFinal(state) { return true }
            pending += states.edges(of: state).filter { $0.label < .anyWord }.map(\.target)
        }
        return false
    }
}
