/// Where the lines of a chat log have their times.
///
/// A log keeps to one layout, so that a time within what somebody says is not taken for that of a message.
enum ChatLogLayout: CaseIterable {
    /// `[12:03] Agent: Hello`, `(06:14:44 PM) Name: Hello`
    case brackets
    /// `12:03 Agent: Hello`, `2026-01-05 10:05:12 - Agent: Hello`
    case front
    /// `Agent (12:03): Hello`, `Agent 12:03: Hello`
    case behindName
    /// `Agent (12:03)`, `Agent, 12:03 PM`, and below it what was said
    case heading

    /// How many lines tell.
    static let sampleCount = 200

    /// The layout that most of the first lines of a log have; nil for a log without times.
    static func of(_ lines: [String], settings: FormatSettings) -> ChatLogLayout? {
        let sample = lines.lazy.filter { !$0.isEmpty }.prefix(sampleCount)
        let counts = allCases.map { layout in
            (layout: layout, count: sample.count { ChatLogLine($0[...], layout: layout, settings: settings).stamp != nil })
        }
        guard let most = counts.max(by: { $0.count < $1.count }), most.count > 0 else { return nil }
        // Without brackets, a time or two may be what somebody says in a log without times.
        let labels = sample.count { ChatLogLine($0[...], layout: nil, settings: settings).name != nil }
        return most.layout == .brackets || most.count >= labels ? most.layout : nil
    }
}
