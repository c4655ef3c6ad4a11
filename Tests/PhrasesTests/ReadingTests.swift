import Phrases
import Testing

@Suite struct ReadingTests {
    private func readings(_ text: String) throws -> [(written: String, read: [String], change: Reading.Change?)] {
        try matcher(["so frustrat*", "apolog*", "can not", "<exclaim>"]).readings(of: text).map {
            (text.bytes($0.span), $0.words, $0.change)
        }
    }

    @Test func `each written word with what it is read as, and why`() throws {
        let read = try readings("I'm Soooo frustated!! Can't\n> quoted\nappologize")
        #expect(read.map(\.written) == ["I'm", "Soooo", "frustated", "!!", "Can't", "appologize"])
        #expect(read.map(\.read) == [["i", "am"], ["so"], ["frustrated"], ["!!"], ["can", "not"], ["apologize"]])
        #expect(read.map(\.change) == [.writtenOut, .drawnOut, .misspelt, nil, .writtenOut, .misspelt])
    }

    @Test func `tokens are known by their class`() throws {
        let read = try matcher(["<exclaim>"]).readings(of: "so!! cant")
        #expect(read.map(\.isToken) == [false, true, false])
        #expect(read[1].classes == [.exclaim] && read[1].span == 2..<4)
        #expect(read[2].words == ["can", "not"] && read[2].span == 5..<9)
    }

    @Test func `a word with a prefix of the phrases is read as it stands`() throws {
        let read = try readings("Frustrating apologetically")
        #expect(read.map(\.read) == [["frustrating"], ["apologetically"]])
        #expect(read.allSatisfy { $0.change == nil })
    }

    @Test func `two words written alike do not become one`() throws {
        #expect(try readings("so so").map(\.read) == [["so"], ["so"]])
        #expect(try readings("").isEmpty)
    }
}
