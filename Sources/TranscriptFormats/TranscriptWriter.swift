import Diagnostics
import Transcripts

/// Writes tact's own format: what `tact convert` prints, and what `ExportReader` reads back, equal.
public struct TranscriptWriter {
    /// One transcript as one line of JSON, with the newline; every key is written, null where nothing is known.
    ///
    /// Times are written with whole seconds, as `MessageTime` has it.
    public static func line(_ transcript: Transcript) -> [UInt8] {
        var writer = JSONWriter()
        writer.beginObject()
        writer.member("id", transcript.id)
        writer.member("channel", transcript.channel.rawValue)
        writer.member("language", transcript.language)
        writer.member("agent", transcript.agent)
        writer.member("state", transcript.state?.rawValue)
        writer.member("queue", transcript.queue)
        writer.member("tags", transcript.tags)
        writer.member("csat", transcript.csat)
        writer.key("messages")
        writer.beginArray()
        for message in transcript.messages { write(message, to: &writer) }
        writer.endArray()
        writer.endObject()
        writer.endLine()
        return writer.bytes
    }

    private static func write(_ message: Message, to writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("index", message.index)
        writer.member("role", message.role.rawValue)
        writer.member("author", message.author)
        writer.member("time", message.time?.description)
        writer.member("text", message.text)
        writer.endObject()
    }
}
