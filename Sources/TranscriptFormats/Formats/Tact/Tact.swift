import Diagnostics
import Transcripts

/// tact's own format: a transcript, an array of transcripts, `{"transcripts":[…]}`, or a transcript a line.
///
/// A transcript is `{"id", "channel", "language", "agent", "state", "queue", "tags", "csat", "messages": [{"index", "role", "author",
/// "time", "text"}]}`. Only `id`, `messages`, and in a message `role` and `text`, are needed; null counts as absent, and unknown keys are
/// ignored. `rules/schema/transcript.schema.json` describes each.
struct Tact: JSONFormat {
    let name = "tact"
    let title = "tact's own format"
    let recognition = "JSON with messages of role and text"
    let lists = ["transcripts"]

    func recognise(_ sample: JSONSample) -> JSONRecognition? {
        if sample.position == .listElement("transcripts") { return isOfACall(sample.value) ? nil : .each }
        let list = sample.value["transcripts"]
        if sample.position == .whole, list.isArray, !isOfACall(list.firstElement) {
            return list.firstElement.exists || !sample.value["conversationId"].exists ? .each : nil
        }
        let messages = sample.value["messages"]
        guard messages.isArray else { return nil }
        let first = messages.firstElement
        guard first.exists else { return sample.value["id"].exists && sample.value.keys.allSatisfy(Self.keys.contains) ? .each : nil }
        return first["text"].string != nil && (first["role"].exists || sample.value["id"].exists) && !first["content"].exists ? .each : nil
    }

    /// Of a transcript. Where it has no messages, only they tell it from another helpdesk's ticket without any.
    private static let keys: Set<String> = ["id", "channel", "language", "agent", "state", "queue", "tags", "csat", "messages"]

    /// Whether it is a transcript of Genesys Cloud, which has lists under the same key.
    private func isOfACall(_ transcript: JSONValue) -> Bool { transcript["phrases"].exists || transcript["transcriptId"].exists }

    func transcripts(of record: JSONValue, in context: RecordContext) throws(RecordError) -> [Transcript] {
        let list = record["transcripts"]
        guard list.isArray, !record["messages"].exists else { return [try TactRecord(record, context: context).transcript()] }
        var transcripts: [Transcript] = []
        for (index, element) in list.elements.enumerated() {
            do throws(RecordError) {
                transcripts.append(try TactRecord(element, context: context).transcript())
            } catch {
                var error = error
                error.pointer = "/transcripts/\(index)\(error.pointer)"
                throw error
            }
        }
        return transcripts
    }
}
