import Testing

@testable import Transcripts

@Suite struct MessageTimeTests {
    @Test(arguments: [
        ("2026-01-05T10:00:00Z", 1_767_607_200_000), ("2026-01-05t11:00:00.1239+01:00", 1_767_607_200_123),
        ("2026-01-05 04:30:00-05:30", 1_767_607_200_000), ("1970-01-01T00:00:00Z", 0), ("1969-12-31T23:59:59.5Z", -500),
        ("2024-02-29T00:00:00Z", 1_709_164_800_000), ("0000-01-01T00:00:00Z", -62_167_219_200_000),
        ("9999-12-31T23:59:59Z", 253_402_300_799_000), ("2016-12-31T23:59:60Z", 1_483_228_800_000),
    ])
    func `reads RFC 3339`(text: String, milliseconds: Int64) {
        #expect(MessageTime(text) == .instant(milliseconds: milliseconds))
    }

    @Test(arguments: [
        "", "2026-01-05", "2026-01-05T10:00:00", "2026-13-05T10:00:00Z", "2026-02-29T10:00:00Z", "2026-01-05T24:00:00Z", "2026-01-05T10:60:00Z",
        "2026-01-05T10:00:00.Z", "2026-01-05T10:00:00+1:00", "2026-01-05T10:00:00Zx", "２０26-01-05T10:00:00Z", "+1:2", "+00:61:00",
        "+00:00:00.x", "+-1:00:00", "+99999999999:00:00", "yesterday",
    ])
    func `refuses what is no time`(text: String) {
        #expect(MessageTime(text) == nil)
    }

    @Test(arguments: [("+00:00:00.000", 0), ("+01:02:03.004", 3_723_004), ("+100:00:00.000", 360_000_000)])
    func `offsets come back as they were`(text: String, milliseconds: Int64) {
        #expect(MessageTime(text) == .offset(milliseconds: milliseconds))
        #expect(MessageTime.offset(milliseconds: milliseconds).description == text)
    }

    @Test func `every day of four centuries comes back as it was`() {
        for day in stride(from: Int64(-135_140), to: 150_000, by: 1) {
            let time = MessageTime.instant(milliseconds: day * 86_400_000 + 43_200_000)
            #expect(MessageTime(time.description) == time)
        }
    }

    @Test func `instants are truncated to whole seconds, never rounded up`() {
        #expect(MessageTime.instant(milliseconds: 1_999).description == "1970-01-01T00:00:01Z")
        #expect(MessageTime.instant(milliseconds: -1).description == "1969-12-31T23:59:59Z")
    }

    @Test func `hostile numbers have a text`() {
        #expect(MessageTime.instant(milliseconds: .max).description == "9999-12-31T23:59:59Z")
        #expect(MessageTime.instant(milliseconds: .min).description == "0000-01-01T00:00:00Z")
        #expect(MessageTime.offset(milliseconds: .min).description.hasPrefix("-"))
        #expect(MessageTime.instant(milliseconds: .max).milliseconds(since: .instant(milliseconds: .min)) == nil)
        #expect(MessageTime.instant(milliseconds: 1).milliseconds(since: .offset(milliseconds: 0)) == nil)
    }
}
