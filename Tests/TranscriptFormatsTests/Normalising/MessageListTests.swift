import TestSupport
import Testing
import Transcripts

@testable import TranscriptFormats

/// What all formats have in common whose records are messages: how their files may be laid out, and what cannot be read.
@Suite struct MessageListTests {
    /// A message of each format, with a conversation's id and a text put in.
    static let messages: [(format: String, message: @Sendable (_ id: String, _ text: String) -> String)] = [
        ("freshchat", { #"{"message_parts":[{"text":{"content":"\#($1)"}}],"actor_type":"user","conversation_id":"\#($0)"}"# }),
        ("crisp", { #"{"from":"user","session_id":"\#($0)","type":"text","content":"\#($1)"}"# }),
        ("drift", { #"{"body":"\#($1)","author":{"type":"contact","id":5},"conversationId":"\#($0)"}"# }),
        ("rocket-chat", { #"{"u":{"_id":"v"},"ts":"2026-03-04T07:00:00Z","token":"t","msg":"\#($1)","rid":"\#($0)"}"# }),
        ("twilio", { #"{"body":"\#($1)","author":"+15550100","conversation_sid":"\#($0)"}"# }),
        ("dixa", { #"{"text":"\#($1)","direction":"inbound","csid":"\#($0)"}"# }),
        ("servicenow", { #"{"value":"\#($1)","element":"comments","element_id":"\#($0)","sys_created_by":"guest"}"# }),
        (
            "teams-chat",
            {
                #"{"body":{"content":"\#($1)"},"messageType":"message","createdDateTime":"2026-03-04T09:00:00Z","chatId":"\#($0)","#
                    + #""from":{"user":{"id":"u"}}}"#
            }
        ),
    ]

    private static let pages = [
        "freshchat": "messages", "crisp": "data", "drift": "messages", "rocket-chat": "messages", "twilio": "messages", "dixa": "data",
        "servicenow": "result", "teams-chat": "value",
    ]

    /// The layouts of a file with the messages a, b, a: one a line, an array, a page, pages a line, an array of pages.
    private func layouts(of messages: [String], page: String) -> [String] {
        let list = "[\(messages.joined(separator: ","))]"
        let pages = messages.map { "{\"\(page)\":[\($0)],\"more\":{}}" }
        return [
            messages.joined(separator: "\n"), list, "{\"more\":null,\"\(page)\":\(list)}", pages.joined(separator: "\n"),
            "[\(pages.joined(separator: ","))]",
        ]
    }

    @Test(arguments: Self.messages.indices) func messagesAreGroupedHoweverTheFileIsLaidOut(_ index: Int) throws {
        let (format, message) = Self.messages[index]
        let page = try #require(Self.pages[format])
        for layout in layouts(of: [message("a", "one"), message("b", "two"), message("a", "three")], page: page) {
            let outcome = try read(layout)
            #expect(outcome.format == format && outcome.codes == [], "\(layout)")
            #expect(outcome.transcripts.map(\.id) == ["a", "b"], "\(layout)")
            #expect(outcome.transcripts.map { $0.messages.map(\.text) } == [["one", "three"], ["two"]], "\(layout)")
            #expect(outcome.transcripts.allSatisfy { $0.messages.allSatisfy { $0.role == .customer } })
        }
    }

    @Test(arguments: Self.messages.indices) func oneMessageIsAConversation(_ index: Int) throws {
        let (format, message) = Self.messages[index]
        let outcome = try read(message("a", "Hi"))
        #expect(outcome.format == format)
        #expect(outcome.transcripts.map(\.id) == ["a"])
    }

    @Test(arguments: Self.messages.indices) func whatIsNoObjectIsNamedByItsPlace(_ index: Int) throws {
        let (_, message) = Self.messages[index]
        let outcome = try read("[\(message("a", "Hi")),7]")
        #expect(outcome.rejected.map(\.code) == ["wrong-type"])
        #expect(outcome.rejected.first?.place?.pointer == "/1")
    }

    @Test(arguments: Self.messages.indices) func valuesOfOtherTypesAreAsIfTheyWereNotThere(_ index: Int) throws {
        let (_, message) = Self.messages[index]
        for wrong in ["null", "[]", "{}", "true", "7", "\"\""] {
            let replaced = message("a", "Hi").replacing("\"a\"", with: wrong).replacing("\"Hi\"", with: wrong)
            #expect(try read("[\(message("a", "Hi")),\(replaced)]").codes == [], "\(replaced)")
        }
    }

    /// Whatever is asked first: no format takes the messages of another.
    @Test(arguments: Self.messages.indices) func noFormatTakesAnothersMessages(_ index: Int) throws {
        let (format, message) = Self.messages[index]
        let document = try JSONDocument(depthLimit: 64)
        let takers = Array(message("a", "Hi").utf8).withUnsafeBufferPointer { bytes in
            guard let value = try? document.parse(bytes) else { return [String]() }
            return FormatList.formats.compactMap { $0 as? any JSONFormat }.filter {
                $0.recognise(JSONSample(value: value, position: .whole)) != nil
            }.map(\.name)
        }
        #expect(takers == [format])
    }

    /// People whom a file beside this one names, where the messages have ids only.
    @Test(arguments: [
        #"{"message_parts":[{"text":{"content":"Hi"}}],"message_type":"normal","actor_id":"u7","conversation_id":"c"}"#,
        #"{"from":"operator","session_id":"c","type":"text","content":"Hi","user":{"user_id":"u7"}}"#,
        #"{"body":"Hi","author":{"type":"user","id":"u7"},"conversationId":"c"}"#,
        #"{"u":{"_id":"u7","name":"Mia"},"ts":"2026-03-04T07:00:00Z","msg":"Hi","rid":"c"}"#,
        #"{"body":"Hi","author":"u7","conversation_sid":"c"}"#,
        #"{"text":"Hi","direction":"outbound","author_id":"u7","csid":"c"}"#,
        #"{"value":"Hi","element":"comments","element_id":"c","sys_created_by":"u7"}"#,
        #"{"body":{"content":"Hi"},"messageType":"message","createdDateTime":"x","chatId":"c","from":{"user":{"id":"u7"}}}"#,
    ])
    func peopleOfOtherFilesAreNamed(_ message: String) throws {
        let document = try JSONDocument(depthLimit: 64)
        var context = RecordContext(fallbackID: "x", settings: FormatSettings(), limits: ReadLimits())
        context.people.add("u7", name: "Mia", role: .agent)
        let transcripts = try Array("[\(message)]".utf8).withUnsafeBufferPointer { bytes in
            let value = try document.parse(bytes)
            let plan = try JSONPlans(FormatSettings()).plan(for: value, at: .whole, file: "x.json")
            return try plan.format.transcripts(of: value, in: context)
        }
        #expect(transcripts.map(\.agent) == ["Mia"])
        #expect(transcripts.first?.messages.map(\.role) == [.agent])
        #expect(transcripts.first?.messages.map(\.author) == ["Mia"])
    }

    @Test func manyMessagesOfManyConversationsAreReadInGoodTime() throws {
        let (_, message) = Self.messages[4]
        let lines = (0..<20_000).map { message("CH\($0 % 10_000)", "Hi \($0)") }.joined(separator: "\n")
        let outcome = try read(lines)
        #expect(outcome.transcripts.count == 10_000)
        #expect(outcome.transcripts.allSatisfy { $0.messages.count == 2 })
    }

    @Test func aConversationWithoutAnIdIsCalledLikeTheFile() throws {
        let outcome = try read(
            #"[{"value":"Hi","element":"comments","element_id":{},"sys_created_by":"guest"},"#
                + #"{"value":"Ho","element":"comments","element_id":false,"sys_created_by":"guest"}]"#, name: "journal.json")
        #expect(outcome.transcripts.map(\.id) == ["journal", "false"])
    }
}
