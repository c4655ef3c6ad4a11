import Foundation
import TestSupport
import Testing

@testable import Diagnostics

@Suite struct JSONWriterTests {
    private static func written(_ text: String) -> String {
        var json = JSONWriter()
        json.value(text)
        return String(decoding: json.bytes, as: UTF8.self)
    }

    /// Scalar by scalar, as plainly as it can be said.
    private static func reference(_ text: String) -> String {
        let escaped = text.unicodeScalars.map { scalar in
            switch scalar {
            case "\"": #"\""#
            case "\\": #"\\"#
            case "\n": #"\n"#
            case "\r": #"\r"#
            case "\t": #"\t"#
            case _ where scalar.isUnsafeInOutput: "\\u" + String(0x10000 | scalar.value, radix: 16).dropFirst()
            default: String(scalar)
            }
        }
        return "\"\(escaped.joined())\""
    }

    @Test func everyScalarIsWrittenAsTheReferenceDoes() {
        for value in Array(UInt32(0)...0x3000) + stride(from: 0x3001, through: 0x10FFFF, by: 97) {
            guard let scalar = Unicode.Scalar(value) else { continue }
            let text = "in the midst of it: \(scalar)\(scalar) it is"
            guard Self.written(text) != Self.reference(text) else { continue }
            Issue.record("U+\(String(value, radix: 16)) is written as \(Self.written(text))")
        }
    }

    @Test func runsOfBytesAreWrittenAsTheReferenceDoes() throws {
        var random = SeededGenerator(seed: 1)
        let scalars: [Unicode.Scalar] = [
            "a", " ", "\"", "\\", "\n", "\t", "\r", "\0", "\u{1F}", "!", "[", "\u{7F}", "\u{80}", "\u{9F}", "\u{A0}", "é",
            "\u{61B}", "\u{61C}", "\u{200D}", "\u{200E}", "“", "\u{2028}", "\u{202E}", "\u{202F}", "\u{2066}", "字", "😀",
        ]
        for round in 0..<4000 {
            var text = ""
            for _ in 0..<Int.random(in: 0...40, using: &random) {
                let isPlain = Int.random(in: 0..<8, using: &random) > round % 8
                text.unicodeScalars.append(isPlain ? "x" : scalars.randomElement(using: &random) ?? "a")
            }
            #expect(Self.written(text) == Self.reference(text))
        }
    }

    @Test func numbersAreWrittenWhole() {
        var json = JSONWriter()
        json.beginArray()
        for number in [0, 9, 10, -1, .max, .min] as [Int] { json.value(number) }
        for number in [0, 100, .max] as [UInt64] { json.value(number) }
        for number in [2.5, -3, 1e300, .infinity, .nan] as [Double] { json.value(number) }
        json.endArray()
        let expected = """
            [0,9,10,-1,9223372036854775807,-9223372036854775808,0,100,18446744073709551615,2.5,-3,1e+300,null,null]
            """
        #expect(String(decoding: json.bytes, as: UTF8.self) == expected)
    }

    @Test func membersStandInTheirOrder() {
        var json = JSONWriter()
        json.beginObject()
        json.member("a", "x")
        json.member("b", nil as String?)
        json.key(named: "c\"")
        json.beginArray()
        json.value(true)
        json.null()
        json.endArray()
        json.member("texts", ["y", ""])
        json.endObject()
        json.endLine()
        json.value("next")
        #expect(String(decoding: json.bytes, as: UTF8.self) == #"{"a":"x","b":null,"c\"":[true,null],"texts":["y",""]}"# + "\n\"next\"")
    }
}
