import TestSupport
import Testing
import Transcripts

@testable import TranscriptFormats

/// What `TranscriptWriter` writes, `ExportReader` reads back, equal.
@Suite struct RoundTripTests {
    private struct Inventor {
        var numbers: SeededGenerator

        mutating func transcript(_ number: Int) -> Transcript {
            let count = Int.random(in: 0...6, using: &numbers)
            return Transcript(
                id: "\(number)" + text(), channel: Channel.allCases.randomElement(using: &numbers) ?? .chat, language: maybe(text()),
                agent: maybe(text()), state: ConversationState.allCases.randomElement(using: &numbers), queue: maybe(text()),
                tags: (0..<Int.random(in: 0...3, using: &numbers)).map { _ in text() },
                csat: maybe(Double.random(in: 1...5, using: &numbers)), messages: (0..<count).map { message($0) })
        }

        private mutating func message(_ index: Int) -> Message {
            let milliseconds = Int64.random(in: 0...360_000_000_000, using: &numbers)
            let seconds = Int64.random(in: -62_167_219_200...253_402_300_799, using: &numbers)
            let isOffset = Bool.random(using: &numbers)
            return Message(
                index: index, role: Role.allCases.randomElement(using: &numbers) ?? .agent, author: maybe(text()),
                time: maybe(isOffset ? .offset(milliseconds: milliseconds) : .instant(milliseconds: seconds * 1000)), text: text())
        }

        private mutating func maybe<Value>(_ value: Value) -> Value? { Bool.random(using: &numbers) ? value : nil }

        private static let pieces = [
            "a", "Ω", "😀", "\"", "\\", "/", "\n", "\r", "\t", "\u{0}", "\u{1B}", "\u{7F}", "\u{85}", "\u{2028}", "\u{202E}", "\u{FEFF}",
            "\u{10FFFF}",
            "é", "e\u{301}", "{", "}", "[", "]", ",", ":", "null", " ", "\\u0041", "&lt;", "> ",
        ]

        private mutating func text() -> String {
            (0..<Int.random(in: 0...12, using: &numbers)).map { _ in Self.pieces.randomElement(using: &numbers) ?? "" }.joined()
        }
    }

    @Test func inventedTranscriptsComeBackEqual() throws {
        var inventor = Inventor(numbers: SeededGenerator(seed: 5))
        let transcripts = (0..<500).map { inventor.transcript($0) }
        let outcome = try read(transcripts.flatMap(TranscriptWriter.line))
        #expect(outcome.codes == [])
        #expect(outcome.transcripts == transcripts)
        for transcript in transcripts.prefix(100) { #expect(try read(TranscriptWriter.line(transcript)).transcripts == [transcript]) }
    }

    @Test(arguments: Fixture.readable) func convertedExportsComeBackEqual(_ fixture: Fixture) throws {
        let transcripts = try read(fixture.bytes(), name: fixture.file).transcripts
        let outcome = try read(transcripts.flatMap(TranscriptWriter.line))
        #expect(outcome.format == "tact")
        #expect(outcome.transcripts == transcripts)
    }

    @Test func aLineHasEveryKeyInOrder() {
        let transcript = Transcript(id: "a", channel: .chat, tags: ["x"], csat: 4, messages: [Message(index: 0, role: .bot, text: "Hi")])
        #expect(
            String(decoding: TranscriptWriter.line(transcript), as: UTF8.self) == """
                {"id":"a","channel":"chat","language":null,"agent":null,"state":null,"queue":null,"tags":["x"],\
                "csat":4,"messages":[{"index":0,"role":"bot","author":null,"time":null,"text":"Hi"}]}

                """)
    }
}
