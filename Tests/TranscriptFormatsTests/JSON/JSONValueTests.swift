import Testing

@testable import TranscriptFormats

@Suite struct JSONValueTests {
    private let document: JSONDocument

    init() throws { document = try JSONDocument(depthLimit: 64) }

    private func parse(_ text: String) throws -> JSONValue {
        try Array(text.utf8).withUnsafeBufferPointer { bytes in try document.parse(bytes) }
    }

    @Test func scalarsAreWhatTheyAre() throws {
        let value = try parse(#"{"s":"é\u0000","i":-3,"u":18446744073709551615,"d":2.5,"w":2e1,"t":true,"f":false,"n":null,"e":""}"#)
        #expect(value["s"].string == "é\u{0}")
        #expect(value["i"].integer == -3 && value["i"].text == "-3" && value["i"].number == -3)
        #expect(value["u"].integer == nil && value["u"].text == "18446744073709551615")
        #expect(value["d"].number == 2.5 && value["d"].text == "2.5" && value["d"].integer == nil)
        #expect(value["w"].integer == 20 && value["w"].text == "20")
        #expect(value["t"].bool == true && value["f"].bool == false && value["t"].text == "true")
        #expect(!value["n"].exists && value["n"].kind == .null)
        #expect(value["e"].string == "" && value["e"].name == nil)
    }

    @Test func whatIsNotThereIsMissing() throws {
        let value = try parse(#"{"a":[1,{"b":[[2],3]}]}"#)
        #expect(value["x"]["y"]["z"].kind == .missing)
        #expect(value["a"]["b"].kind == .missing)
        #expect(Array(value["a"].elements).map(\.kind) == [.integer, .object])
        #expect(Array(value["a"].elements)[1]["b"].elements.map(\.kind) == [.array, .integer])
        #expect(Array(value["x"].elements).isEmpty && value["a"].keys.isEmpty && value.keys == ["a"])
        #expect(value["x"].firstElement.kind == .missing && value["a"].firstElement.integer == 1)
        #expect(value.first("x", "a").isArray)
    }

    @Test func aValueOfAnEarlierTextFindsNothing() throws {
        let old = try parse(#"{"a":"secret"}"#)["a"]
        _ = try parse(#"{"b":[1,2,3]}"#)
        #expect(old.kind == .missing)
        #expect(old.string == nil)
    }

    @Test func nestingAndSyntaxAreRefused() throws {
        #expect(throws: JSONDocument.Failure.invalid) {
            try parse(String(repeating: "[", count: 65) + "1" + String(repeating: "]", count: 65))
        }
        #expect(try parse(String(repeating: "[", count: 64) + "1" + String(repeating: "]", count: 64)).isArray)
        #expect(throws: JSONDocument.Failure.invalid) { try parse("{") }
        #expect(throws: JSONDocument.Failure.invalid) { try parse("") }
        #expect(throws: JSONDocument.Failure.badString) { try parse(#""\ud83d""#) }
    }

    @Test func halvesOfSurrogatePairsAreRepaired() throws {
        let text = #"{"id":"a","messages":[{"role":"agent","text":"cut \ud83d, whole \ud83d\ude00, low \ude00, \\ud83d"}]}"#
        let outcome = try read(text)
        #expect(outcome.transcripts.first?.messages.first?.text == #"cut \#u{FFFD}, whole 😀, low \#u{FFFD}, \ud83d"#)
    }
}
