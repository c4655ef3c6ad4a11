/// A written word of a text, and the words that it is read as.
public struct Reading: Sendable, Hashable {
    /// Why a word is read as another one.
    public enum Change: String, Sendable, Hashable {
        /// Letters are repeated: `soooo`.
        case drawnOut = "drawn-out"
        case misspelt
        /// A contraction, read as the words that it stands for.
        case writtenOut = "written-out"
    }

    /// UTF-8 byte offsets into the text.
    public let span: Range<Int>
    /// More than one for a contraction; `frustrat*` for a misspelt word that begins so.
    public let words: [String]
    /// nil where it is read as it is written, but for its case and accents.
    public let change: Change?
    /// The classes that it is a token of.
    public let classes: [TokenClass]
    /// Whether it is compared by its class alone.
    public let isToken: Bool
}

extension PhraseMatcher {
    /// The words of a text outside quoted text, each with what it is read as.
    public func readings(of text: String) -> [Reading] {
        let written = WordReader.words(in: text)
        let read = WordReader.words(in: text) { word in
            vocabulary.symbols(of: vocabulary.value(of: word), word).map { vocabulary.names[Int($0)] }
        }
        var readings: [Reading] = []
        var start = 0
        while start < min(written.count, read.count) {
            var end = start + 1
            while end < written.count, !written[start].isToken, written[end].span == written[start].span { end += 1 }
            readings.append(Reading(written[start..<end], read[start..<min(end, read.count)]))
            start = end
        }
        return readings
    }
}

extension Reading {
    /// - Parameters:
    ///   - written: The words of one written word as they stand; at least one.
    ///   - read: The same as the phrases' vocabulary knows them.
    fileprivate init(_ written: ArraySlice<ReadWord>, _ read: ArraySlice<ReadWord>) {
        let pairs = zip(written, read).map { (written: $0.text, read: Self.known($0.text, as: $1.text)) }
        let changed = pairs.first { $0.written != $0.read }?.written
        span = written.first?.span ?? 0..<0
        words = pairs.map(\.read)
        classes = written.first?.classes ?? []
        isToken = written.first?.isToken ?? true
        change = changed.map { Self.isDrawnOut($0) ? .drawnOut : .misspelt } ?? (pairs.count > 1 ? .writtenOut : nil)
    }

    /// A word that begins with a prefix of the phrases is read as it is, and one that nothing knows as well.
    private static func known(_ written: String, as name: String) -> String {
        if name.isEmpty || name.hasSuffix("*") && written.utf8.starts(with: name.dropLast().utf8) { return written }
        return name
    }

    private static func isDrawnOut(_ word: String) -> Bool {
        let scalars = Array(word.unicodeScalars)
        return scalars.indices.dropFirst(2).contains { scalars[$0] == scalars[$0 - 1] && scalars[$0] == scalars[$0 - 2] }
    }
}
