import TestSupport
import Testing

@testable import Findings

@Suite struct PersonalDataTests {
    @Test(arguments: [
        ("Write to jo@example.com.", "Write to [e-mail]."),
        ("(jo.o'neil+x@mail.example.co.uk)", "([e-mail])"),
        ("jürgen@müller.example, thanks", "[e-mail], thanks"),
        ("mailto:jo%40example.com?subject=x", "mailto:[e-mail]?subject=x"),
        ("jo＠example.com", "[e-mail]"),
        ("\"jo doe\"@example.com", "\"jo doe\"[e-mail]"),
        ("a@b@c.example d", "[e-mail] d"),
        ("ask @help or me @ home", "ask @help or me @ home"),
        ("12 3@x.example", "12 [e-mail]"),
        ("o\u{200B}ne@ex\u{200B}ample.com", "[e-mail]"),
    ])
    func masksAddresses(_ text: String, _ expected: String) { #expect(PersonalData.masked(text) == expected) }

    @Test(arguments: [
        ("My card is 4111 1111 1111 1111.", "My card is [card …1111]."),
        ("4111-1111-1111-1111", "[card …1111]"),
        ("card4111111111111111x", "card[card …1111]x"),
        ("3782 822463 10005", "[card …0005]"),
        ("4111\u{200B}1111\u{00A0}1111\u{2009}1111", "[card …1111]"),
        ("４１１１ １１１１ １１１１ １１１１", "[card …1111]"),
        ("٤١١١ ١١١١ ١١١١ ١١١١", "[card …1111]"),
        ("4111 1111 1111 1112", "[number]"),
    ])
    func masksCards(_ text: String, _ expected: String) { #expect(PersonalData.masked(text) == expected) }

    @Test(arguments: [
        ("Call +49 (0) 30 / 1234567, please", "Call [phone], please"),
        ("(555) 010-1234", "[phone]"),
        ("555.010.1234", "[phone]"),
        ("555-1234 or 555-9876", "[phone] or [phone]"),
        ("0049301234567", "[phone]"),
        ("my number is 5 5 5 1 2 3 4", "my number is [number]"),
        ("order 12345678", "order [number]"),
        ("KD1234567", "KD[number]"),
        ("1234–567", "[number]"),
    ])
    func masksNumbers(_ text: String, _ expected: String) { #expect(PersonalData.masked(text) == expected) }

    @Test(arguments: [
        ("DE89 3704 0044 0532 0130 00 is mine", "[account] is mine"),
        ("iban gb29nwbk60161331926819.", "iban [account]."),
        ("MT84 MALT 0110 0001 2345 MTLC AST0 01S", "[account]"),
        // Wrong check digits: the digits go all the same.
        ("DE88370400440532013000", "DE[number]"),
    ])
    func masksAccounts(_ text: String, _ expected: String) { #expect(PersonalData.masked(text) == expected) }

    @Test(arguments: [
        "", "I'm so frustrated!", "It is 2026-01-05 10:00 now.", "From 5.1.2026 to 01/31/2026.", "on 2026-01-05 14",
        "I paid 300. 4000 people did.",
        "Order 123456, 2 items, $1,000,000", "room 12.34.5", "10:30:45.123", "v1.2.3", "I waited 3 weeks… 2 days", "Größe 38 für 5 €",
    ])
    func leavesOtherTextAlone(_ text: String) { #expect(PersonalData.masked(text) == text) }

    @Test(arguments: [
        ("030-2026-01-05", "[phone]"), ("2026-01-05 1234567", "2026-01-05 [number]"),
        ("1234567 5.1.2026 7654321", "[number] 5.1.2026 [number]"),
        ("2026-13-05", "[number]"), ("4111-1111-2026-01-05", "[number]"),
    ])
    func aDateIsOneOnlyWhereItStandsAlone(_ text: String, _ expected: String) { #expect(PersonalData.masked(text) == expected) }

    /// Ten thousand planted ones, in all the ways in which they are written: none comes through.
    @Test func nothingPlantedComesThrough() {
        var generator = SeededGenerator(seed: 7)
        for number in 0..<10_000 {
            let canary = Canary.make(number, &generator)
            let text = "Hi, it is \(canary.text), thanks."
            let masked = PersonalData.masked(text)
            #expect(!masked.contains(canary.text), "\(canary.text)")
            #expect(longestRunOfDigits(masked) <= 4, "\(canary.text) → \(masked)")
            #expect(masked.hasPrefix("Hi, it is [") && masked.hasSuffix("], thanks."), "\(canary.text) → \(masked)")
        }
    }

    @Test func noRecordHoldsWhatWasPlanted() {
        var generator = SeededGenerator(seed: 8)
        for number in 0..<500 {
            let canary = Canary.make(number, &generator).text
            var finding = RecordSamples.finding
            finding.message = "The customer said “\(canary)”; the reply did not."
            finding.at.quote = "I am \(canary)"
            finding.trigger?.quote = canary
            finding.trigger?.author = canary
            let summary = TranscriptSummary(RecordSamples.transcript, from: RecordSamples.provenance)
            var diagnostic = RecordSamples.diagnostic
            diagnostic.message = "no role “\(canary)”"
            diagnostic.help = "not \(canary)"
            for quotes in [QuoteMasking.masked, .none] {
                let encoder = RecordEncoder(quotes: quotes)
                for record in [
                    LogRecord.finding(FindingRecord(transcript: summary, finding: finding)),
                    .rejected(RejectedRecord(file: "x", diagnostic: diagnostic)),
                ] {
                    #expect(!String(decoding: encoder.line(record), as: UTF8.self).contains(canary))
                }
            }
        }
    }

    @Test func hostileTextIsMaskedToo() {
        let size = 50_000
        for text in [
            String(repeating: "1", count: size), String(repeating: "1 ", count: size), String(repeating: "@", count: size),
            String(repeating: "a@", count: size), String(repeating: "DE89", count: size), String(repeating: "DE89 ", count: size),
            "1" + String(repeating: "\u{200B}", count: size) + "2", String(repeating: "1\u{200B}", count: size),
            String(repeating: "2026-01-05 ", count: size / 10), String(repeating: "%40", count: size),
        ] {
            #expect(longestRunOfDigits(PersonalData.masked(text)) < 7 || text.hasPrefix("2026"))
        }
    }

    private func longestRunOfDigits(_ text: String) -> Int {
        var longest = 0
        var length = 0
        for scalar in text.unicodeScalars where !scalar.isInvisible && scalar != " " && scalar != "-" {
            length = scalar.decimalDigit == nil ? 0 : length + 1
            longest = max(longest, length)
        }
        return longest
    }

    /// The first was found by fuzzing: letters that pass for an account with six digits.
    @Test(arguments: [",,,,<Ca41\nCard 41ard 41", "My card is 4111 1111 1111 1111, jo@example.com.", "ünï +49 30 901820 ü", ""])
    func saysWhereTheMasksAre(_ words: String) {
        var shown = Array(words.utf8)
        for replacement in QuoteMasking.masked.replacements(in: words).reversed() {
            shown.replaceSubrange(replacement.range, with: Array(replacement.text.utf8))
        }
        #expect(String(decoding: shown, as: UTF8.self) == QuoteMasking.masked.quote(words))
    }
}

/// Personal data that is nobody's.
private struct Canary {
    var text: String

    static func make(_ number: Int, _ generator: inout SeededGenerator) -> Canary {
        func digits(_ count: Int) -> String { (0..<count).map { _ in String(Int.random(in: 0...9, using: &generator)) }.joined() }
        switch number % 8 {
        case 0: return Canary(text: grouped(card(digits(15)), [4, 4, 4, 4], " "))
        case 1: return Canary(text: card(digits(15)))
        case 2: return Canary(text: "+\(Int.random(in: 1...99, using: &generator)) \(digits(3)) \(digits(7))")
        case 3: return Canary(text: "(\(digits(3))) \(digits(3))-\(digits(4))")
        case 4: return Canary(text: "user\(number)@mail\(number).example")
        case 5: return Canary(text: iban("370400440\(digits(9))"))
        case 6: return Canary(text: grouped(iban("370400440\(digits(9))"), [4, 4, 4, 4, 4, 2], " "))
        default: return Canary(text: digits(Int.random(in: 7...24, using: &generator)))
        }
    }

    private static func card(_ start: String) -> String {
        let sum = start.reversed().enumerated().reduce(0) { sum, item in
            let value = (item.element.wholeNumberValue ?? 0) * (item.offset % 2 == 0 ? 2 : 1)
            return sum + (value > 9 ? value - 9 : value)
        }
        return start + String((10 - sum % 10) % 10)
    }

    private static func iban(_ account: String) -> String {
        // D is 13 and E is 14; the check digits count as 00.
        let remainder = "\(account)131400".reduce(0) { ($0 * 10 + ($1.wholeNumberValue ?? 0)) % 97 }
        let check = 98 - remainder
        return "DE\(check < 10 ? "0" : "")\(check)\(account)"
    }

    private static func grouped(_ text: String, _ sizes: [Int], _ separator: String) -> String {
        var rest = Substring(text)
        return sizes.map { size in
            defer { rest = rest.dropFirst(size) }
            return String(rest.prefix(size))
        }.joined(separator: separator)
    }
}
