import Diagnostics
import Linting
import Transcripts

/// A conversation at a glance: a line for each message.
struct ConversationText {
    let settings: ReportSettings
    let transcript: Transcript

    /// A longer conversation is shown in part.
    private static let messageLimit = 40

    /// - Parameter wanted: The messages that matter, for a conversation too long to be shown whole.
    func lines(wanted: Set<Int>) -> [String] {
        let shown = shown(wanted)
        let numberWidth = max(4, String(max(0, transcript.messages.count - 1)).count + 2)
        var lines: [String] = []
        var next = 0
        for index in shown {
            if index > next { lines.append(gap(index - next, numberWidth)) }
            lines.append(line(index, numberWidth))
            next = index + 1
        }
        if next < transcript.messages.count { lines.append(gap(transcript.messages.count - next, numberWidth)) }
        return lines
    }

    private func shown(_ wanted: Set<Int>) -> [Int] {
        let all = transcript.messages.indices
        if all.count <= Self.messageLimit { return Array(all) }
        return Array((wanted.isEmpty ? Array(all) : wanted.filter(all.contains).sorted()).prefix(Self.messageLimit))
    }

    private func line(_ index: Int, _ numberWidth: Int) -> String {
        let message = transcript.messages[index]
        let number = String(index)
        let head = String(repeating: " ", count: numberWidth - number.count) + number + " "
        let plain = ReportSettings(quotes: settings.quotes, width: settings.width)
        let speaker = SpeakerText(settings: settings, firstTime: transcript.firstTime).text(message)
        let speakerWidth = TerminalText(SpeakerText(settings: plain, firstTime: transcript.firstTime).text(message)).width
        let width = max(16, settings.width - head.count - 2 - speakerWidth - 2)
        let words = TranscriptWords(transcript: transcript, settings: settings).excerpt(index, width: width)
        return settings.style.paint(head + "|", .faint) + " " + speaker + (words.isEmpty ? "" : ": " + words)
    }

    private func gap(_ count: Int, _ numberWidth: Int) -> String {
        let messages = count == 1 ? "1 message" : "\(count) messages"
        return settings.style.paint(String(repeating: " ", count: numberWidth + 1) + "| … \(messages)", .faint)
    }
}
