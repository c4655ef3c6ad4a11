@testable import Phrases

extension TokenClass {
    /// `<clock-time>`: a time of day. It does not say whether the day has it: `25:70` is none, `13 pm` passes.
    static let clockTime = TokenClass(
        "clock-time", "a time of day", examples: ["10:30", "5pm", "3 p.m.", "half past ten", "noon"],
        sequences: [
            // “3 pm”, “ten am”: a number, then one of two words.
            TokenSequence(Part(tokens: .number), Part(words: ["am", "pm"])),
            // “3 p.m.”, which is read as the words “p” and “m”.
            TokenSequence(Part(tokens: .number), Part(words: ["a", "p"]), Part(words: ["m"])),
            TokenSequence(Part(words: ["half", "quarter"]), Part(words: ["past", "to"]), Part(tokens: .number)),
            TokenSequence(Part(words: ["noon", "midnight"])),
        ],
        recognises: { isTime($0.folded) })

    private typealias Part = TokenSequence.Part

    /// `10:30`, `10:30pm`, `5pm`: words as they are written, with folded letters.
    private static func isTime(_ word: String) -> Bool {
        let digits = word.hasSuffix("am") || word.hasSuffix("pm") ? word.dropLast(2) : word[...]
        let numbers = digits.split(separator: ":", omittingEmptySubsequences: false).map { UInt8($0) }
        guard let hour = numbers[0], hour < 24 else { return false }
        // Digits alone are a number.
        guard numbers.count > 1 else { return digits.count < word.count }
        guard numbers.count == 2, let minute = numbers[1] else { return false }
        return minute < 60
    }
}
