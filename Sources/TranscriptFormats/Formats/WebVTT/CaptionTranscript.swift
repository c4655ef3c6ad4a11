import Transcripts

/// Makes messages of cues.
struct CaptionTranscript {
    private struct Utterance {
        var speaker: String?
        var start: Int64
        var end: Int64
        var text: String
    }

    private let captions: CaptionText
    private let context: RecordContext

    /// A pause of more microseconds than this ends a message.
    private static let pause: Int64 = 2_000_000

    init(_ captions: CaptionText, context: RecordContext) {
        self.captions = captions
        self.context = context
    }

    /// - Throws: Where no cue says who speaks, or nothing says who of the speakers is the agent.
    func transcript() throws(RecordError) -> Transcript {
        let utterances = try joined(spoken())
        let speakers = utterances.compactMap(\.speaker)
        guard !speakers.isEmpty else {
            throw RecordError(
                "unknown-speakers", "the captions do not say who speaks",
                help: "have the speakers' names written into the captions, as “<v Name>” or “Name: …”, and say who is an agent")
        }
        let roles = try Speakers.roles(of: speakers, settings: context.settings)
        var draft = TranscriptDraft(id: nil, context: context)
        draft.channel = .voice
        draft.language = captions.language
        for (line, word) in captions.others { draft.drop(.unknownKind, at: "line \(line)", detail: word) }
        for utterance in utterances {
            // What is said before anybody is named, such as “This call is recorded”, is nobody's.
            try draft.add(
                utterance.speaker.map { roles[$0] ?? .customer } ?? .system, author: utterance.speaker,
                time: SourceTime(microseconds: utterance.start, isOffset: true), body: .verbatim(utterance.text))
        }
        return draft.finished()
    }

    /// What is said in each cue, by whom, in the order of time.
    private func spoken() throws(RecordError) -> [Utterance] {
        var parts: [[CaptionCue.Part]?] = []
        var plain: [[String]] = []
        for cue in captions.cues {
            let voices = try cue.voices()
            parts.append(voices)
            plain.append(voices == nil ? try cue.plainLines() : [])
        }
        let names = CaptionNames(plain.filter { !$0.isEmpty }, settings: context.settings)
        var utterances: [Utterance] = []
        let order = captions.cues.indices.sorted { (captions.cues[$0].timing.start, $0) < (captions.cues[$1].timing.start, $1) }
        var speaker: String?
        for index in order {
            let timing = captions.cues[index].timing
            for part in parts[index] ?? names.parts(of: plain[index]) {
                // A cue without a name goes on with whoever spoke last.
                speaker = part.speaker ?? speaker
                utterances.append(Utterance(speaker: speaker, start: timing.start, end: timing.end, text: part.text))
            }
        }
        return utterances
    }

    /// Puts together what one speaker says without a pause.
    private func joined(_ utterances: [Utterance]) -> [Utterance] {
        var joined: [Utterance] = []
        for utterance in utterances {
            if let last = joined.indices.last, joined[last].speaker == utterance.speaker, utterance.start - joined[last].end <= Self.pause {
                joined[last].text += " " + utterance.text
                joined[last].end = max(joined[last].end, utterance.end)
            } else {
                joined.append(utterance)
            }
        }
        return joined
    }
}

/// Tells which words before a colon are a speaker's name, in captions without `<v Name>`.
struct CaptionNames {
    private let settings: FormatSettings
    /// Whether every cue begins with what could be a name.
    private let areEverywhere: Bool
    private var counts: [String: Int] = [:]

    /// - Parameter cues: The lines of each.
    init(_ cues: [[String]], settings: FormatSettings) {
        self.settings = settings
        areEverywhere = cues.allSatisfy { Self.split($0.first ?? "") != nil }
        for line in cues.joined() { Self.split(line).map { counts[String($0.name), default: 0] += 1 } }
    }

    /// What a cue says, and who says it where a name stands before.
    func parts(of lines: [String]) -> [CaptionCue.Part] {
        var parts: [CaptionCue.Part] = []
        for (index, line) in lines.enumerated() where !line.isEmpty {
            if let (name, text) = Self.split(line), isSpeaker(String(name), isFirst: index == 0) {
                parts.append(CaptionCue.Part(speaker: String(name), text: String(text)))
            } else if parts.isEmpty {
                parts.append(CaptionCue.Part(speaker: nil, text: line))
            } else {
                parts[parts.count - 1].text += " " + line
            }
        }
        return parts.filter { !$0.text.isEmpty }
    }

    /// A name comes up again, tells a role, has several words that begin like names, or stands where every cue has one.
    private func isSpeaker(_ name: String, isFirst: Bool) -> Bool {
        if isFirst && areEverywhere || counts[name, default: 0] > 1 || settings.role(ofName: name) != nil { return true }
        let words = name.split(separator: " ")
        return 2...4 ~= words.count && words.allSatisfy { $0.first.map { $0.isUppercase || $0.isNumber } ?? false }
    }

    /// A line of captions may begin with `- ` or `>> `.
    private static func split(_ line: String) -> (name: Substring, text: Substring)? {
        SpeakerLabel.split(line[...].drop { $0 == "-" || $0 == ">" || $0 == " " })
    }
}
