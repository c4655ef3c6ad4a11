/// Damage as it comes over the wire and from programs: flipped bytes, cuts, pieces that are gone, doubled or of another kind.
public enum Mutator {

    private static let pieces = [
        "null", "{}", "[]", "\"\"", "1e999", "-1", "99999999999999999999999", "1e-400", "true", "[[[[[[", "}}}}}", "\"\\ud800\"", "\\",
        "\"", "\n", "\r",
        "\u{0}", "\u{FEFF}", "<blockquote>", "<b", "&#0;", "&#x110000;", "[12:03] ", "*** ", ",,,,", ";", "\t", "+99:99:99.9", "1.77E+15",
        "9223372036854775807", "-9223372036854775808", "03/04/2026", ": ",
    ].map { Array($0.utf8) }

    /// The bytes with one to four mistakes anywhere.
    public static func damaged(_ original: [UInt8], _ numbers: inout some RandomNumberGenerator) -> [UInt8] {
        var bytes = original
        for _ in 0..<Int.random(in: 1...4, using: &numbers) where !bytes.isEmpty { damage(&bytes, &numbers) }
        return bytes
    }

    private static func damage(_ bytes: inout [UInt8], _ numbers: inout some RandomNumberGenerator) {
        let range = range(in: bytes, &numbers)
        switch Int.random(in: 0..<8, using: &numbers) {
        case 0: bytes[range.lowerBound] ^= 1 << UInt8.random(in: 0..<8, using: &numbers)
        case 1: bytes[range.lowerBound] = UInt8.random(in: 0...255, using: &numbers)
        case 2: bytes.removeLast(bytes.count - range.lowerBound)
        case 3: bytes.removeSubrange(range)
        case 4: bytes.insert(contentsOf: bytes[range], at: range.upperBound)
        case 5: bytes.insert(contentsOf: Self.pieces.randomElement(using: &numbers) ?? [], at: range.lowerBound)
        default: replaceValue(in: &bytes, near: range.lowerBound, &numbers)
        }
    }

    /// Puts another value in the place of what stands between a colon and the next comma, bracket or line end.
    private static func replaceValue(in bytes: inout [UInt8], near position: Int, _ numbers: inout some RandomNumberGenerator) {
        guard let colon = bytes[position...].firstIndex(where: { $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: ",") }) else { return }
        let end = bytes[(colon + 1)...].firstIndex { ",}]\n".utf8.contains($0) } ?? bytes.count
        bytes.replaceSubrange(colon + 1..<end, with: Self.pieces.randomElement(using: &numbers) ?? [])
    }

    private static func range(in bytes: [UInt8], _ numbers: inout some RandomNumberGenerator) -> Range<Int> {
        let from = Int.random(in: 0..<bytes.count, using: &numbers)
        return from..<min(bytes.count, from + Int.random(in: 1...60, using: &numbers))
    }

    // MARK: JSON

    /// JSON with one to four of its values gone, doubled, moved or of another kind, still JSON; lines of another text likewise.
    public static func rebuilt(_ original: [UInt8], _ numbers: inout some RandomNumberGenerator) -> [UInt8] {
        guard let values = try? JSONSketch.values(of: original), !values.isEmpty else { return rearranged(original, &numbers) }
        var all = JSONSketch.array(values)
        for _ in 0..<Int.random(in: 1...4, using: &numbers) { all = all.changedSomewhere(&numbers) }
        guard case .array(let values) = all else { return original }
        return Array(values.map(\.text).joined(separator: "\n").utf8)
    }

    /// Lines gone, doubled, moved, or with a piece in them.
    private static func rearranged(_ original: [UInt8], _ numbers: inout some RandomNumberGenerator) -> [UInt8] {
        var lines = original.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        for _ in 0..<Int.random(in: 1...4, using: &numbers) where !lines.isEmpty {
            let at = Int.random(in: 0..<lines.count, using: &numbers)
            let other = Int.random(in: 0..<lines.count, using: &numbers)
            switch Int.random(in: 0..<5, using: &numbers) {
            case 0: lines.remove(at: at)
            case 1: lines.insert(lines[at], at: other)
            case 2: lines.swapAt(at, other)
            case 3: lines[at] = lines[at].prefix(Int.random(in: 0...lines[at].count, using: &numbers)) + lines[other]
            default: lines[at] += pieces.randomElement(using: &numbers) ?? []
            }
        }
        return Array(lines.joined(separator: [UInt8(ascii: "\n")]))
    }
}
