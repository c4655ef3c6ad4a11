import Diagnostics
import Findings

/// Records of the findings log as people read them, one after the other as they come: findings of one transcript under one heading.
public struct RecordText: Sendable {
    private let style: TerminalStyle
    private let width: Int
    /// The transcript that the last record was about, as its heading says.
    private var heading: String?

    /// - Parameter width: The columns that lines may take; never less than 40.
    public init(style: TerminalStyle = .plain, width: Int = 100) {
        self.style = style
        self.width = max(40, width)
    }

    /// The text of one line of the log. A line that is no record is shown as it is; a record that says nothing to people is left out.
    public mutating func render(_ line: [UInt8]) -> String {
        let lines = RecordMembers(line).map { self.lines(of: $0) } ?? [TerminalText.escaped(String(decoding: line, as: UTF8.self))]
        return lines.map { $0 + "\n" }.joined()
    }

    private mutating func lines(of record: RecordMembers) -> [String] {
        let name = record["type"]?.text == "finding" ? name(record["transcript"]) : nil
        defer { heading = name }
        switch record["type"]?.text {
        case "finding":
            let head = name == heading ? [] : [style.paint("\(clock(record))\(name ?? "")", .strong)]
            return head + finding(record)
        case "transcript": return transcript(record)
        case "rejected": return rejected(record)
        case "rules": return rules(record)
        default: return []
        }
    }

    // MARK: Records

    private func finding(_ record: RecordMembers) -> [String] {
        let severity = Severity(rawValue: record["severity"]?.text ?? "") ?? .info
        let head = "\(severity.rawValue): "
        let sentence = "\(record["message"]?.text ?? "") [\(record["rule"]?.text ?? "")]"
        var lines = wrapped(sentence, after: head, painted: style.paint(head, severity.role))
        lines += [record["trigger"], record["at"]].compactMap { $0 }.flatMap { quotation($0) }
        let advice = style.paint("=", .faint) + style.paint(" instead: ", .help)
        return lines + wrapped(record["fix"]?.text ?? "", after: "= instead: ", painted: advice) + [""]
    }

    private func transcript(_ record: RecordMembers) -> [String] {
        let counts = Severity.allCases.reversed().compactMap { severity -> String? in
            guard let count = record["findings"]?[severity.rawValue]?.number, count > 0 else { return nil }
            return style.paint(severity.counted(count), severity.role)
        }
        let found = counts.isEmpty ? "nothing found" : counts.joined(separator: ", ")
        let judged = record["unsupported_language"]?.flag == true ? "not linted, no pack is for its language" : found
        let score = record["score"]?.number.map { ", score \($0)" } ?? ""
        let unsegmented = record["unsegmented_messages"]?.number ?? 0
        let remark = unsegmented > 0 ? ", phrases cannot be matched in \(unsegmented) message\(unsegmented == 1 ? "" : "s")" : ""
        return ["\(clock(record))\(name(record["transcript"])): \(judged)\(score)\(remark)"]
    }

    private func rejected(_ record: RecordMembers) -> [String] {
        let place = record["place"]
        let line = place?["line"]?.number.map { ":\($0)" } ?? ""
        let head = "\(clock(record))\(shown(record["file"]?.text ?? ""))\(line): "
        let error = style.paint("not read: ", .error)
        let help = record["help"]?.text.map { ["  " + style.paint("=", .faint) + style.paint(" help: ", .help) + shown($0)] } ?? []
        return [style.paint(head, .strong) + error + shown(record["message"]?.text ?? "")] + help
    }

    private func rules(_ record: RecordMembers) -> [String] {
        let packs = (record["packs"]?.elements ?? []).compactMap(\.text).joined(separator: ", ")
        guard record["status"]?.text == "refused" else { return ["\(clock(record))rules loaded: \(shown(packs))"] }
        let errors = (record["errors"]?.elements ?? []).compactMap { $0["message"]?.text }
        let head = "\(clock(record))\(style.paint("rules refused", .error)), those in force stay: \(shown(packs))"
        return [head] + errors.map { "  " + shown($0) }
    }

    // MARK: Parts

    /// The words of a message, and who wrote them.
    private func quotation(_ quotation: RecordMembers) -> [String] {
        guard let quote = quotation["quote"]?.text else { return [] }
        let author = quotation["author"]?.text.map { shown($0) + ": " } ?? ""
        let head = "| \(author)"
        let words = quote.split(whereSeparator: \.isNewline).joined(separator: " ")
        let rows = wrapped("“\(words)”", after: head, painted: style.paint("|", .faint) + " \(author)")
        return rows.count <= 3 ? rows : rows.prefix(2) + ["    …"]
    }

    private func wrapped(_ text: String, after head: String, painted: String) -> [String] {
        let rows = TextWrapping.rows(text, width: width - head.count - 2)
        return rows.enumerated().map { "  " + ($0 == 0 ? painted : String(repeating: " ", count: head.count)) + $1 }
    }

    /// `10:02:33 `, where the record says when it was made.
    private func clock(_ record: RecordMembers) -> String {
        guard let time = record["time"]?.text, time.utf8.count == 24 else { return "" }
        return shown(String(time.dropFirst(11).prefix(8))) + " "
    }

    private func name(_ transcript: RecordMembers?) -> String {
        let file = transcript?["file"]?.text ?? ""
        let agent = transcript?["agent"]?.text.map { " (\(shown($0)))" } ?? ""
        return "\(shown(file)): transcript \(shown(transcript?["id"]?.text ?? ""))\(agent)"
    }

    private func shown(_ text: String) -> String { TerminalText.escaped(text) }
}
