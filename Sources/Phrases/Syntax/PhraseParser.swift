struct PhraseParser {
    init(_ source: String) throws(PhraseError) {}
    mutating func phrase() throws(PhraseError) -> (elements: [Phrase.Element], isAnchoredAtStart: Bool, isAnchoredAtEnd: Bool) {
        ([], false, false)
    }
}
