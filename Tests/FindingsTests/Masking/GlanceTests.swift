import TestSupport
import Testing

@testable import Findings

/// What the quick look passes over, the thorough one would not mask either.
@Suite struct GlanceTests {
    /// - Returns: Whether the quick look passes the text over.
    @discardableResult private static func expectSound(_ text: String) -> Bool {
        guard !PersonalData.mayHoldData(text) else { return false }
        let masks = PersonalData.masks(in: Array(text.unicodeScalars))
        #expect(masks.isEmpty, "\(text.debugDescription) has \(masks.map(\.text))")
        return true
    }

    /// Of every script, and what addresses and numbers are made of more often than the rest.
    private static func text(_ random: inout SeededGenerator, dense: Bool) -> String {
        let parts = [
            "@", "＠", "﹫", "%40", "%", "%4", "40", "\"", "a", "é", "字", "ا", "DE89", "GB29", "ab12", "Ca41", ".", "-", " ", "\u{A0}",
            "\u{200B}", "1", "23", "٤", "۵", "७", "４", "𝟗", "\u{1FBF3}", "½", "²", "“", "’", "😀", "(", "+", ")", "/", "\n", "1 2 3",
            "4.5", "DE٤", "6789",
        ]
        let usable = parts.dropFirst(Bool.random(using: &random) ? 0 : 4)
        var text = ""
        for _ in 0..<Int.random(in: 0...40, using: &random) {
            if dense || Int.random(in: 0..<4, using: &random) == 0 {
                text += usable.randomElement(using: &random) ?? ""
            } else if let scalar = Unicode.Scalar(UInt32.random(in: 1...0x1FFFF, using: &random)) {
                text.unicodeScalars.append(scalar)
            }
        }
        return text
    }

    @Test(arguments: [true, false])
    func passesNothingOver(dense: Bool) {
        var random = SeededGenerator(seed: dense ? 1 : 2)
        let passedOver = (0..<10_000).filter { _ in Self.expectSound(Self.text(&random, dense: dense)) }
        #expect((1000..<9000).contains(passedOver.count))
    }

    /// Letters and digits only, so that some pass for accounts.
    @Test func passesNoAccountOver() {
        var random = SeededGenerator(seed: 3)
        let characters = Array("aBcdefghz0123 .-")
        for _ in 0..<10_000 {
            let rest = (0..<Int.random(in: 11...30, using: &random)).map { _ in characters.randomElement(using: &random) ?? "a" }
            Self.expectSound("ab\(Int.random(in: 10...99, using: &random))" + String(rest))
        }
    }

    @Test func everyDigitAndAtSignIsSeen() {
        for value in UInt32(0)...0x1FFFF {
            guard let scalar = Unicode.Scalar(value) else { continue }
            if scalar.decimalDigit != nil {
                let text = "on the day " + String(repeating: String(scalar), count: 7)
                #expect(PersonalData.mayHoldData(text), "U+\(String(value, radix: 16))")
            }
            if EmailAddress.isAt(scalar) { #expect(PersonalData.mayHoldData("write to jo\(scalar)example")) }
        }
    }

    /// Wherever it stands among bytes that are looked at eight at a time.
    @Test(arguments: 0..<20)
    func thePlaceDoesNotMatter(offset: Int) {
        let before = String(repeating: "x", count: offset)
        let after = String(repeating: "y", count: 20 - offset)
        for data in ["jo@example.com", "jo%40example.com", "“1234567", "\u{7F}1\u{2F}2:3;4\u{10}5\u{A0}6 7", "\"@me", "é@x", "jo＠x"] {
            #expect(PersonalData.mayHoldData(before + data + after), "\(data)")
        }
        for data in ["123456", "12345 or 67890", "@help", "“@help”", "me @ home", " %40", "40 % 40", "“…”", "ü ñ “x” – 字 ひ", "😀"] {
            #expect(!PersonalData.mayHoldData("(\(before) \(data) \(after))"), "\(data)")
        }
    }

    @Test func lettersWithFewDigitsAreNoAccount() {
        let words = "The BA504 will be departing from gate 9."
        #expect(PersonalData.masked(words) == words && PersonalData.masked("“\(words)”") == "“\(words)”")
        #expect(PersonalData.masked("Gate 19:50: \(words)") == "Gate 19:50: \(words)")
    }
}
