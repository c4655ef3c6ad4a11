import Diagnostics
import Transcripts

/// A trigger that must be answered by a response, within turns or time.
///
/// Keys: `trigger`, `response`, `cancel` (selectors), `within` (`turns`, `time`), `at_end`, `anchor`.
///
/// Each turn with a trigger opens one obligation, at its heaviest match. The window ends after `turns` turns of the responding side, or once
/// `time` has passed by the transcript's own times, whichever is first; without `within` it ends with the transcript. The obligation is met by
/// a response in the window, cancelled by what `cancel` selects before that, and else missed. One whose window is still open at the end of a
/// conversation that goes on (its state is open or pending) is pending, and so never a finding.
public struct Follow: RuleKind {
    public static let name = "follow"
    public static let summary = "a trigger must be answered by a response"
    public static let placeholders: [Placeholder] = [.match, .trigger]
    public static let keys = [
        KeyDescription(
            "trigger", .shared(.selector), "What must be answered.", isRequired: true,
            example: #"{"by": "customer", "phrases": "@frustration", "at_least": 2}"#),
        KeyDescription(
            "response", .shared(.selector), "What answers it.", isRequired: true,
            example: #"{"by": "agent", "phrases": "@acknowledgement"}"#),
        KeyDescription("cancel", .shared(.selector), "What makes an answer needless, if it comes first."),
        KeyDescription(
            "within", .object(window), "How long there is to answer; until the transcript ends if absent.", example: #"{"turns": 1}"#),
        KeyDescription(
            "at_end", .word(AtEnd.self),
            "What becomes of a window that is open at the end: missed only if the responding side spoke in it, missed, or ignored.",
            standard: #""answered""#),
        KeyDescription("anchor", .word(Anchor.self), "Where the finding points.", standard: #""response""#),
    ]

    private static let window = ObjectDescription(
        "How long there is to answer; whichever ends first.",
        keys: [
            KeyDescription("turns", .integer(1...1000), "So many turns of the responding side."),
            KeyDescription("time", .text(.duration), "So much time, by the transcript's own times.", example: #""30m""#),
        ])

    /// What becomes of an obligation at the end of the transcript.
    enum AtEnd: String, CaseIterable {
        /// Missed if the responding side spoke in the window without responding; else none of this rule's business.
        case answered
        /// Missed, even if the responding side never spoke again.
        case missed
        /// Never missed while the window is open.
        case ignored
    }

    /// Where the finding points.
    enum Anchor: String, CaseIterable {
        /// At the first message of the window by the responding side; where there is none, at the trigger.
        case response
        case trigger
    }

    let trigger: Selector
    let response: Selector
    let cancel: Selector?
    let turns: Int?
    /// In milliseconds.
    let time: Int64?
    let atEnd: AtEnd
    let anchor: Anchor

    public init?(reading rule: inout ObjectReader, protectedBy protection: [PhraseEntry], compiler: PackCompiler) {
        let trigger = rule.required("trigger").flatMap { compiler.selector($0, protectedBy: protection) }
        let response = rule.required("response").flatMap { compiler.selector($0) }
        cancel = rule.optional("cancel").flatMap { compiler.selector($0) }
        atEnd = rule.optional("at_end").flatMap { $0.word(AtEnd.self) } ?? .answered
        anchor = rule.optional("anchor").flatMap { $0.word(Anchor.self) } ?? .response
        if var within = rule.optional("within")?.object {
            turns = within.optional("turns")?.integer(in: 1...1000)
            time = within.optional("time").flatMap(Duration.milliseconds)
            within.finish()
        } else {
            turns = nil
            time = nil
        }
        guard let trigger, let response else { return nil }
        self.trigger = trigger
        self.response = response
    }

    public func evaluate(_ evaluation: Evaluation) -> Outcome {
        let triggers = evaluation.heaviestSpots(of: trigger, as: "trigger")
        guard !triggers.isEmpty else { return Outcome() }
        let turns = evaluation.turns(of: response.roles.compactMap(\.side))
        let timeline = Timeline(
            responses: evaluation.spots(of: response, as: "response"), cancels: cancel.map { evaluation.spots(of: $0, as: "cancel") } ?? [],
            replies: evaluation.transcript.messages.indices.filter { response.roles.contains(evaluation.transcript.messages[$0].role) },
            starts: turns.map { evaluation.turns[$0].first }, ends: turns.map { evaluation.turns[$0].last })
        var outcome = Outcome()
        for spot in triggers {
            let fate = fate(of: spot, on: timeline, in: evaluation.transcript)
            if let trace = evaluation.trace { trace.tell(step(fate, of: spot, on: timeline, evaluation)) }
            switch fate {
            case .met: outcome.opportunities += 1
            case .missed(let reply):
                outcome.opportunities += 1
                let at = anchor == .response ? reply.map { evaluation.whole($0) } ?? spot : spot
                outcome.hits.append(Hit(subject: spot.message, at: at, trigger: at == spot ? nil : spot))
            case .cancelled, .pending, .unanswered, .open: break
            }
        }
        return outcome
    }

    // MARK: Obligations

    private enum Fate {
        case met(by: Spot)
        /// With the first message by the responding side in the window.
        case missed(reply: Int?)
        case cancelled(by: Spot)
        /// The conversation goes on, and so may the response come.
        case pending
        /// Nobody of the responding side spoke in the window: none of this rule's business.
        case unanswered
        /// The transcript ends before the window does, and the rule ignores that.
        case open
    }

    /// What happens when, in order: an obligation's fate is a few searches in it.
    private struct Timeline {
        let responses: [Spot]
        let cancels: [Spot]
        /// The messages of the responding side.
        let replies: [Int]
        /// Of the turns of the responding side, the first and the last message.
        let starts: [Int]
        let ends: [Int]

        /// The last message of the `count`th turn that begins after a message; nil where the transcript ends before.
        ///
        /// What the responding side still says in the trigger's own turn is no turn of its own.
        func lastMessage(ofTurns count: Int, after start: Int) -> Int? {
            let position = starts.count(upTo: start) + count - 1
            return position < ends.count ? ends[position] : nil
        }
    }

    private func fate(of spot: Spot, on timeline: Timeline, in transcript: Transcript) -> Fate {
        let start = spot.message
        let turnLimit = turns.flatMap { timeline.lastMessage(ofTurns: $0, after: start) }
        let isInside: (Int) -> Bool = { index in
            index <= turnLimit ?? .max && !isLate(transcript.messages[index], after: transcript.messages[start])
        }
        // Whoever keeps a promise may do so in the message that gives it.
        let response = timeline.responses.first(after: spot).flatMap { isInside($0.message) ? $0 : nil }
        let cancel = timeline.cancels.first(after: spot).flatMap { isInside($0.message) ? $0 : nil }
        if let cancel, response.map({ cancel < $0 }) ?? true { return .cancelled(by: cancel) }
        if let response { return .met(by: response) }
        let reply = timeline.replies.first(after: start).flatMap { isInside($0) ? $0 : nil }
        let isOpen = turnLimit == nil && !(transcript.messages.last.map { isLate($0, after: transcript.messages[start]) } ?? false)
        if isOpen, transcript.goesOn { return .pending }
        switch atEnd {
        case .missed: break
        case .answered: if reply == nil { return .unanswered }
        case .ignored:
            if isOpen { return .open }
            if reply == nil { return .unanswered }
        }
        return .missed(reply: reply)
    }

    /// Whether a message comes after the time that the window has; without times none does.
    private func isLate(_ message: Message, after trigger: Message) -> Bool {
        guard let time, let from = trigger.time, let passed = message.time?.milliseconds(since: from) else { return false }
        return passed > time
    }

    // MARK: Why

    private func step(_ fate: Fate, of spot: Spot, on timeline: Timeline, _ evaluation: Evaluation) -> TraceStep {
        let trigger = TraceStep.Place("trigger", spot)
        let window = window(from: spot.message, on: timeline)
        switch fate {
        case .met(let response): return TraceStep("met", .kept, "responded to \(window)", at: [trigger, .init("response", response)])
        case .cancelled(let cancel):
            return TraceStep("cancelled", .neither, "cancelled before any response", at: [trigger, .init("cancel", cancel)])
        case .pending: return TraceStep("pending", .neither, "no response yet, and the conversation goes on", at: [trigger])
        case .unanswered:
            let later = timeline.replies.first(after: spot.message).map { [TraceStep.Place("too-late", evaluation.whole($0))] } ?? []
            return TraceStep("unanswered", .neither, "nobody answered \(window), which is not this rule's business", at: [trigger] + later)
        case .open: return TraceStep("open", .neither, "no response, but the transcript ends before the window does", at: [trigger])
        case .missed(let reply):
            var places = [trigger]
            if let reply { places.append(.init("reply", evaluation.whole(reply))) }
            if let late = timeline.responses.first(after: spot) { places.append(.init("too-late", late)) }
            return TraceStep("missed", .broken, "\(reply == nil ? "nobody answered" : "no response") \(window)", at: places)
        }
    }

    /// Within what a response had to come.
    private func window(from start: Int, on timeline: Timeline) -> String {
        let duration = time.map { Duration.text(seconds: Double($0) / 1000) }
        let count = turns.map { turns in
            let end = timeline.lastMessage(ofTurns: turns, after: start).map { " (until message \($0))" } ?? ""
            return (turns == 1 ? "1 turn" : "\(turns) turns") + end
        }
        let parts = [duration, count].compactMap { $0 }
        return parts.isEmpty ? "before the transcript ended" : "within " + parts.joined(separator: " and ")
    }
}
