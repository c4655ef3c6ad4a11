import Testing

@testable import TranscriptFormats

@Suite struct DelimitedReaderTests {
    private func rows(_ text: String, delimiter: Character = ",") -> [DelimitedReader.Row] {
        var reader = DelimitedReader(Array(text.utf8), delimiter: delimiter.asciiValue ?? 0)
        var rows: [DelimitedReader.Row] = []
        while let row = reader.next() { rows.append(row) }
        return rows
    }

    @Test(
        arguments: [
            ("a,b\nc,d\n", [["a", "b"], ["c", "d"]]), ("a,b\r\nc,d", [["a", "b"], ["c", "d"]]), ("a,b\rc,d\r", [["a", "b"], ["c", "d"]]),
            ("\"a,\"\"b\"\"\",\"c\nd\"\n", [["a,\"b\"", "c\nd"]]), ("a\"b\",c\n", [["a\"b\"", "c"]]), ("\"a\"b,c", [["ab", "c"]]),
            (",\n", [["", ""]]),
            ("\n\na\n\n", [["a"]]), ("a,", [["a", ""]]), ("\"\",x", [["", "x"]]), ("", []),
        ] as [(String, [[String]])])
    func rowsHaveTheirFields(_ text: String, _ fields: [[String]]) { #expect(rows(text).map(\.fields) == fields) }

    @Test func rowsKnowWhereTheyStand() {
        let found = rows("h,i\n\"a\nb\",c\n\nd,e")
        #expect(found.map(\.line) == [0, 1, 4])
        #expect(found.map(\.bytes) == [0..<3, 4..<11, 13..<16])
        #expect(found.map(\.isLast) == [false, false, true])
    }

    @Test func aQuoteThatIsNeverClosedIsSeen() {
        #expect(rows("a,b\n\"c,d\ne,f").map(\.isUnclosed) == [false, true])
    }
}
