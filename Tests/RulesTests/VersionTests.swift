import Testing

@testable import Rules

@Suite struct VersionTests {
    @Test(arguments: ["1.0.0", "0.12.3", "10.20.30"])
    func `reads three numbers`(text: String) throws {
        #expect(try #require(Version(text)).description == text)
    }

    @Test(arguments: ["", "1", "1.0", "1.0.0.0", "01.0.0", "1.0.x", "1.0.-1", "1..0", "v1.0.0", "1.0.0-beta", "1.0.9999999999"])
    func `reads nothing else`(text: String) { #expect(Version(text) == nil) }

    @Test func `orders by number, not by letter`() throws {
        let texts = ["0.9.9", "1.0.0", "1.2.0", "1.10.0", "2.0.0"]
        let versions = try texts.map { try #require(Version($0)) }
        #expect(versions.shuffled().sorted().map(\.description) == texts)
    }

    @Test(arguments: [
        ("^1", ["1.0.0", "1.9.9"], ["0.9.9", "2.0.0"]),
        ("^1.2", ["1.2.0", "1.9.9"], ["1.1.9", "2.0.0"]),
        ("^1.2.3", ["1.2.3", "1.9.9"], ["1.2.2", "2.0.0"]),
        ("^0.3", ["0.3.0", "0.3.9"], ["0.4.0", "1.0.0"]),
        ("~1.2.3", ["1.2.3", "1.2.9"], ["1.3.0", "1.2.2"]),
        ("~1", ["1.0.0", "1.9.0"], ["2.0.0"]),
        ("1.2.3", ["1.2.3"], ["1.2.4", "1.2.2"]),
        ("1.2", ["1.2.0", "1.2.9"], ["1.3.0", "1.1.9"]),
        ("1", ["1.0.0", "1.9.0"], ["2.0.0", "0.9.0"]),
        (">=1.2", ["1.2.0", "9.0.0"], ["1.1.9"]),
    ])
    func `a range holds some versions`(range: String, inside: [String], outside: [String]) throws {
        let parsed = try #require(VersionRange(range))
        for text in inside { #expect(parsed.contains(try #require(Version(text))), "\(text) in \(range)") }
        for text in outside { #expect(!parsed.contains(try #require(Version(text))), "\(text) not in \(range)") }
    }

    @Test(arguments: ["", "^", "=1", "<2", "^1.x", "1.2.3.4", "^ 1"])
    func `anything else is no range`(text: String) { #expect(VersionRange(text) == nil) }
}
