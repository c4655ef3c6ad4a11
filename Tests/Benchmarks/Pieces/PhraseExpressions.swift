import Phrases
import Rules

/// Phrases as regular expressions for other programs: the words as they are written, in the order of the phrase, between word borders.
///
/// They find less than the phrases: no misspellings, no contractions written out, no classes of tokens.
struct PhraseExpressions {
    private let rules: RuleSet

    init(_ rules: RuleSet) { self.rules = rules }

    /// One for each phrase of each list and rule, each once, in the order of the packs.
    var all: [String] {
        var seen: Set<String> = []
        return rules.phrasePlaces.compactMap { place in
            guard let source = place.phrase, let phrase = try? Phrase(parsing: source) else { return nil }
            let pack = rules.packs.first { $0.file == place.file }?.name ?? ""
            guard let expression = expression(of: phrase, inPack: pack, depth: 0) else { return nil }
            let whole = "\\b(?:\(expression))\\b"
            return seen.insert(whole).inserted ? whole : nil
        }
    }

    /// - Returns: nil for what needs more than words.
    private func expression(of phrase: Phrase, inPack pack: String, depth: Int) -> String? {
        sequence(phrase.elements, pack, depth)
    }

    private func sequence(_ elements: [Phrase.Element], _ pack: String, _ depth: Int) -> String? {
        var text = ""
        // A space stands before each word but the first, within what may be missing.
        for element in elements {
            switch element {
            case .word(let word): text += space(text) + Self.escaped(word)
            case .prefix(let start): text += space(text) + Self.escaped(start) + "\\w*"
            case .gap(let most): text += "(?: \\w+){0,\(most)}"
            case .alternatives(let branches):
                let options = branches.compactMap { sequence($0, pack, depth) }
                guard !options.isEmpty else { return nil }
                text += space(text) + "(?:\(options.joined(separator: "|")))"
            case .optional(let inner):
                guard let option = sequence(inner, pack, depth) else { continue }
                // At the start of a phrase its words may be left out altogether: what follows is found all the same.
                if !text.isEmpty { text += "(?: \(option))?" }
            case .list(let name):
                guard depth < 4, let list = rules.list(named: name, inPack: pack) else { return nil }
                let options = list.entries.compactMap { entry in
                    (try? Phrase(parsing: entry.phrase)).flatMap { expression(of: $0, inPack: pack, depth: depth + 1) }
                }
                guard !options.isEmpty else { return nil }
                text += space(text) + "(?:\(options.joined(separator: "|")))"
            case .token: return nil
            }
        }
        return text.isEmpty ? nil : text
    }

    private func space(_ text: String) -> String { text.isEmpty ? "" : " " }

    private static func escaped(_ word: String) -> String {
        word.map { "\\^$.|?*+()[]{}".contains($0) ? "\\\($0)" : String($0) }.joined()
    }
}
