extension QuoteMasking {
    /// A part of some words, and what to show for it.
    public struct Replacement: Sendable, Hashable {
        /// UTF-8 byte offsets.
        public var range: Range<Int>
        public var text: String
    }

    /// What `quote` would change in the words, part by part and ascending, so that positions in them can still be found.
    public func replacements(in words: String) -> [Replacement] {
        switch self {
        case .full: return []
        case .none: return [Replacement(range: 0..<words.utf8.count, text: "")]
        case .masked:
            guard PersonalData.mayHoldData(words) else { return [] }
            let scalars = Array(words.unicodeScalars)
            var position = 0
            var offset = 0
            func advance(to scalar: Int) -> Int {
                offset += scalars[position..<scalar].reduce(0) { $0 + UTF8.width($1) }
                position = scalar
                return offset
            }
            return PersonalData.masks(in: scalars).map { mask in
                let start = advance(to: mask.range.lowerBound)
                return Replacement(range: start..<advance(to: mask.range.upperBound), text: mask.text)
            }
        }
    }
}
