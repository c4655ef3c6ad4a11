import Diagnostics
import Findings
import Transcripts

/// Who wrote a message and when: `customer Maria Lopez, 10:02`.
struct SpeakerText {
    let settings: ReportSettings
    /// A time that the reader has seen.
    let firstTime: MessageTime?

    func text(_ message: Message) -> String {
        let author = message.author.map { " " + TerminalText.escaped(settings.quotes.name($0)) } ?? ""
        let time = message.time.map { ", " + TimeText.text($0, after: firstTime) } ?? ""
        let role = message.role.side.map { settings.style.paint(message.role.rawValue, $0 == .customer ? .customer : .agent) }
        return (role ?? message.role.rawValue) + author + settings.style.paint(time, .faint)
    }
}
