/// A text that is rewritten piece by piece, and where what stood in the old one stands now.
struct RewrittenText {
    private(set) var text = ""
    /// For each byte offset at which a piece of the old text begins, and for its end, the offset in the new text.
    private var starts: [Int] = []
    private var ends: [Int] = [0]

    /// - Parameter rewrite: What to write in place of a character, given the one before it.
    init(_ old: String, inFront: String = "", _ rewrite: (_ character: Character, _ previous: Character?) -> String) {
        text = inFront
        var previous: Character?
        for character in old {
            let start = text.utf8.count
            text += rewrite(character, previous)
            let width = character.utf8.count
            // Marks stand between characters; a byte inside of one goes where the character goes.
            starts += Array(repeating: start, count: width)
            ends += Array(repeating: text.utf8.count, count: width)
            previous = character
        }
        starts.append(text.utf8.count)
        // What is in front belongs to what began the text.
        if !starts.isEmpty { starts[0] = 0 }
    }

    /// Where some bytes of the old text are now.
    func range(_ old: Range<Int>) -> Range<Int> {
        let old = old.clamped(to: 0..<starts.count - 1)
        let start = starts[old.lowerBound]
        return start..<max(start, old.isEmpty ? start : ends[old.upperBound])
    }
}
