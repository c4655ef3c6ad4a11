import TestSupport
import Testing

@testable import TranscriptFormats

/// What most exports have is read in a short way; whatever it is, it comes out as in the long one.
@Suite struct ShortWayTests {
    private static let rounds = 20_000

    /// Pieces in a random order.
    private func mixture(of pieces: [String], _ numbers: inout SeededGenerator, upTo most: Int = 12) -> String {
        (0..<Int.random(in: 0...most, using: &numbers)).map { _ in pieces.randomElement(using: &numbers) ?? "" }.joined()
    }

    @Test func times() {
        let written = [
            "2026-01-05T10:00:00Z", "2026-12-31 23:59:60.125+01:00", "0031-01-05T10:00:00-05:30", "2026-02-28T00:00:00",
            "2026-02-29 24:00:00Z",
        ]
        let zone = LocalTimeZone(secondsEast: -12_600)
        var numbers = SeededGenerator(seed: 1)
        var short = 0
        for round in 0..<Self.rounds {
            var text = Array(written[round % written.count].utf8)
            for _ in 0..<Int.random(in: 0...2, using: &numbers) {
                let place = Int.random(in: 0..<text.count, using: &numbers)
                let byte = "0123456789-:.+TtZz ,é".utf8.randomElement(using: &numbers) ?? 0
                switch Int.random(in: 0...2, using: &numbers) {
                case 0: text[place] = byte
                case 1: text.insert(byte, at: place)
                default: text.remove(at: place)
                }
            }
            let time = String(decoding: text, as: UTF8.self)
            if PlainTime.read(time, zone: zone) != nil { short += 1 }
            #expect(TimeText.read(time, zone: zone) == TimeText.readAnything(time, zone: zone), "\(time)")
        }
        #expect(short > Self.rounds / 10)
    }

    @Test func words() {
        var numbers = SeededGenerator(seed: 2)
        for _ in 0..<Self.rounds {
            let word = mixture(of: ["Agent", "_", "-", " ", "7", "é", "Ⅷ", "e\u{301}", "\r\n", "x", "İ", "٣"], &numbers, upTo: 6)
            #expect(Word.folded(word) == Word.foldedAnything(word), "\(word)")
        }
    }

    @Test func tidyText() {
        let pieces = [
            "word", " ", "\n", "a longer part of it", ".", "\t", "\r", "é", "“", "\u{A0}", "\u{7F}", "\u{2028}", "\u{FEFF}", "日",
        ]
        var numbers = SeededGenerator(seed: 3)
        for _ in 0..<Self.rounds {
            let text = mixture(of: pieces, &numbers)
            #expect(PlainText.tidied(text) == PlainText.rewritten(text), "\(text.debugDescription)")
        }
    }

    @Test func quotedMail() {
        let pieces = [
            "\n", "\n\n", "> ", "On 2 Mar 2026, Mia wrote:", "wrote:", "Yes it is", "From: Mia", "Gesendet: Montag",
            "-----Original Message-----", "--", "2 Mar 2026 09:41 Mia schrieb ", "____", " ", ":",
        ]
        var numbers = SeededGenerator(seed: 4)
        for _ in 0..<Self.rounds {
            let text = PlainText.tidied(mixture(of: pieces, &numbers))
            #expect(QuotedReply.removed(from: text) == QuotedReply.removedLineByLine(from: text), "\(text.debugDescription)")
        }
    }

    @Test func encodings() {
        let pieces: [[UInt8]] = [
            Array("word".utf8), Array("é".utf8), Array("😀".utf8), [0xE9], [0x80], [0xF0, 0x9F], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0],
            Array("\u{FFFD}".utf8),
        ]
        var numbers = SeededGenerator(seed: 5)
        for _ in 0..<Self.rounds {
            let bytes = (0..<Int.random(in: 0...6, using: &numbers)).flatMap { _ in pieces.randomElement(using: &numbers) ?? [] }
            #expect(TextDecoding.text(bytes) == TextDecoding.text(AnyCollection(bytes)), "\(bytes)")
        }
    }

    @Test func orderOfTimes() {
        var numbers = SeededGenerator(seed: 6)
        for _ in 0..<1000 {
            let times = (0..<Int.random(in: 0...6, using: &numbers)).map { ($0, Int64.random(in: 0...3, using: &numbers)) }
            let sorted = times.inOrder { $0.1 == 0 ? nil : SourceTime(microseconds: $0.1) }
            var last = Int64.min
            let keys = times.map { time in
                last = time.1 == 0 ? last : time.1
                return last
            }
            let expected = times.indices.sorted { (keys[$0], $0) < (keys[$1], $1) }
            #expect(sorted.map(\.0) == expected)
        }
    }

    @Test(arguments: [1, 7, 1 << 16]) func rowsOfTables(step: Int) throws {
        let pieces = ["a", "a longer field", ",", ",", "\"", "\"\"", "\n", "\r\n", "\r", " ", "é", "\"q\",", "\n\""]
        var numbers = SeededGenerator(seed: 7)
        for _ in 0..<3000 {
            let text = mixture(of: pieces, &numbers)
            let input = try Input(TricklingSource(Array(text.utf8), step: step), file: "t.csv", limit: 1 << 20)
            var reader = DelimitedReader(input, delimiter: UInt8(ascii: ","), limit: 1 << 20)
            var rows: [[String]] = []
            while let row = try reader.next() { rows.append(row.fields) }
            #expect(rows == plainRows(of: text), "\(text.debugDescription)")
        }
    }

    /// Rows of a table, character by character.
    private func plainRows(of text: String) -> [[String]] {
        var rows: [[String]] = []
        var row: [String] = [], field = "", isAtStart = true, isQuoted = false
        var rest = Array(text.unicodeScalars)[...]
        let isBreak = { (scalar: Unicode.Scalar) in scalar == "\n" || scalar == "\r" }
        let end = {
            if !(row.isEmpty && isAtStart) { rows.append(row + [field]) }
            (row, field, isAtStart) = ([], "", true)
        }
        while let scalar = rest.popFirst() {
            if isQuoted {
                if scalar == "\"", rest.first != "\"" {
                    isQuoted = false
                } else {
                    field.unicodeScalars.append(scalar)
                    if scalar == "\"" { rest.removeFirst() }
                }
            } else if scalar == "\"", isAtStart {
                (isQuoted, isAtStart) = (true, false)
            } else if scalar == "," {
                row.append(field)
                (field, isAtStart) = ("", true)
            } else if isBreak(scalar) {
                if row.isEmpty, isAtStart { continue }
                end()
                if scalar == "\r", rest.first == "\n" { rest.removeFirst() }
            } else {
                field.unicodeScalars.append(scalar)
                isAtStart = false
            }
        }
        end()
        return rows
    }
}
