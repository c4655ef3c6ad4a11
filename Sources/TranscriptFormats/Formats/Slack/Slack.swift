import Transcripts

/// A Slack export: the messages of a channel and a day as an array, or `{"messages":[…]}` as the API answers. Each thread is a
/// conversation.
struct Slack: JSONFormat {
    let name = "slack"
    let title = "a Slack export"
    let recognition = "JSON with messages of type “message”, ts and text"
    /// A file is a day of a channel; threads go on for longer.
    let spansFiles = true

    func recognise(_ sample: JSONSample) -> JSONRecognition? {
        if isMessage(sample.value) { return .together }
        return isMessage(sample.value["messages"].firstElement) ? .each : nil
    }

    private func isMessage(_ value: JSONValue) -> Bool {
        guard value["type"].string == "message", let time = value["ts"].text, !time.isEmpty else { return false }
        return time.utf8.allSatisfy { $0.isDigit || $0 == UInt8(ascii: ".") }
            && [value["text"], value["subtype"], value["files"], value["blocks"], value["user"]].contains { $0.exists }
    }

    func transcripts(of record: JSONValue, in context: RecordContext) throws(RecordError) -> [Transcript] {
        let messages = record.isArray ? record : record["messages"]
        guard messages.isArray else {
            try record.checkObject("the messages of a channel")
            throw RecordError("no-message-bodies", "no messages: nobody's words are in it", help: "export the channel's messages")
        }
        var transcripts: [Transcript] = []
        for group in try messages.groups(
            of: "a message", at: record.isArray ? "" : "/messages", by: { $0.firstName("thread_ts", "ts") })
        {
            if let transcript = try SlackThread(group, context: context).transcript() { transcripts.append(transcript) }
        }
        return transcripts
    }
}
