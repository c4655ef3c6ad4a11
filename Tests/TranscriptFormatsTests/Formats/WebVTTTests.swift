import Testing
import Transcripts

@testable import TranscriptFormats

@Suite struct WebVTTTests {
    private func captions(_ cues: String..., settings: FormatSettings = FormatSettings()) throws -> Outcome {
        let numbered = cues.enumerated().map { "00:0\($0).000 --> 00:0\($0).900\n\($1)\n" }
        return try read("WEBVTT\n\n" + numbered.joined(separator: "\n"), name: "call.vtt", settings: settings)
    }

    @Test(arguments: [
        ("00:01.000 --> 00:04.000", 1_000_000, 4_000_000), ("01:00:01,5-->01:00:02,25 align:start", 3_601_500_000, 3_602_250_000),
        ("100:00:00 --> 100:00:01.1234", 360_000_000_000, 360_001_123_000),
    ])
    func timings(_ line: String, start: Int64, end: Int64) throws {
        let timing = try #require(CaptionCue.Timing(line))
        #expect(timing.start == start && timing.end == end)
    }

    @Test(arguments: [
        "", "-->", "1 --> 2", "00:01 -->", "00:0x --> 00:02", "00:01.x --> 00:02", "1:2:3:4 --> 1:2:3:5", "99999999999:00 --> 1:00",
        "a --> b",
        "00:-1 --> 00:02",
    ])
    func noTimings(_ line: String) { #expect(CaptionCue.Timing(line) == nil) }

    @Test func theOtherOfTwoSpeakersIsTheOtherSide() throws {
        let outcome = try captions("<v Kim>Hi", "<v Mia from Support>Hello")
        #expect(outcome.transcripts.first?.messages.map(\.role) == [.customer, .agent])
        #expect(outcome.transcripts.first?.agent == "Mia from Support")
    }

    @Test func theSettingsNameAgents() throws {
        let outcome = try captions("Speaker 1: Hi", "Speaker 2: Hello", settings: FormatSettings(agents: ["speaker 2"]))
        #expect(outcome.transcripts.first?.messages.map(\.role) == [.customer, .agent])
    }

    @Test func whereNothingTellsTheAgentItSaysSo() throws {
        let outcome = try captions("Speaker 1: Hi", "Speaker 2: Hello")
        #expect(outcome.thrown.map(\.code) == ["unknown-speakers"])
        #expect(outcome.thrown.first?.message.contains("“Speaker 1”, “Speaker 2”") == true)
    }

    @Test func captionsWithoutSpeakersSaySo() throws {
        let outcome = try captions("Hello, how may I help?", ">> I want this: a refund.", "<i>Sure.</i>")
        #expect(outcome.thrown.map(\.code) == ["unknown-speakers"])
        #expect(outcome.thrown.first?.help?.contains("<v Name>") == true)
    }

    @Test func captionsWithoutCuesSaySo() throws {
        for text in ["WEBVTT", "WEBVTT\n\nNOTE nothing\n", "WEBVTT\n\n00:01.000 --> 00:02.000\n\n"] {
            #expect(try read(text, name: "call.vtt").codes == ["no-message-bodies"])
        }
    }

    @Test func wordsBeforeAColonAreNoNameOnce() throws {
        let outcome = try captions(
            "Agent: Hello", "and I need this: a refund", "of it all", "Agent: Note: it takes a week", "Kim Lee: Fine")
        #expect(
            outcome.transcripts.first?.messages.map(\.text) == ["Hello and I need this: a refund of it all Note: it takes a week", "Fine"])
        #expect(outcome.transcripts.first?.messages.map(\.author) == ["Agent", "Kim Lee"])
    }

    @Test func aPauseOfMoreThanTwoSecondsEndsAMessageAndOverlapsDoNot() throws {
        let outcome = try read(
            """
            WEBVTT

            00:10.000 --> 00:20.000
            <v Agent>Long

            00:12.000 --> 00:13.000
            <v Agent>overlap

            00:22.000 --> 00:23.000
            <v Agent>two seconds

            00:25.001 --> 00:26.000
            <v Agent>more

            00:01.000 --> 00:02.000
            <v Caller>Earlier
            """, name: "call.vtt")
        #expect(outcome.transcripts.first?.messages.map(\.text) == ["Earlier", "Long overlap two seconds", "more"])
        #expect(outcome.transcripts.first?.messages.map { $0.time?.description } == ["+00:00:01.000", "+00:00:10.000", "+00:00:25.001"])
    }

    @Test func whatIsNoCueIsTakenDown() throws {
        let log = DropLog()
        let context = RecordContext(fallbackID: "x", settings: FormatSettings(), limits: ReadLimits(), drops: log)
        let text = "WEBVTT\n\nNOTE one\n\nSTYLE\n::cue {}\n\nname\n00:01.000 --> 00:02.000\nAgent: Hi\n\n00:02 --> late\nAgent: lost"
        _ = try items(of: WebVTT(), text, name: "x.vtt", in: context)
        #expect(log.take().map { "\($0.place) \($0.detail ?? "")" } == ["line 3 NOTE", "line 5 STYLE", "line 12 cue"])
    }

    @Test(arguments: [
        ("<v Agent>a <b", "a <b"), ("<v Agent>1 < 2 > 0", "1 < 2 > 0"), ("<v Agent>{x} {\\an8}y", "{x} y"),
        ("<v Agent>&lt;b&gt; &amp;amp;", "<b> &amp;"),
        ("<v Agent>a &nbsp; b", "a b"), ("<v\tAgent>tab</v>", "tab"), ("<v Agent>&bogus; & more", "&bogus; & more"),
    ])
    func tagsAndEntities(_ cue: String, _ text: String) throws {
        #expect(try captions(cue).transcripts.first?.messages.map(\.text) == [text])
    }

    @Test func hostileCaptionsAreReadInLinearTime() throws {
        let tags = String(repeating: "<a{\\<", count: 200_000)
        #expect(try captions("<v Agent>" + tags).transcripts.count == 1)
        let cues = String(repeating: "00:01.000 --> 00:02.000\nAgent: Hi\n", count: 50_000)
        #expect(try read(cues, name: "call.srt").transcripts.first?.messages.count == 1)
    }
}
