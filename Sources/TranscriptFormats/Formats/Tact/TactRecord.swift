import Diagnostics
import Transcripts

/// Reads one transcript in tact's own format, and says of the first mistake where it is and what to write.
struct TactRecord {
    private let record: JSONValue
    private let context: RecordContext

    init(_ record: JSONValue, context: RecordContext) {
        self.record = record
        self.context = context
    }

    func transcript() throws(RecordError) -> Transcript {
        guard record.isObject else { throw wrongType("a transcript", record, at: "", help: Self.form) }
        let id = record["id"]
        guard id.exists else { throw missing("id", at: "", help: "add \"id\": what your helpdesk calls the conversation") }
        guard let name = id.name, id.bool == nil else {
            throw wrongType("a string that is not empty", id, at: "/id", help: "write \"id\": \"4101\"")
        }
        return Transcript(
            id: name, channel: try string("channel").map(ChannelWords.channel) ?? context.settings.channel ?? .unknown,
            language: try string("language"), agent: try string("agent"), state: try string("state").flatMap(StateWords.state),
            queue: try string("queue"), tags: try tags(), csat: try csat(), messages: try messages())
    }

    // MARK: Members

    /// A member that is a string or absent.
    private func string(_ key: StaticString) throws(RecordError) -> String? {
        let value = record[key]
        guard value.exists else { return nil }
        guard let text = value.string else { throw wrongType("a string", value, at: "/\(key)", help: Self.leaveOut) }
        return text
    }

    private func tags() throws(RecordError) -> [String] {
        let value = record["tags"]
        guard value.exists else { return [] }
        guard value.isArray else { throw wrongType("an array of strings", value, at: "/tags", help: Self.leaveOut) }
        var tags: [String] = []
        for (index, element) in value.elements.enumerated() {
            guard let tag = element.string else { throw wrongType("a string", element, at: "/tags/\(index)", help: "put it in quotes") }
            tags.append(tag)
        }
        return tags
    }

    private func csat() throws(RecordError) -> Double? {
        let value = record["csat"]
        guard value.exists else { return nil }
        guard let number = value.number, 1...5 ~= number else {
            throw RecordError(
                "out-of-range", "“csat” must be a number from 1 (worst) to 5 (best)", at: "/csat",
                help: "convert the rating, or write null where nobody rated")
        }
        return number
    }

    private func messages() throws(RecordError) -> [Message] {
        let list = record["messages"]
        guard list.exists else { throw missing("messages", at: "", help: "add \"messages\": an array of {\"role\", \"text\"}") }
        guard list.isArray else { throw wrongType("an array of messages", list, at: "/messages", help: Self.form) }
        var messages: [Message] = []
        for (index, element) in list.elements.enumerated() {
            let message = try message(element, index: index, at: "/messages/\(index)")
            try TranscriptDraft.check(
                textBytes: message.text.utf8.count, messages: index + 1, context.limits, at: "/messages/\(index)/text")
            messages.append(message)
        }
        return messages
    }

    private func message(
        _ value: JSONValue, index: Int, at pointer: @autoclosure () -> String
    ) throws(RecordError) -> Message {
        guard value.isObject else { throw wrongType("a message", value, at: pointer(), help: Self.form) }
        let number = value["index"]
        if number.exists, number.integer != index {
            throw RecordError(
                "wrong-index", "this message is the one with index \(index), not \(number.text ?? "this")", at: "\(pointer())/index",
                help: "messages stand in their order, counted from 0; put it right, or leave “index” out")
        }
        let words = value["text"]
        guard words.exists else { throw missing("text", at: pointer(), help: "add \"text\": what was said") }
        guard let text = words.string else { throw wrongType("a string", words, at: "\(pointer())/text", help: Self.form) }
        let author = value["author"]
        let name = author.string
        guard name != nil || !author.exists else {
            throw wrongType("a string", author, at: "\(pointer())/author", help: Self.leaveOut)
        }
        return Message(
            index: index, role: try role(value["role"], at: pointer()), author: name, time: try time(value["time"], at: pointer()),
            text: text)
    }

    private func role(_ value: JSONValue, at pointer: @autoclosure () -> String) throws(RecordError) -> Role {
        guard value.exists else { throw missing("role", at: pointer(), help: Self.roles) }
        guard let word = value.string else { throw wrongType("a string", value, at: "\(pointer())/role", help: Self.roles) }
        guard let role = Role(rawValue: word) else {
            let question = Suggestion.question(for: word, in: Role.allCases.map(\.rawValue)).map { "\($0) " } ?? ""
            throw RecordError("unknown-word", "“\(word.prefix(40))” is no role", at: "\(pointer())/role", help: question + Self.roles)
        }
        return role
    }

    private static let roles = "write one of \(Role.allCases.map(\.rawValue).joined(separator: ", "))"

    /// A time, cut to what `TranscriptWriter` keeps of it.
    private func time(_ value: JSONValue, at pointer: @autoclosure () -> String) throws(RecordError) -> MessageTime? {
        guard value.exists else { return nil }
        guard let text = value.string, let time = MessageTime(text) else {
            throw RecordError(
                "bad-time", value.string.map { "“\($0.prefix(40))” is no time" } ?? "\(value.typeName) is no time", at: "\(pointer())/time",
                help: "write it as 2026-01-05T10:00:00Z, as an offset such as +00:01:02.500, or null where it is not known")
        }
        return SourceTime(time).messageTime
    }

    // MARK: Mistakes

    private func missing(_ key: String, at pointer: String, help: String) -> RecordError {
        RecordError("missing-key", "the key “\(key)” is missing", at: pointer, help: help)
    }

    private func wrongType(_ wanted: String, _ found: JSONValue, at pointer: String, help: String) -> RecordError {
        RecordError("wrong-type", "this must be \(wanted), not \(found.typeName)", at: pointer, help: help)
    }

    private static let leaveOut = "change it, or leave the key out"
    private static let form = #"a transcript is {"id": "4101", "messages": [{"role": "customer", "text": "Hello?"}]}"#
}

extension SourceTime {
    /// A time that is known to the millisecond.
    fileprivate init(_ time: MessageTime) {
        switch time {
        case .instant(let milliseconds): self.init(microseconds: milliseconds * 1000)
        case .offset(let milliseconds): self.init(microseconds: milliseconds * 1000, isOffset: true)
        }
    }
}
