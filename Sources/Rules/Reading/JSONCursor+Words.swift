import Diagnostics

extension JSONCursor {
    /// One word or an array of words.
    func words<Word: RawRepresentable<String> & CaseIterable>(_ type: Word.Type) -> [Word]? {
        guard case .array = node.content else { return word(type).map { [$0] } }
        guard let elements else { return nil }
        let words = elements.compactMap { $0.word(type) }
        return words.count == elements.count ? words : nil
    }

    /// A string that is not empty.
    var text: String? {
        guard let string else { return nil }
        if !string.allSatisfy(\.isWhitespace) { return string }
        report("empty-text", "this text is empty", help: "write a sentence")
        return nil
    }

    /// A lower-case name of letters and digits with single hyphens between.
    var kebabName: String? {
        guard let string else { return nil }
        guard Self.isKebab(string) else {
            report("bad-name", "“\(string)” is no name", help: "names are small letters and digits with single hyphens between, such as skipped-follow-up")
            return nil
        }
        return string
    }

    static func isKebab(_ name: String) -> Bool {
        let parts = name.split(separator: "-", omittingEmptySubsequences: false)
        return !parts.contains(where: \.isEmpty) && name.utf8.allSatisfy { $0 == 0x2D || (0x30...0x39).contains($0) || (0x61...0x7A).contains($0) }
    }
}
