import TestSupport
import Testing
import Transcripts

@testable import TranscriptFormats

@Suite struct TactTests {
    private let first = #"{"id":"a","messages":[{"role":"customer","text":"Hello?"}]}"#
    private let second = #"{"id":"b","messages":[{"role":"agent","text":"Hi!"}]}"#

    @Test func readsATranscriptWithOnlyWhatIsNeeded() throws {
        let outcome = try read(first)
        #expect(outcome.format == "tact")
        #expect(outcome.transcripts == [Transcript(id: "a", messages: [Message(index: 0, role: .customer, text: "Hello?")])])
    }

    @Test func readsEveryLayout() throws {
        let layouts = [
            "\(first)\n\(second)\n", "\(first)\n\(second)", "\(first)\r\n\r\n\(second)\r\n", "[\(first),\(second)]",
            "[\n  \(first),\n  \(second)\n]\n",
            "{\"transcripts\":[\(first),\(second)]}", "{\"version\":1,\"transcripts\":[\(first),\n\(second)],\"more\":{\"a\":[1]}}",
            "\(first)\(second)",
            "\u{FEFF}\(first)\n\(second)", "[\(first)]\n[\(second)]",
        ]
        for layout in layouts {
            let outcome = try read(layout)
            #expect(outcome.transcripts.map(\.id) == ["a", "b"], "\(layout)")
            #expect(outcome.codes == [], "\(layout)")
        }
    }

    @Test func readsEverything() throws {
        let outcome = try read(
            """
            {"id": 7, "channel": "Twitter", "language": "en", "agent": "Mia", "state": "solved", "queue": "Billing",
             "tags": ["vip"], "csat": 4.5,
             "unknown": {"messages": []}, "messages": [
              {"index": 0, "role": "customer", "author": "Kim", "time": "2026-01-05T10:00:00.9+01:00",
               "text": " two\\u0000\\nlines ", "x": 1},
              {"role": "note", "author": null, "time": "+00:00:02.5", "text": ""}]}
            """)
        #expect(outcome.codes == [])
        let messages = [
            Message(
                index: 0, role: .customer, author: "Kim", time: .instant(milliseconds: 1_767_603_600_000), text: " two\u{0}\nlines "),
            Message(index: 1, role: .note, time: .offset(milliseconds: 2500), text: ""),
        ]
        #expect(
            outcome.transcripts == [
                Transcript(
                    id: "7", channel: .social, language: "en", agent: "Mia", state: .closed, queue: "Billing", tags: ["vip"], csat: 4.5,
                    messages: messages)
            ])
    }

    @Test func nullCountsAsAbsent() throws {
        let outcome = try read(
            #"{"id":"a","channel":null,"language":null,"agent":null,"state":null,"queue":null,"tags":null,"csat":null,"messages":["#
                + #"{"index":null,"role":"agent","author":null,"time":null,"text":"x"}]}"#)
        #expect(outcome.transcripts == [Transcript(id: "a", messages: [Message(index: 0, role: .agent, text: "x")])])
    }

    @Test func theSettingsNameTheChannelWhereTheFileDoesNot() throws {
        let settings = FormatSettings(channel: .voice)
        #expect(try read(first, settings: settings).transcripts.map(\.channel) == [.voice])
    }

    @Test func anEmptyListIsAnExportOfNothing() throws {
        for text in ["[]", " [ ] \n", "{\"transcripts\":[]}"] {
            let outcome = try read(text)
            #expect(outcome.transcripts.isEmpty && outcome.codes.isEmpty, "\(text)")
        }
    }

    /// Each mistake as it comes out, between two good transcripts that are read all the same.
    @Test func mistakesSayWhatWhereAndWhatToDo() throws {
        let records = [
            #"{"messages":[]}"#, #"{"id":"","messages":[]}"#, #"{"id":true,"messages":[]}"#, #"{"id":"x"}"#, #"{"id":"x","messages":{}}"#,
            #"{"id":"x","messages":["hello"]}"#, #"{"id":"x","messages":[{"text":"x"}]}"#, #"{"id":"x","messages":[{"role":"agent"}]}"#,
            #"{"id":"x","messages":[{"role":"agnet","text":"x"}]}"#, #"{"id":"x","messages":[{"role":1,"text":"x"}]}"#,
            #"{"id":"x","messages":[{"role":"agent","text":["x"]}]}"#, #"{"id":"x","messages":[{"index":1,"role":"agent","text":"x"}]}"#,
            #"{"id":"x","messages":[{"role":"agent","time":"noon","text":"x"}]}"#, #"{"id":"x","csat":6,"messages":[]}"#,
            #"{"id":"x","tags":["a",1],"messages":[]}"#, #"{"id":"x","channel":4,"messages":[]}"#, #"["x"]"#, "7",
            #"{"id":"x","messages":[}"#, #"{"id":"x","messages":[],}"#, #"{"id":"x","messages":[],"n":01}"#,
            #"{"id":"x","messages":[{"role":"agent","text":"\#(String(repeating: "long ", count: 60))\q"}]}"#, #"{"id":"x" "messages":[]}"#,
            #"{"id":"x","messages":"#, #"{"id":"tab\#ttab"}"#, #"{"id":"x","messages":[],"n":\#(String(repeating: "[", count: 80))"#,
        ]
        let outcome = try read(([first] + records + [second]).joined(separator: "\n"), name: "export.jsonl")
        #expect(outcome.transcripts.map(\.id) == ["a", "b"])
        #expect(outcome.rejected.count == records.count)
        try expectGolden("formats/tact-mistakes.txt", outcome.rejected.map(describe).joined(separator: "\n"))
    }

    @Test func placesInAFileOfSeveralLinesArePointedAt() throws {
        let outcome = try read(
            """
            {
              "transcripts": [
                {"id": "a", "messages": [{"role": "customer", "text": "Hello?"}]},
                {
                  "id": "b",
                  "messages": [
                    {"role": "customer", "text": "Héllo?"},
                    {"text": "Hi!", "role": "robot"}
                  ]
                }
              ]
            }
            """)
        #expect(outcome.transcripts.map(\.id) == ["a"])
        let place = try #require(outcome.rejected.first?.place)
        #expect(place.line == 8)
        #expect(place.column == 33)
        #expect(place.pointer == "/transcripts/1/messages/1/role")
        #expect(place.excerpt?.text == #"        {"text": "Hi!", "role": "robot"}"#)
    }
}
