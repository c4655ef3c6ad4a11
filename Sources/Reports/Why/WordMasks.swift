import Findings

/// What is shown in place of the words of one message that hold personal data, word by word.
///
/// The words are asked for in their order, so that a long message is gone through once.
struct WordMasks {
    private var masks: ArraySlice<QuoteMasking.Replacement>

    init(_ text: String, quotes: QuoteMasking) { masks = quotes.replacements(in: text)[...] }

    /// The mask of a word; nil where it may be shown.
    ///
    /// - Parameter span: UTF-8 byte offsets, not before those asked for last.
    mutating func mask(of span: Range<Int>) -> String? {
        while let mask = masks.first, mask.range.upperBound <= span.lowerBound { masks = masks.dropFirst() }
        guard let mask = masks.first, mask.range.overlaps(span) else { return nil }
        return mask.text
    }
}
