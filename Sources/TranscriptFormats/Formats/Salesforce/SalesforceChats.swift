import Transcripts

/// Rows of LiveChatTranscript: each is a chat, written as HTML into one column.
struct SalesforceChats: TableRows {
    let header: DelimitedHeader
    let context: RecordContext

    var haveIDs: Bool { header.has("id") || header.has("name") }

    func id(of row: DelimitedReader.Row) -> String? { header.value("id", of: row) ?? header.value("name", of: row) }

    func add(_ row: DelimitedReader.Row, to draft: inout TranscriptDraft) throws(RecordError) {
        draft.channel = .chat
        draft.agent = header.value("ownerid", of: row).flatMap { context.people[$0]?.name }
        draft.state = header.value("status", of: row).flatMap(StateWords.state)
        let chat = SalesforceChat(header.field("body", of: row) ?? "")
        let start = try header.value("starttime", of: row).map { text throws(RecordError) in
            try SourceTime(field: text, settings: context.settings)
        }
        let origin = start?.microseconds ?? chat.start
        for notice in chat.notices {
            let words = try HTMLText.text(String(notice.prefix(200)))
            draft.drop(.stateChange, at: "Body", detail: words)
        }
        for line in chat.lines {
            let name = try line.name.map { name throws(RecordError) in try HTMLText.text(name) }
            let time = line.elapsed.map { SourceTime(microseconds: (origin ?? 0) + $0, isOffset: origin == nil) }
            var text = ""
            for part in line.parts { text += (text.isEmpty ? "" : "\n") + (try HTMLText.text(part)) }
            try draft.add(
                line.name.map { role(of: $0, decoded: name ?? $0, in: chat) } ?? .system, author: name, time: time, body: .verbatim(text),
                at: "Body")
        }
    }

    private func role(of name: String, decoded: String, in chat: SalesforceChat) -> Role {
        let told = context.settings.role(ofName: decoded)
        if told == .bot { return .bot }
        return chat.agents.contains(name) || told == .agent ? .agent : .customer
    }
}

/// The body of a LiveChatTranscript: `<p align="center">Agent Mia</p>( 1m 13s ) Mia: Hello<br>`.
struct SalesforceChat {
    struct Line {
        /// Microseconds since the chat began.
        var elapsed: Int64?
        /// nil for what nobody said.
        var name: String?
        /// What was said, a line each, as HTML.
        var parts: [String]
    }

    private(set) var lines: [Line] = []
    /// The paragraphs between the lines, as HTML.
    private(set) var notices: [String] = []
    /// The names of those of whom a paragraph says that they are the agent, as HTML.
    private(set) var agents: Set<String> = []
    /// When the chat began, in microseconds since 1970, as far as the body says.
    private(set) var start: Int64?

    /// A time since the chat began of more days is none.
    private static let dayLimit: Int64 = 10_000

    init(_ html: String) {
        for (text, isParagraph) in Self.pieces(of: html) {
            let text = text.trimmed
            if isParagraph { notices += text.isEmpty ? [] : [String(text)] } else { add(text) }
        }
        lines = lines.map { line in
            var line = line
            while line.parts.last?.isEmpty == true { line.parts.removeLast() }
            return line
        }
        let names = Set(lines.compactMap(\.name))
        for notice in notices {
            // “Agent Mia” in whatever language: one word, and the name of somebody who speaks.
            guard let space = notice.firstIndex(of: " ") else { continue }
            let name = String(notice[notice.index(after: space)...])
            if names.contains(name) { agents.insert(name) }
        }
        start = notices.lazy.compactMap { Self.start($0) }.first
    }

    private mutating func add(_ text: Substring) {
        if let (elapsed, rest) = Self.elapsed(text) {
            let label = SpeakerLabel.split(rest, allowsComma: true)
            lines.append(Line(elapsed: elapsed, name: label.map { String($0.name) }, parts: [String(label?.text ?? rest)]))
        } else if lines.isEmpty {
            if !text.isEmpty { notices.append(String(text)) }
        } else {
            lines[lines.count - 1].parts.append(String(text))
        }
    }

    /// The text between `<br>`s and paragraphs, and whether it is a paragraph.
    private static func pieces(of html: String) -> [(text: Substring, isParagraph: Bool)] {
        var pieces: [(Substring, Bool)] = []
        var start = html.startIndex
        var index = html.startIndex
        var isParagraph = false
        while let open = html[index...].firstIndex(of: "<") {
            index = html.index(after: open)
            let name = html[index...].prefix(4).prefix { $0 != ">" && $0 != " " }.lowercased()
            guard ["br", "br/", "p", "/p"].contains(name), let close = html[index...].firstIndex(of: ">") else { continue }
            pieces.append((html[start..<open], isParagraph))
            if name == "p" || name == "/p" { isParagraph = name == "p" }
            index = html.index(after: close)
            start = index
        }
        return pieces + [(html[start...], isParagraph)]
    }

    /// Reads `( 1h 3m 20s ) ` from the front of a line.
    private static func elapsed(_ line: Substring) -> (Int64, Substring)? {
        guard line.first == "(", let close = line.prefix(40).firstIndex(of: ")") else { return nil }
        let tokens = line[line.index(after: line.startIndex)..<close].split(separator: " ")
        let units: [Character: Int64] = ["d": 86_400, "h": 3600, "m": 60, "s": 1]
        var seconds: Int64 = 0
        for token in tokens {
            guard let unit = token.last.flatMap({ units[$0] }), let number = Int64(token.dropLast()), 0...1_000_000 ~= number else {
                return nil
            }
            seconds += number * unit
        }
        guard !tokens.isEmpty, seconds < dayLimit * 86_400 else { return nil }
        return (seconds * 1_000_000, line[line.index(after: close)...].trimmed)
    }

    /// Reads `Chat Started: Monday, December 17, 2018, 23:27:57 (-0500)`.
    private static func start(_ notice: String) -> Int64? {
        guard let colon = notice.firstIndex(of: ":") else { return nil }
        let words = notice[notice.index(after: colon)...].split { " ,()".contains($0) }
        guard let month = words.firstIndex(where: { months.contains($0.lowercased()) }), words.count >= month + 5,
            let number = months.firstIndex(of: words[month].lowercased()), let day = Int(words[month + 1]), let year = Int(words[month + 2])
        else { return nil }
        var clock = TimeScanner(words[month + 3])
        var zone = TimeScanner(words[month + 4])
        guard let time = clock.clock(), let offset = zone.zone(), let seconds = Timestamp.seconds(year: year, month: number + 1, day: day)
        else { return nil }
        return (seconds - Int64(offset)) * 1_000_000 + time.total
    }

    private static let months = [
        "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december",
    ]
}
