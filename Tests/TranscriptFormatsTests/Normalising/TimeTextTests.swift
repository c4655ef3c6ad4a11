import Testing
import Transcripts

@testable import TranscriptFormats

@Suite struct TimeTextTests {
    private func text(_ text: String, zone: LocalTimeZone = .utc) -> String? {
        guard case .time(let time) = TimeText.read(text, zone: zone) else { return nil }
        return time.messageTime.description
    }

    @Test(arguments: [
        ("2026-01-05T10:00:00Z", "2026-01-05T10:00:00Z"), ("2026-01-05T10:00:00.999Z", "2026-01-05T10:00:00Z"),
        ("2026-01-05T10:00:00+01:00", "2026-01-05T09:00:00Z"), ("2026-01-05T10:00:00.123456-0530", "2026-01-05T15:30:00Z"),
        ("2026-01-05 10:00", "2026-01-05T10:00:00Z"), ("2026-01-05 10:00:07 UTC", "2026-01-05T10:00:07Z"),
        ("2026/1/5, 6:14 PM", "2026-01-05T18:14:00Z"),
        ("2026-01-05 12:00:10 AM", "2026-01-05T00:00:10Z"), ("2026-01-05 12:00 p.m.", "2026-01-05T12:00:00Z"),
        ("5.1.2026 10:00", "2026-01-05T10:00:00Z"), ("25/12/2026 10:00", "2026-12-25T10:00:00Z"),
        ("12/25/2026 10:00 GMT", "2026-12-25T10:00:00Z"),
        ("05/05/2026 10:00", "2026-05-05T10:00:00Z"), ("2026-01-05", "2026-01-05T00:00:00Z"), ("1772528400", "2026-03-03T09:00:00Z"),
        ("1772528400000", "2026-03-03T09:00:00Z"), ("1772528400000000", "2026-03-03T09:00:00Z"), ("1772528400.75", "2026-03-03T09:00:00Z"),
        ("19-Aug-2026 14:22:35", "2026-08-19T14:22:35Z"), ("5 March 2026 6:14 PM", "2026-03-05T18:14:00Z"),
        ("Jan 5, 2026, 10:00 AM", "2026-01-05T10:00:00Z"), ("January 5, 2026 at 6:14\u{202F}PM", "2026-01-05T18:14:00Z"),
        ("Mon, 5 Jan 2026 10:00:00 +0100", "2026-01-05T09:00:00Z"), ("Monday, 5 January 2026", "2026-01-05T00:00:00Z"),
        ("1/25/26 10:00", "2026-01-25T10:00:00Z"), ("5.1.26 10:00", "2026-01-05T10:00:00Z"),
        ("+00:01:02.500", "+00:01:02.500"), ("2026-01-05 10:00:00 +0000", "2026-01-05T10:00:00Z"),
    ])
    func exportsWriteTimesInManyWays(_ written: String, _ expected: String) { #expect(text(written) == expected) }

    @Test(arguments: [
        "", "noon", "10:00", "2026-13-01 10:00", "2026-02-30", "2026-01-05 25:00", "2026-01-05 10:61", "2026-01-05 13:00 PM",
        "2026-01-05T10:00:00+99:00",
        "2026-01-05 10:00 and more", "12345", "1e9", "99999999999999999999", "2026", "1/2/3", "2026-01/05", "+x", "-00:00:01.000",
        "0/0/0000", "5-Marc-2026", "5-Jan/2026", "2026-Jan-05", "31-Feb-2026", "5 1 2026", "5-Jan", "5 January", "5-january2026",
        "25-01-26", "1/2/3 10:00", "Jan 2026", "Mon", "January 5",
    ])
    func whatIsNoTimeIsNone(_ written: String) { #expect(TimeText.read(written, zone: .utc) == .unreadable) }

    @Test func aDayThatMayBeAnotherIsNotGuessed() { #expect(TimeText.read("03/04/2026 10:00", zone: .utc) == .ambiguous) }

    @Test func aTimeWithoutAZoneIsOfTheConfiguredOne() {
        #expect(text("2026-01-05 10:00", zone: LocalTimeZone(secondsEast: 3600)) == "2026-01-05T09:00:00Z")
        #expect(text("2026-01-05 10:00 Z", zone: LocalTimeZone(secondsEast: 3600)) == "2026-01-05T10:00:00Z")
    }

    @Test func numbersCountFrom1970ByTheirSize() {
        #expect(SourceTime(epoch: 1_772_528_400.25)?.microseconds == 1_772_528_400_250_000)
        for number in [0, 5000, -1, 1e300, .infinity, .nan, 9e17] { #expect(SourceTime(epoch: number) == nil) }
    }

    @Test func instantsAreCutToSecondsTowardsThePast() {
        #expect(SourceTime(microseconds: -1).messageTime == .instant(milliseconds: -1000))
        #expect(SourceTime(microseconds: 1_999_999).messageTime == .instant(milliseconds: 1000))
        #expect(SourceTime(microseconds: 1_999_999, isOffset: true).messageTime == .offset(milliseconds: 1999))
    }

    @Test func messagesAreOrderedByMoreThanIsKept() throws {
        let context = RecordContext(fallbackID: "x", settings: FormatSettings(), limits: ReadLimits())
        var draft = TranscriptDraft(id: nil, context: context)
        for (text, microseconds) in [("c", 2_000_300), ("a", 2_000_100), ("b", 2_000_200)] {
            try draft.add(.agent, author: nil, time: SourceTime(microseconds: Int64(microseconds)), body: .plain(text))
        }
        try draft.add(.agent, author: nil, time: nil, body: .plain("stays behind b"))
        #expect(draft.finished().messages.map(\.text) == ["a", "b", "stays behind b", "c"])
    }
}
