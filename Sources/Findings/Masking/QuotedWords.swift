/// Takes the words of messages out of sentences.
enum QuotedWords {
    /// The sentence with “…” for each of the quotes, and for whatever else stands in quotation marks.
    static func removed(from sentence: String, quotes: [String]) -> String {
        var bytes = Array(sentence.utf8)
        // Longer ones first, as one may hold another.
        for quote in quotes.map({ Array($0.utf8) }).sorted(by: { $0.count > $1.count }) where !quote.isEmpty {
            bytes = replaced(quote, in: bytes)
        }
        return withoutQuotations(String(decoding: bytes, as: UTF8.self))
    }

    private static let ellipsis = Array("…".utf8)

    /// Replaces each occurrence.
    private static func replaced(_ words: [UInt8], in bytes: [UInt8]) -> [UInt8] {
        let matcher = ByteSearch(words)
        var result: [UInt8] = []
        var start = 0
        while let found = matcher.first(in: bytes, from: start) {
            result += bytes[start..<found]
            result += ellipsis
            start = found + words.count
        }
        return result + bytes[start...]
    }

    /// An ellipsis for everything between an opening quotation mark and its closing one, and after one that is never closed.
    private static func withoutQuotations(_ sentence: String) -> String {
        var result = String.UnicodeScalarView()
        var closing: Unicode.Scalar?
        for scalar in sentence.unicodeScalars {
            if let mark = closing {
                if scalar == mark {
                    result.append(scalar)
                    closing = nil
                }
            } else {
                result.append(scalar)
                closing = closingMark(of: scalar)
                if closing != nil { result.append("…") }
            }
        }
        return String(result)
    }

    private static func closingMark(of scalar: Unicode.Scalar) -> Unicode.Scalar? {
        switch scalar {
        case "“": "”"
        case "„": "“"
        case "\"": "\""
        case "«": "»"
        default: nil
        }
    }
}

/// Finds words in bytes, in linear time (Knuth, Morris and Pratt).
struct ByteSearch {
    private let words: [UInt8]
    /// For each position of the words: the length of the longest beginning that also ends there.
    private let borders: [Int]

    /// - Parameter words: At least one byte.
    init(_ words: [UInt8]) {
        var borders = [Int](repeating: 0, count: words.count)
        var length = 0
        for position in words.indices.dropFirst() {
            while length > 0, words[position] != words[length] { length = borders[length - 1] }
            if words[position] == words[length] { length += 1 }
            borders[position] = length
        }
        self.words = words
        self.borders = borders
    }

    /// Where the words stand first, from `start` on.
    func first(in bytes: [UInt8], from start: Int) -> Int? {
        var length = 0
        for position in start..<max(start, bytes.count) {
            while length > 0, bytes[position] != words[length] { length = borders[length - 1] }
            if bytes[position] == words[length] { length += 1 }
            if length == words.count { return position + 1 - length }
        }
        return nil
    }
}
