import TestSupport
import Testing

@testable import TranscriptFormats

/// Encodings that exports come in without saying so.
@Suite struct TextDecodingTests {
    @Test(
        arguments: [
            ([0x63, 0x61, 0x66, 0xE9], "café"), ([0x93, 0x68, 0x69, 0x94], "“hi”"), ([0x80, 0x81, 0xFF], "€\u{FFFD}ÿ"),
            // A stray byte among UTF-8 spoils nothing else.
            (Array("naïve ".utf8) + [0xE9] + Array(" 😀".utf8), "naïve é 😀"), (Array("cut ".utf8) + [0xF0, 0x9F], "cut ðŸ"), ([], ""),
        ] as [([UInt8], String)])
    func whatIsNoUTF8IsWindows1252(_ bytes: [UInt8], text: String) { #expect(TextDecoding.text(bytes) == text) }

    private static let line = #"{"id":"1","messages":[{"role":"customer","text":"Où est mon café ?"}]}"#

    @Test(arguments: [1, 7, 1000]) func JSONInWindows1252IsRead(step: Int) throws {
        let bytes = Self.line.unicodeScalars.map { UInt8($0.value) } + [0x0A] + Array(Self.line.replacing("\"1\"", with: "\"2\"").utf8)
        let outcome = try read(TricklingSource(bytes, step: step))
        #expect(outcome.codes == [])
        #expect(outcome.transcripts.map { $0.messages.map(\.text) } == [["Où est mon café ?"], ["Où est mon café ?"]])
    }

    @Test(arguments: [true, false], [1, 7, 1000]) func UTF16WithoutAMarkIsRead(isBigEndian: Bool, step: Int) throws {
        let units = Self.line.utf16.flatMap { unit in
            isBigEndian ? [UInt8(unit >> 8), UInt8(unit & 0xFF)] : [UInt8(unit & 0xFF), UInt8(unit >> 8)]
        }
        let outcome = try read(TricklingSource(units, step: step))
        #expect(outcome.transcripts.first?.messages.map(\.text) == ["Où est mon café ?"])
    }

    /// A mail may well have a zero in it; what is recognised by nothing else is binary then.
    @Test func zerosAreNoReasonToRefuseAMail() throws {
        let mail = "From: kim@example.net\nTo: support@example.com\nMessage-ID: <1@example.net>\n\nHi\u{0}\n"
        #expect(try read(mail, name: "a.eml").transcripts.map(\.id) == ["1@example.net"])
        #expect(try read("nothing\u{0}known", name: "a.bin").thrown.first?.message.contains("binary") == true)
    }
}
