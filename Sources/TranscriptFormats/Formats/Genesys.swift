import Transcripts

/// Genesys Cloud: the transcript of a call, as the address that its API gives answers with; one, an array, or a line each.
struct Genesys: JSONFormat {
    let name = "genesys"
    let title = "Genesys Cloud"
    let recognition = "JSON with conversationId and transcripts with phrases"

    func recognise(_ sample: JSONSample) -> JSONRecognition? {
        let transcripts = sample.value["transcripts"]
        let first = transcripts.firstElement
        if first["phrases"].isArray { return .each }
        guard sample.value["conversationId"].exists, transcripts.isArray else { return nil }
        return !first.exists || first["transcriptId"].exists ? .each : nil
    }

    func transcripts(of record: JSONValue, in context: RecordContext) throws(RecordError) -> [Transcript] {
        try record.checkObject("a conversation")
        guard record["transcripts"].isArray else {
            throw RecordError(
                "no-message-bodies", "a conversation without transcripts: nobody's words are in it",
                help: "export what the conversation's transcript address answers with")
        }
        let clock = GenesysClock(start: record.first("conversationStartTime", "startTime"), settings: context.settings)
        let participants = GenesysParticipants(record["participants"], clock: clock, settings: context.settings)
        var draft = TranscriptDraft(id: record["conversationId"].name, context: context)
        draft.channel = record["mediaType"].string.map(ChannelWords.channel) ?? .unknown
        draft.language = record["transcripts"].firstElement["language"].name
        for (index, transcript) in record["transcripts"].elements.enumerated() {
            let pointer = "/transcripts/\(index)"
            try transcript.checkObject("a transcript", at: pointer)
            for (index, phrase) in transcript["phrases"].elements.enumerated() {
                let pointer = "\(pointer)/phrases/\(index)"
                try phrase.checkObject("a phrase", at: pointer)
                let time = clock.time(phrase["startTimeMs"])
                let speaker = participants.speaker(of: phrase, at: time)
                let words = phrase["decoratedText"].name ?? phrase["text"].string ?? ""
                try draft.add(
                    speaker.role, author: speaker.author.map(context.people.name), time: time, body: .verbatim(words), at: pointer)
            }
        }
        return [draft.finished()]
    }
}

/// The clock of a call, which counts milliseconds since 1970, or since the start of the call.
struct GenesysClock {
    private let start: SourceTime?
    private let settings: FormatSettings

    init(start: JSONValue, settings: FormatSettings) {
        self.start = SourceTime(start, settings: settings)
        self.settings = settings
    }

    func time(_ value: JSONValue) -> SourceTime? {
        guard let number = value.decimal else { return SourceTime(value, settings: settings) }
        if number >= 1e11 { return SourceTime(epoch: number) }
        guard let offset = SourceTime(offsetMilliseconds: number) else { return nil }
        return start.map { SourceTime(microseconds: $0.microseconds + offset.microseconds) } ?? offset
    }
}

/// Who was on the line at which time.
struct GenesysParticipants {
    struct Speaker {
        var role: Role
        var author: String?
    }

    private struct Presence {
        var start: Int64
        var end: Int64
        var name: String?
    }

    /// By their start; of each of them and those before it, the one that stays the longest stands in `longest`.
    private struct Timeline {
        var presences: [Presence]
        var longest: [Presence]

        init(_ presences: [Presence]) {
            self.presences = presences.sorted { $0.start < $1.start }
            longest = []
            for presence in self.presences {
                longest.append(longest.last.map { $0.end >= presence.end ? $0 : presence } ?? presence)
            }
        }

        /// One that was there at a time; nil where none was.
        func presence(at time: Int64) -> Presence? {
            var low = 0
            var high = presences.count
            while low < high {
                let middle = (low + high) / 2
                if presences[middle].start <= time { low = middle + 1 } else { high = middle }
            }
            guard low > 0 else { return nil }
            // Where calls are handed on, the last to come is the one who speaks.
            if presences[low - 1].end >= time { return presences[low - 1] }
            return longest[low - 1].end >= time ? longest[low - 1] : nil
        }
    }

    private let agents: Timeline
    private let bots: Timeline

    init(_ participants: JSONValue, clock: GenesysClock, settings: FormatSettings) {
        var agents: [Presence] = []
        var bots: [Presence] = []
        for participant in participants.elements {
            let purpose = participant.first("participantPurpose", "purpose").string ?? ""
            let start = clock.time(participant["startTimeMs"])?.microseconds ?? .min
            let end = clock.time(participant["endTimeMs"])?.microseconds ?? .max
            let id = participant.firstName("userId", "userName", "name")
            if Self.machines.contains(purpose.lowercased()) {
                bots.append(Presence(start: start, end: end, name: purpose))
            } else if purpose == "user" || settings.role(ofWord: purpose) == .agent {
                agents.append(Presence(start: start, end: end, name: id))
            }
        }
        self.agents = Timeline(agents)
        self.bots = Timeline(bots)
    }

    private static let machines: Set<String> = ["ivr", "acd", "botflow", "bot", "workflow", "voicemail", "dialer", "inboundmessage"]

    /// Whoever speaks a phrase: the customer is outside, and inside is an agent, or a machine while no agent is on the line.
    func speaker(of phrase: JSONValue, at time: SourceTime?) -> Speaker {
        let purpose = phrase["participantPurpose"].string ?? ""
        if ["external", "customer"].contains(purpose.lowercased()) { return Speaker(role: .customer, author: purpose) }
        if Self.machines.contains(purpose.lowercased()) { return Speaker(role: .bot, author: purpose) }
        let userID = phrase["userId"].name
        guard let moment = time?.microseconds else {
            return Speaker(role: .agent, author: userID ?? agents.presences.first?.name ?? phrase["participantPurpose"].name)
        }
        if let agent = agents.presence(at: moment) { return Speaker(role: .agent, author: userID ?? agent.name) }
        if let bot = bots.presence(at: moment) { return Speaker(role: .bot, author: bot.name) }
        return Speaker(role: .agent, author: userID ?? phrase["participantPurpose"].name)
    }
}
