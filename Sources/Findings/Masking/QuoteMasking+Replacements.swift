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
        case .masked: return PersonalData.masks(in: words).map { Replacement(range: $0.range, text: $0.text) }
        }
    }
}
