import Phrases
import TestSupport

/// Makes phrases and texts of few words, so that they meet often.
struct RandomPhrases {
    private var generator: SeededGenerator

    static let words = ["up", "to", "we", "so", "son", "sonata", "not", "can", "привет", "прима", "été", "ét", "ελλάδα", "ß", "日本", "한국어"]
    private static let prefixes = ["so", "son", "при", "ét", "ελ", "한국"]
    private static let marks: [(text: String, tokenClass: TokenClass)] = [("😡", .angryEmoji), ("😢", .sadEmoji)]
    private static let ends: [(text: String, tokenClass: TokenClass?)] = [
        (".", nil), ("!", nil), ("!!", .exclaim), ("?", .question), ("\n\n", nil),
    ]

    init(seed: UInt64) { generator = SeededGenerator(seed: seed) }

    private mutating func chance(_ one: Int) -> Bool { Int.random(in: 0..<one, using: &generator) == 0 }

    private mutating func pick<T>(_ values: [T]) -> T { values[Int.random(in: 0..<values.count, using: &generator)] }

    /// The source of a phrase that may hold lists of some names.
    mutating func phrase(lists: [String]) -> String {
        (chance(8) ? "^" : "") + sequence(depth: 0, lists: lists) + (chance(8) ? "$" : "")
    }

    private mutating func sequence(depth: Int, lists: [String]) -> String {
        var parts: [String] = []
        for index in 0..<Int.random(in: 1...3, using: &generator) {
            if index > 0, chance(4) { parts.append("~\(Int.random(in: 1...3, using: &generator))") }
            parts.append((chance(6) ? "?" : "") + atom(depth: depth, lists: lists))
        }
        return parts.joined(separator: " ")
    }

    private mutating func atom(depth: Int, lists: [String]) -> String {
        switch Int.random(in: 0..<12, using: &generator) {
        case 0: return pick(Self.prefixes) + "*"
        case 1: return pick(["<angry-emoji>", "<sad-emoji>", "<exclaim>", "<question>"])
        case 2 where !lists.isEmpty: return "@" + pick(lists)
        case 3...5 where depth < 3:
            let branches = (0..<Int.random(in: 1...3, using: &generator)).map { _ in sequence(depth: depth + 1, lists: lists) }
            return "(" + branches.joined(separator: "|") + ")"
        default: return pick(Self.words)
        }
    }

    /// A text and what is in it, sentence by sentence.
    mutating func text() -> (text: String, sentences: [[ReferenceItem]]) {
        var text = ""
        var sentences: [[ReferenceItem]] = []
        for _ in 0..<Int.random(in: 1...3, using: &generator) {
            sentences.append(sentence(in: &text))
        }
        return (text, sentences)
    }

    private mutating func sentence(in text: inout String) -> [ReferenceItem] {
        var items: [ReferenceItem] = []
        func add(_ written: String, _ make: (Range<Int>) -> [ReferenceItem]) {
            let start = text.utf8.count
            text += written
            items += make(start..<text.utf8.count)
        }
        for index in 0..<Int.random(in: 1...12, using: &generator) {
            if index > 0 { text += " " }
            if index > 0, chance(6) {
                let mark = pick(Self.marks)
                add(mark.text) { [ReferenceItem(word: nil, tokenClass: mark.tokenClass, span: $0)] }
                text += " "
            }
            if chance(15) {
                add("can’t") { span in ["can", "not"].map { ReferenceItem(word: $0, span: span) } }
            } else {
                let word = chance(5) ? "other" : pick(Self.words)
                let folded = word == "ß" ? "ss" : word
                add(chance(4) ? word.capitalizedFirst : word) { [ReferenceItem(word: folded, span: $0)] }
            }
        }
        let end = pick(Self.ends)
        add(end.text) { span in end.tokenClass.map { [ReferenceItem(word: nil, tokenClass: $0, span: span)] } ?? [] }
        text += " "
        return items
    }
}

extension String {
    fileprivate var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}
