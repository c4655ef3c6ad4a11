import Diagnostics
import Transcripts

/// Reads the `examples` of a rule.
///
/// A case is an array of lines such as `C: I'm fed up.` or `A@0:20: [[Please hold.]]`, or an object with `name`, `meta`, `todo` (true for a
/// case that is known not to hold yet) and `lines`. The letter is the role (customer, agent, bot, system, note), what follows `@` the time
/// since the start, as `minutes:seconds` or `hours:minutes:seconds`, and `[[…]]` marks where a finding must be.
struct ExampleReader {
    /// The name of the rule that the examples test.
    let rule: String

    private static let roles: [Character: Role] = ["C": .customer, "A": .agent, "B": .bot, "S": .system, "N": .note]

    /// - Parameter waive: The names of examples that came from another rule and no longer hold.
    func read(_ cursor: JSONCursor, waive: JSONCursor? = nil) -> [Example] {
        guard var object = cursor.object else { return [] }
        let bad = cases(object.required("bad"), .bad)
        let good = cases(object.required("good"), .good)
        object.finish()
        return marked(bad + good, waive)
    }

    private func marked(_ examples: [Example], _ waive: JSONCursor?) -> [Example] {
        guard let elements = waive?.elements else { return examples }
        var waived: Set<String> = []
        for element in elements {
            guard let name = element.string else { continue }
            waived.insert(name)
            if !examples.contains(where: { $0.name == name }) {
                let help = Suggestion.question(for: name, in: examples.map(\.name)) ?? "the examples are called bad 1, bad 2, good 1 …, or by their “name”"
                element.report("unknown-example", "there is no example “\(name)”", help: help)
            }
        }
        return examples.map { example in
            var example = example
            example.isWaived = waived.contains(example.name)
            return example
        }
    }

    private func cases(_ cursor: JSONCursor?, _ verdict: Example.Verdict) -> [Example] {
        guard let cursor, let elements = cursor.elements else { return [] }
        if elements.isEmpty {
            cursor.report("no-example", "a rule needs at least one \(verdict.rawValue) example", help: "add a conversation: [\"C: …\", \"A: …\"]")
        }
        return elements.enumerated().compactMap { example($1, verdict, name: "\(verdict.rawValue) \($0 + 1)") }
    }

    private func example(_ cursor: JSONCursor, _ verdict: Example.Verdict, name: String) -> Example? {
        var name = name
        var transcript = Transcript(id: "\(rule): \(name)", messages: [])
        var lines: JSONCursor? = cursor
        var isKnownMiss = false
        if case .object = cursor.node.content, var object = cursor.object {
            name = object.optional("name").flatMap(\.text) ?? name
            if var meta = object.optional("meta")?.object { readMeta(&meta, into: &transcript) }
            isKnownMiss = object.optional("todo").flatMap(\.bool) ?? false
            lines = object.required("lines")
            object.finish()
        }
        guard let lines, let elements = lines.elements else { return nil }
        var marks: [Spot] = []
        for element in elements { readLine(element, into: &transcript, marks: &marks) }
        guard transcript.messages.count == elements.count else { return nil }
        checkMarks(marks, verdict, at: lines)
        return Example(
            verdict: verdict, name: name, transcript: transcript, marks: marks, isKnownMiss: isKnownMiss, isWaived: false,
            place: RulePlace(cursor), lines: elements.map { RulePlace($0) })
    }

    private func checkMarks(_ marks: [Spot], _ verdict: Example.Verdict, at cursor: JSONCursor) {
        switch verdict {
        case .bad where marks.isEmpty:
            cursor.report("no-mark", "a bad example marks no finding", help: "put [[…]] around the words where the finding must be")
        case .good where !marks.isEmpty:
            cursor.report("mark-in-good", "a good example marks a finding", help: "remove the marks, or move the case to “bad”")
        default: break
        }
    }

    private func readMeta(_ object: inout ObjectReader, into transcript: inout Transcript) {
        transcript.channel = object.optional("channel")?.word(Channel.self) ?? .unknown
        transcript.language = object.optional("language")?.text
        transcript.state = object.optional("state")?.word(ConversationState.self)
        transcript.queue = object.optional("queue")?.text
        transcript.tags = object.optional("tags")?.strings ?? []
        object.finish()
    }

    // MARK: Lines

    private func readLine(_ cursor: JSONCursor, into transcript: inout Transcript, marks: inout [Spot]) {
        guard let line = cursor.string else { return }
        guard let letter = line.first, let role = Self.roles[letter], let colon = colon(in: line) else {
            return cursor.report(
                "bad-line", "nothing says who speaks", help: "begin with C: (customer), A: (agent), B: (bot), S: (system) or N: (note)")
        }
        let head = line[line.index(after: line.startIndex)..<colon]
        var time: MessageTime?
        if head.first == "@" {
            time = Self.time(head.dropFirst())
            if time == nil { cursor.report("bad-time", "“\(head)” is no time", help: "write @minutes:seconds or @hours:minutes:seconds") }
        }
        let text = line[line.index(after: colon)...].drop { $0 == " " }
        let message = transcript.messages.count
        guard let (plain, spans) = Self.unmark(text) else {
            return cursor.report("bad-mark", "a mark is not closed", help: "each [[ needs a ]] after it")
        }
        marks += spans.map { Spot(message: message, span: $0) }
        transcript.messages.append(Message(index: message, role: role, time: time, text: plain))
    }

    /// The colon after the role, and after the time where one is given: `A@0:20: text`, also written `A@0:20 text`.
    private func colon(in line: String) -> String.Index? {
        let rest = line.dropFirst()
        if rest.first == ":" { return rest.startIndex }
        guard rest.first == "@" else { return nil }
        guard let end = rest.firstIndex(of: " ") else { return nil }
        let before = line.index(before: end)
        return line[before] == ":" ? before : end
    }

    private static func time(_ text: Substring) -> MessageTime? {
        let fields = text.split(separator: ":", omittingEmptySubsequences: false)
        let numbers = fields.compactMap { $0.utf8.count <= 5 ? Int64($0) : nil }
        guard (2...3).contains(fields.count), numbers.count == fields.count, numbers.allSatisfy({ $0 >= 0 }) else { return nil }
        return .offset(milliseconds: numbers.reduce(0) { $0 * 60 + $1 } * 1000)
    }

    /// The text without marks, and where they were; nil where one is not closed.
    private static func unmark(_ text: Substring) -> (text: String, spans: [Range<Int>])? {
        var plain: [UInt8] = []
        var spans: [Range<Int>] = []
        var open: Int?
        var bytes = Array(text.utf8)[...]
        while let byte = bytes.first {
            if bytes.starts(with: Array("[[".utf8)), open == nil {
                open = plain.count
                bytes = bytes.dropFirst(2)
            } else if bytes.starts(with: Array("]]".utf8)), let start = open {
                spans.append(start..<plain.count)
                open = nil
                bytes = bytes.dropFirst(2)
            } else {
                plain.append(byte)
                bytes = bytes.dropFirst()
            }
        }
        return open == nil ? (String(decoding: plain, as: UTF8.self), spans) : nil
    }
}
