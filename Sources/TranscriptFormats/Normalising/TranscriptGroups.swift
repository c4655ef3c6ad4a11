import Transcripts

/// Transcripts in the making, for exports in which each message names its conversation: in the order in which conversations come up.
struct TranscriptGroups {
    private let context: RecordContext
    private var drafts: [TranscriptDraft] = []
    private var indices: [String: Int] = [:]

    init(context: RecordContext) { self.context = context }

    /// Adds to the conversation that a message belongs to.
    ///
    /// - Parameters:
    ///   - id: What the message calls its conversation; nil for that which is called like the file.
    ///   - addition: Is given the conversation's draft, which is a new one where the id comes up for the first time.
    mutating func add(
        to id: String?, _ addition: (inout TranscriptDraft) throws(RecordError) -> Void
    ) throws(RecordError) {
        let id = id ?? context.fallbackID
        if let index = indices[id] { return try addition(&drafts[index]) }
        indices[id] = drafts.count
        drafts.append(TranscriptDraft(id: id, context: context))
        try addition(&drafts[drafts.count - 1])
    }

    /// The conversations in which somebody says something.
    func finished() -> [Transcript] {
        drafts.compactMap { $0.isEmpty ? nil : $0.finished() }
    }
}
