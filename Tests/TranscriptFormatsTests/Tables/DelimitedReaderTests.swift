import Diagnostics
import Testing

@testable import TranscriptFormats

@Suite struct DelimitedReaderTests {
    private func rows(_ text: String, step: Int = 1000) throws -> [DelimitedReader.Row] {
        let input = try Input(TricklingSource(Array(text.utf8), step: step), file: "t.csv", limit: 1 << 20)
        var reader = DelimitedReader(input, delimiter: UInt8(ascii: ","), limit: 1000)
        var rows: [DelimitedReader.Row] = []
        while let row = try reader.next() { rows.append(row) }
        return rows
    }

    @Test(
        arguments: [
            ("a,b\nc,d\n", [["a", "b"], ["c", "d"]]), ("a,b\r\nc,d", [["a", "b"], ["c", "d"]]), ("a,b\rc,d\r", [["a", "b"], ["c", "d"]]),
            ("\"a,\"\"b\"\"\",\"c\nd\"\n", [["a,\"b\"", "c\nd"]]), ("a\"b\",c\n", [["a\"b\"", "c"]]), ("\"a\"b,c", [["ab", "c"]]),
            (",\n", [["", ""]]),
            ("\n\na\n\n", [["a"]]), ("a,", [["a", ""]]), ("\"\",x", [["", "x"]]), ("", []),
        ] as [(String, [[String]])])
    func rowsHaveTheirFields(_ text: String, _ fields: [[String]]) throws {
        for step in [1, 2, 3, 1000] { #expect(try rows(text, step: step).map(\.fields) == fields) }
    }

    @Test(arguments: [1, 2, 3, 1000]) func rowsKnowWhereTheyStand(step: Int) throws {
        let found = try rows("h,i\r\n\"a\nb\",c\r\n\r\nd,e", step: step)
        #expect(found.map(\.origin.line) == [1, 2, 5])
        #expect(found.map(\.origin.offset) == [0, 5, 16])
        #expect(found.map(\.origin.column) == [0, 0, 0])
        #expect(found.map(\.isLast) == [false, false, true])
    }

    @Test func aQuoteThatIsNeverClosedIsSeen() throws {
        #expect(try rows("a,b\n\"c,d\ne,f").map(\.isUnclosed) == [false, true])
    }

    @Test func aRowHasALimit() {
        let error = #expect(throws: DiagnosticsError.self) { try rows("a,b\nc,\"d" + String(repeating: "x", count: 5000)) }
        #expect(error?.diagnostics.map(\.code) == ["record-too-large"])
        #expect(error?.diagnostics.first?.place?.line == 2)
    }
}
