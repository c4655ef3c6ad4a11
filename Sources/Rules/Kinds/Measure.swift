import Diagnostics
import Transcripts

/// A number past a limit.
///
/// Keys: `metric` (a name, or `{"ratio": [{"metric", "by"}, {"metric", "by"}]}`), `by` (whose words, messages, questions or turns; agents if
/// absent), `per` (`transcript` if absent, or `message` for words and questions), `gt`, `lt`. The finding is where the value was measured: at the
/// reply for waiting times, else at the last message that counts. What cannot be measured, as waiting times without times, is no finding.
public struct Measure: RuleKind {
    public static let name = "measure"
    public static let summary = "a number or ratio past a limit"
    public static let placeholders: [Placeholder] = [.match, .trigger, .value]
    public static let keys = [
        KeyDescription(
            "metric", .either([.word(Metric.self), .object(ratio)]), "What is measured.", isRequired: true, example: #""first_reply_seconds""#),
        KeyDescription("by", .oneOrMore(.word(Role.self)), "Whose words, messages, questions or turns are counted.", standard: #""agent""#),
        KeyDescription("per", .word(Per.self), "Whether words or questions are counted in the transcript or in each message.", standard: #""transcript""#),
        KeyDescription("gt", .number(-.greatestFiniteMagnitude ... .greatestFiniteMagnitude), "More than this is too much."),
        KeyDescription("lt", .number(-.greatestFiniteMagnitude ... .greatestFiniteMagnitude), "Less than this is too little."),
    ]

    private static let ratio = ObjectDescription(
        "One metric divided by another.", keys: [KeyDescription("ratio", .pair(.object(part)), "The two metrics.", isRequired: true)])

    private static let part = ObjectDescription(
        "A metric and whose messages it is about.",
        keys: [
            KeyDescription("metric", .word(Metric.self), "What is measured.", isRequired: true),
            KeyDescription("by", .oneOrMore(.word(Role.self)), "Whose.", standard: #""agent""#),
        ])

    enum Quantity: Sendable, Hashable {
        case single(Measurement)
        case ratio(Measurement, Measurement)
    }

    enum Per: String, CaseIterable { case transcript, message }

    let quantity: Quantity
    let per: Per
    let gt: Double?
    let lt: Double?

    public var dependsOnMessageBorders: Bool { true }

    public init?(reading rule: inout ObjectReader, protectedBy protection: [PhraseEntry], compiler: PackCompiler) {
        let roles = compiler.roles(rule.optional("by")) ?? [.agent]
        let quantity = rule.required("metric").flatMap { Self.quantity($0, roles: roles, compiler: compiler) }
        per = rule.optional("per")?.word(Per.self) ?? .transcript
        gt = rule.optional("gt")?.number
        lt = rule.optional("lt")?.number
        if gt == nil, lt == nil { rule.cursor.report("missing-key", "nothing says which values are too large or too small", help: "add \"gt\" or \"lt\"") }
        if !protection.isEmpty {
            rule.cursor.report("unused-unless", "a rule that measures has no words for “unless” to protect", help: "use an object with “in”")
        }
        guard let quantity else { return nil }
        if per == .message, !Self.isPerMessage(quantity) {
            rule.cursor.report("bad-metric", "this metric has no value for each message", help: "words and questions have; leave out \"per\"")
        }
        self.quantity = quantity
    }

    public func evaluate(_ evaluation: Evaluation) -> Outcome {
        let values = values(in: evaluation)
        let past = values.filter(isPast)
        if let trace = evaluation.trace { tell(values, to: trace, evaluation) }
        let hits = past.map { value in
            Hit(
                subject: value.at, at: evaluation.whole(value.at), trigger: value.from.map { evaluation.whole($0) },
                values: [.value: text(of: value.number)])
        }
        return Outcome(opportunities: values.count, hits: hits)
    }

    private func isPast(_ value: Metric.Value) -> Bool {
        (gt.map { value.number > $0 } ?? false) || (lt.map { value.number < $0 } ?? false)
    }

    private func values(in evaluation: Evaluation) -> [Metric.Value] {
        switch quantity {
        case .single(let measurement):
            return per == .message ? measurement.valuesByMessage(in: evaluation) : measurement.values(in: evaluation)
        case .ratio(let upper, let lower):
            guard let a = upper.values(in: evaluation).first, let b = lower.values(in: evaluation).first, b.number != 0 else { return [] }
            return [Metric.Value(number: a.number / b.number, at: a.at)]
        }
    }

    // MARK: Reading

    private static func quantity(_ cursor: JSONCursor, roles: [Role], compiler: PackCompiler) -> Quantity? {
        guard case .object = cursor.node.content, var object = cursor.object else {
            return cursor.word(Metric.self).map { .single(Measurement(metric: $0, roles: roles)) }
        }
        let parts = object.required("ratio").flatMap(\.elements)
        object.finish()
        guard let parts else { return nil }
        guard parts.count == 2 else {
            cursor.report("bad-metric", "a ratio is of two metrics", help: "write {\"ratio\": [{\"metric\": …, \"by\": …}, {\"metric\": …, \"by\": …}]}")
            return nil
        }
        let measurements = parts.compactMap { measurement($0, compiler) }
        return measurements.count == 2 ? .ratio(measurements[0], measurements[1]) : nil
    }

    private static func measurement(_ cursor: JSONCursor, _ compiler: PackCompiler) -> Measurement? {
        guard var object = cursor.object else { return nil }
        let metric = object.required("metric").flatMap { $0.word(Metric.self) }
        let roles = compiler.roles(object.optional("by"))
        object.finish()
        guard let metric, let roles else { return nil }
        if metric == .replySeconds {
            cursor.report("bad-metric", "reply_seconds has many values", help: "use first_reply_seconds or longest_wait_seconds")
            return nil
        }
        return Measurement(metric: metric, roles: roles)
    }

    private static func isPerMessage(_ quantity: Quantity) -> Bool {
        if case .single(let measurement) = quantity { measurement.metric == .words || measurement.metric == .questions } else { false }
    }

    // MARK: Text

    private var isTime: Bool {
        if case .single(let measurement) = quantity { !measurement.metric.isBySpeaker } else { false }
    }

    private func text(of number: Double) -> String {
        if isTime { return Duration.text(seconds: number) }
        let hundredths = (number * 100).rounded()
        return hundredths.truncatingRemainder(dividingBy: 100) == 0 ? String(Int64(hundredths / 100)) : "\(hundredths / 100)"
    }

    // MARK: Why

    private func tell(_ values: [Metric.Value], to trace: Trace, _ evaluation: Evaluation) {
        let limits = [gt.map { "more than \(text(of: $0))" }, lt.map { "less than \(text(of: $0))" }].compactMap { $0 }
        for value in values {
            let from = value.from.map { TraceStep.Place("from", evaluation.whole($0)) }
            let places = [TraceStep.Place("measured", evaluation.whole(value.at)), from].compactMap { $0 }
            let text = "\(text(of: value.number)); a finding where \(limits.joined(separator: " or "))"
            let isPast = isPast(value)
            trace.tell(TraceStep(isPast ? "past-limit" : "within-limit", isPast ? .broken : .kept, text, at: places))
        }
        if values.isEmpty, isTime, !evaluation.transcript.messages.contains(where: { $0.time != nil }) {
            trace.tell(TraceStep("not-measured", .neither, "the messages have no times, so nothing was measured"))
        }
    }
}
