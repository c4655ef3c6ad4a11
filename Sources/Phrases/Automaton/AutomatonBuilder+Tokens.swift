/// Tokens, as states of the automaton.
extension AutomatonBuilder {
    /// A token is one of its class, or several words that make one.
    mutating func entry(
        to tokenClass: TokenClass, thenTo next: Int, in outer: Phrase, isNested: Bool = false
    ) throws(PhraseError) -> Int {
        var state = DraftState()
        for bit in try bits(of: tokenClass, in: outer) { state.add(.token(bit: bit), to: next) }
        for sequence in tokenClass.sequences where !sequence.needsMore || !mayEnd(next) {
            let first = try entry(to: sequence, thenTo: next, in: outer, isNested: isNested)
            state.absorb(states[first])
        }
        return try add(state, in: outer)
    }

    private mutating func entry(
        to sequence: TokenSequence, thenTo next: Int, in outer: Phrase, isNested: Bool
    ) throws(PhraseError) -> Int {
        var follower = next
        for part in sequence.parts.reversed() {
            var state = part.isOptional ? DraftState(.none, to: follower) : DraftState()
            for word in part.words { state.add(labels.label(of: .word(word)), to: follower) }
            for bit in part.classes.bits { state.add(.token(bit: bit), to: follower) }
            if let tokens = part.tokens {
                // One level deep, so that classes which hold each other come to an end.
                if isNested {
                    for bit in try bits(of: tokens, in: outer) { state.add(.token(bit: bit), to: follower) }
                } else {
                    let first = try entry(to: tokens, thenTo: follower, in: outer, isNested: true)
                    state.absorb(states[first])
                }
            }
            follower = try add(state, in: outer)
        }
        return follower
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
    private func mayEnd(_ state: Int) -> Bool {
        var seen: Set<Int> = []
        var pending = [state]
        while let state = pending.popLast() {
            guard seen.insert(state).inserted else { continue }
            if !states[state].phrases.isEmpty { return true }
            pending += states[state].edges.filter { $0.label < .anyWord }.map(\.target)
        }
        return false
    }
}
