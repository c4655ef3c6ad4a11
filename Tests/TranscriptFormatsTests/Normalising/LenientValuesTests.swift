import Testing

@testable import TranscriptFormats

/// What exports write in several ways is read in each.
@Suite struct LenientValuesTests {
    /// What `read` makes of a JSON text.
    private func value<Value>(of json: String, _ read: (JSONValue) throws -> Value) throws -> Value {
        let document = try JSONDocument(depthLimit: 64)
        return try Array(json.utf8).withUnsafeBufferPointer { try read(document.parse($0)) }
    }

    @Test(
        arguments: [
            ("true", true), ("1", true), (#""True""#, true), (#""yes""#, true), ("false", false), ("0", false), (#""no""#, false),
            ("2", nil),
            ("null", nil), (#""""#, nil), ("{}", nil),
        ] as [(String, Bool?)])
    func flags(_ json: String, _ flag: Bool?) throws {
        #expect(try value(of: "[\(json)]") { $0.firstElement.flag } == flag)
    }

    @Test(
        arguments: [("1.5", 1.5), (#""1.5""#, 1.5), ("-3", -3), (#""x""#, nil), ("null", nil), ("[1]", nil)] as [(String, Double?)])
    func decimals(_ json: String, _ decimal: Double?) throws {
        #expect(try value(of: "[\(json)]") { $0.firstElement.decimal } == decimal)
    }

    @Test func namesThatAreEmptyArePassedOver() throws {
        #expect(try value(of: #"{"a":"","b":null,"c":{},"d":7}"#) { $0.firstName("a", "b", "c", "d", "e") } == "7")
        #expect(try value(of: #"{"a":""}"#) { $0.firstName("a", "b") } == nil)
        #expect(try value(of: "[]") { $0.firstName("a") } == nil)
    }

    @Test(
        arguments: [(0, 0), (1.9999, 1999), (3.5e12, 3_500_000_000_000_000), (-0.5, nil), (3.6e12, nil), (.nan, nil), (.infinity, nil)]
            as [(Double, Int64?)])
    func offsets(_ milliseconds: Double, _ microseconds: Int64?) {
        #expect(SourceTime(offsetMilliseconds: milliseconds)?.microseconds == microseconds)
    }

    @Test func messagesAreGroupedInOrder() throws {
        let groups = try value(of: #"[{"k":1,"n":0},{"n":1},{"k":"1","n":2},{"k":2,"n":3},{"k":"","n":4}]"#) {
            try $0.groups(of: "a message", at: "/list", by: { $0["k"].name }).map { group in
                (group.id ?? "-", group.items.map { "\($0.pointer) \($0.value["n"].text ?? "")" })
            }
        }
        #expect(groups.map(\.0) == ["1", "-", "2"])
        #expect(groups.map(\.1) == [["/list/0 0", "/list/2 2"], ["/list/1 1", "/list/4 4"], ["/list/3 3"]])
        #expect(try value(of: "[]") { try $0.groups(of: "a message", at: "", by: { _ in nil }).map(\.items.count) } == [0])
        #expect(throws: RecordError.self) {
            try value(of: "[{},null]") { _ = try $0.groups(of: "a message", at: "/list", by: { _ in nil }) }
        }
    }
}
