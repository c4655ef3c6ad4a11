import Foundation
import TestSupport
import Testing
import Transcripts

@testable import TranscriptFormats

@Suite struct LocalTimeZoneTests {
    @Test(arguments: [("UTC", 0), ("Z", 0), ("+01:00", 3600), ("-0500", -18_000), ("+02", 7200)])
    func offsetsAreRead(_ text: String, seconds: Int) {
        #expect(LocalTimeZone(offset: text) == LocalTimeZone(secondsEast: seconds))
    }

    @Test(arguments: ["", "Europe/Berlin", "+25:00", "1", "+1:00 x"]) func whatIsNoOffsetIsNone(_ text: String) {
        #expect(LocalTimeZone(offset: text) == nil)
    }

    @Test(arguments: [("Europe/Berlin", true), ("UTC", true), ("America/Argentina/Buenos_Aires", true), ("Etc/GMT+3", true)])
    func placesHaveNames(_ text: String, isName: Bool) { #expect(LocalTimeZone.isPlaceName(text) == isName) }

    @Test(arguments: ["", "/etc/passwd", "../../etc/passwd", "Europe/../x", "a/b/c/d", "Europe/", "a b"])
    func whatLeadsElsewhereIsNoName(_ text: String) { #expect(!LocalTimeZone.isPlaceName(text)) }

    /// Rules as POSIX writes them, with times that the clocks of those places showed.
    @Test(arguments: [
        ("CET-1CEST,M3.5.0,M10.5.0/3", "2026-01-15T12:00:00Z", 3600), ("CET-1CEST,M3.5.0,M10.5.0/3", "2026-07-15T12:00:00Z", 7200),
        ("CET-1CEST,M3.5.0,M10.5.0/3", "2026-03-29T00:59:59Z", 3600), ("CET-1CEST,M3.5.0,M10.5.0/3", "2026-03-29T01:00:00Z", 7200),
        ("CET-1CEST,M3.5.0,M10.5.0/3", "2026-10-25T00:59:59Z", 7200), ("CET-1CEST,M3.5.0,M10.5.0/3", "2026-10-25T01:00:00Z", 3600),
        ("AEST-10AEDT,M10.1.0,M4.1.0/3", "2026-01-15T12:00:00Z", 39_600), ("AEST-10AEDT,M10.1.0,M4.1.0/3", "2026-07-15T12:00:00Z", 36_000),
        ("<-03>3", "2026-07-15T12:00:00Z", -10_800), ("IST-5:30", "2026-07-15T12:00:00Z", 19_800),
        ("X1Y,J60/0,300", "2024-03-01T01:30:00Z", 0), ("EST5EDT,M3.2.0,M11.1.0", "2026-03-08T07:00:00Z", -14_400),
    ])
    func rulesOfEveryYear(_ rule: String, _ time: String, offset: Int) throws {
        let milliseconds = try #require(Timestamp.milliseconds(rfc3339: time))
        let rule = rule.hasPrefix("X1Y") ? "XXX1YYY,J60/0,300" : rule
        #expect(ZoneRule(rule)?.offset(at: milliseconds / 1000) == offset)
    }

    @Test(arguments: [
        "", "CE-1", "CET", "CET-1CEST", "CET-1CEST,M13.1.0,M10.5.0", "CET-1CEST,M3.6.0,M10.5.0", "CET-1CEST,M3.5.0", "<+03", "CET-1x",
    ])
    func whatIsNoRuleIsNone(_ text: String) { #expect(ZoneRule(text) == nil) }

    /// A file as `zic` writes it: one change into summer, then the rule.
    private static func zoneFile(changes: [(time: Int64, type: UInt8)], offsets: [Int32], footer: String) -> [UInt8] {
        func header(_ times: Int, _ types: Int) -> [UInt8] {
            let counts: [Int] = [0, 0, 0, times, types, 4]
            return Array("TZif2".utf8) + [UInt8](repeating: 0, count: 15) + counts.flatMap { bigEndian(UInt32($0)) }
        }
        var file = header(0, 1) + bigEndian(Int32(0)) + [0, 0] + Array("UTC\0".utf8)
        file += header(changes.count, offsets.count)
        for change in changes { file += bigEndian(change.time) }
        file += changes.map(\.type)
        for offset in offsets { file += bigEndian(offset) + [0, 0] }
        return file + Array("UTC\0\n\(footer)\n".utf8)
    }

    private static func bigEndian(_ value: some FixedWidthInteger) -> [UInt8] {
        withUnsafeBytes(of: value.bigEndian) { Array($0) }
    }

    @Test func filesOfTheDatabaseAreRead() throws {
        let file = Self.zoneFile(
            changes: [(1_000_000_000, 1), (1_100_000_000, 0)], offsets: [3600, 7200], footer: "CET-1CEST,M3.5.0,M10.5.0/3")
        let table = try #require(ZoneTable(file))
        #expect(
            [0, 999_999_999, 1_000_000_000, 1_099_999_999, 1_104_537_600].map { table.offset(at: $0) } == [3600, 3600, 7200, 7200, 3600])
        #expect(table.offset(at: 1_784_116_800) == 7200, "the rule goes on behind the table")
        for count in 0..<file.count - 30 { #expect(ZoneTable(Array(file.prefix(count))) == nil) }
        #expect(ZoneTable(Array("TZif2".utf8) + [UInt8](repeating: 0xFF, count: 100)) == nil)
    }

    /// The clock is put forward at 2:00 on 2026-03-29 and back at 3:00 on 2026-10-25.
    @Test(arguments: [
        ("2026-03-29 01:59", "2026-03-29T00:59:00Z"), ("2026-03-29 02:30", "2026-03-29T01:30:00Z"),
        ("2026-03-29 03:00", "2026-03-29T01:00:00Z"),
        ("2026-10-25 01:59", "2026-10-24T23:59:00Z"), ("2026-10-25 02:30", "2026-10-25T00:30:00Z"),
        ("2026-10-25 03:00", "2026-10-25T02:00:00Z"),
        ("2026-07-01 12:00 +00:00", "2026-07-01T12:00:00Z"),
    ])
    func timesWithoutAZoneAreThoseOfThePlace(_ text: String, utc: String) throws {
        let file = Self.zoneFile(changes: [], offsets: [3600], footer: "CET-1CEST,M3.5.0,M10.5.0/3")
        let zone = try #require(LocalTimeZone(zoneFile: file))
        guard case .time(let time) = TimeText.read(text, zone: zone) else { throw CancellationError() }
        #expect(time.messageTime.description == utc)
    }
}
