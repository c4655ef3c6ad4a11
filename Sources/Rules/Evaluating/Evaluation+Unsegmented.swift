import Phrases

extension Evaluation {
    /// How many messages of customers and agents are, wholly or in part, in a script without spaces between its words, so that phrases find
    /// little in them; quoted text does not count.
    public var unsegmentedMessages: Int {
        transcript.messages.indices.count { message in
            transcript.messages[message].role.side != nil && Self.mayBeUnsegmented(transcript.messages[message].text)
                && scan(of: message).hasUnsegmentedScript
        }
    }

    /// All such scripts take three bytes a letter or more; so hardly any other text is read for this alone.
    private static func mayBeUnsegmented(_ text: String) -> Bool { text.utf8.contains { $0 >= 0xE0 } }
}
