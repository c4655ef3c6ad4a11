import SystemCalls
import Testing

@Suite struct FileNameTests {
    @Test func holdsAnyBytesThatAFolderCan() throws {
        let odd = try #require(FileName([0x2D, 0xFF, 0x0A, 0x1B]))
        #expect(odd.bytes == [0x2D, 0xFF, 0x0A, 0x1B])
        #expect(FileName(Array(repeating: UInt8(ascii: "x"), count: 255)) != nil)
    }

    @Test(arguments: ["", ".", "..", "a/b", "/", "a\0b", String(repeating: "x", count: 256)])
    func refusesWhatNoFolderHolds(_ text: String) { #expect(FileName(text) == nil) }

    @Test func comparesByBytes() throws {
        let composed = try #require(FileName("\u{E9}"))
        let decomposed = try #require(FileName("e\u{301}"))
        #expect(composed != decomposed)
        #expect(decomposed < composed)
    }

    @Test func showsWhatWouldDisturbATerminalEscaped() throws {
        #expect(try #require(FileName("Bäcker.json")).description == "Bäcker.json")
        #expect(try #require(FileName("a\n\u{202E}b")).description == #"a\u{a}\u{202e}b"#)
        #expect(try #require(FileName([0x61, 0xFF])).description == #"a\xff"#)
        #expect(try #require(FileName([0x61, 0xFF])).text == "a\u{FFFD}")
    }

    @Test func knowsItsBeginningAndEnd() {
        let name = FileName(constant: "export.json.part")
        #expect(name.hasSuffix(".part"))
        #expect(!name.hasSuffix(".json"))
        #expect(name.hasPrefix("export"))
        #expect(!FileName(constant: "x").hasSuffix(".part"))
    }
}
