import Testing

@testable import Phrases

/// The words that each phrase matches in a text, as they are written there.
func quotes(_ phrases: [String], in text: String, lists: [String: [String]] = [:]) throws -> [String] {
    let scan = try matcher(phrases, lists: lists).scan(text)
    return scan.matches.map { text.bytes($0.span) }
}

/// The words that a phrase matches in a text.
func quotes(_ phrase: String, in text: String, lists: [String: [String]] = [:]) throws -> [String] {
    try quotes([phrase], in: text, lists: lists)
}

func matcher(_ phrases: [String], lists: [String: [String]] = [:]) throws -> PhraseMatcher {
    let lists = try lists.mapValues { try $0.map { try Phrase(parsing: $0) } }
    return try PhraseMatcher(phrases.map { try Phrase(parsing: $0) }) { lists[$0] ?? [] }
}

/// The words of a text as they are read, without marks.
func words(_ text: String) -> [String] { WordReader.words(in: text).filter { !$0.isToken }.map(\.text) }

/// The sentences of a text as they are written, with their kinds.
func sentences(_ text: String) throws -> [String] {
    try matcher(["word"]).scan(text).sentences.map { text.bytes($0.span) }
}

extension String {
    /// The text of some bytes; empty where they do not lie on the borders of characters.
    func bytes(_ range: Range<Int>) -> String {
        let bytes = Array(utf8)
        guard range.upperBound <= bytes.count else { return "" }
        return String(validating: bytes[range], as: UTF8.self) ?? ""
    }
}
