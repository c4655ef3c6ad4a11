import Transcripts

/// Times as people read them.
enum TimeText {
    /// `2026-01-05 10:02` in UTC, or `+00:03:10` after the conversation began.
    ///
    /// - Parameter reference: A time that the reader has seen; a time of the same day is only the clock's, `10:02`.
    static func text(_ time: MessageTime, after reference: MessageTime? = nil) -> String {
        let text = time.description
        switch time {
        case .instant:
            let day = text.prefix(10)
            let clock = text.dropFirst(11).prefix(5)
            return reference.map { $0.description.prefix(10) } == day ? String(clock) : "\(day) \(clock)"
        case .offset: return String(text.prefix { $0 != "." })
        }
    }
}

extension MessageTime {
    /// Whether the time is a date, so that a time zone says something.
    var isInstant: Bool {
        switch self {
        case .instant: true
        case .offset: false
        }
    }
}

extension Transcript {
    /// The first time that a message has.
    var firstTime: MessageTime? { messages.lazy.compactMap { $0.time }.first }
}
