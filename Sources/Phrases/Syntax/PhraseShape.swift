/// What is to be known of some elements of a phrase besides what they are.
struct PhraseShape: Sendable, Hashable {
    /// Whether they match no words at all.
    var mayBeEmpty = true
    /// Whether a gap can be the first thing that takes part in a match.
    var mayBeginWithGap = false
    var mayEndWithGap = false
    /// How many words they can take up at most, those of lists not counted.
    var longest = 0

    /// No elements.
    static let none = PhraseShape()

    /// What is surely there and takes up so many words.
    static func words(_ longest: Int) -> PhraseShape { PhraseShape(mayBeEmpty: false, longest: longest) }

    static func gap(_ max: Int) -> PhraseShape { PhraseShape(mayBeginWithGap: true, mayEndWithGap: true, longest: max) }

    /// The elements, or nothing.
    var optional: PhraseShape {
        var shape = self
        shape.mayBeEmpty = true
        return shape
    }

    /// These elements and then others.
    func followed(by next: PhraseShape) -> PhraseShape {
        PhraseShape(
            mayBeEmpty: mayBeEmpty && next.mayBeEmpty, mayBeginWithGap: mayBeginWithGap || mayBeEmpty && next.mayBeginWithGap,
            mayEndWithGap: next.mayEndWithGap || next.mayBeEmpty && mayEndWithGap, longest: longest + next.longest)
    }

    /// These elements or others.
    func or(_ other: PhraseShape) -> PhraseShape {
        PhraseShape(
            mayBeEmpty: mayBeEmpty || other.mayBeEmpty, mayBeginWithGap: mayBeginWithGap || other.mayBeginWithGap,
            mayEndWithGap: mayEndWithGap || other.mayEndWithGap, longest: max(longest, other.longest))
    }
}
