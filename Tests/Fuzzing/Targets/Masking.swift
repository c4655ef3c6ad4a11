import Findings

/// The words of a message, with personal data in their midst.
func maskText(_ bytes: [UInt8]) {
    let half = bytes.count / 2
    let (before, after) = (String(decoding: bytes[..<half], as: UTF8.self), String(decoding: bytes[half...], as: UTF8.self))
    check(before + after)
    for secret in secrets {
        let words = "\(before) \(secret) \(after)"
        check(words)
        let shown = QuoteMasking.masked.quote(words) ?? ""
        precondition(!shown.contains(secret), "“\(secret)” is shown")
    }
}

/// An address, two cards, an account and two telephone numbers.
private let secrets = [
    "jane.doe@example.com", "4111111111111111", "5500 0000 0000 0004", "DE89370400440532013000", "+49 30 901820", "(555) 123-4567",
]

private func check(_ words: String) {
    let masking = QuoteMasking.masked
    let replacements = masking.replacements(in: words)
    let bytes = Array(words.utf8)
    var result: [UInt8] = []
    var position = 0
    for replacement in replacements {
        precondition(replacement.range.lowerBound >= position && replacement.range.upperBound <= bytes.count, "masks overlap")
        precondition(String(validating: bytes[replacement.range], as: UTF8.self) != nil, "a mask cuts a character")
        result += bytes[position..<replacement.range.lowerBound] + Array(replacement.text.utf8)
        position = replacement.range.upperBound
    }
    result += bytes[position...]
    precondition(masking.quote(words).map { Array($0.utf8) } == result, "the replacements are not what is shown")
    precondition(longestNumber(in: result) < 7, "a number is shown")
    precondition(QuoteMasking.full.quote(words) == words && QuoteMasking.none.quote(words) == nil)
}

/// How many digits stand together at most.
private func longestNumber(in bytes: [UInt8]) -> Int {
    var longest = 0
    var length = 0
    for byte in bytes {
        length = (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) ? length + 1 : 0
        longest = max(longest, length)
    }
    return longest
}
