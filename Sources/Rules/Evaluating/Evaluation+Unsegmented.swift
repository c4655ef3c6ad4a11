import Phrases

extension Evaluation {
    /// How many messages of customers and agents are, wholly or in part, in a script without spaces between its words, so that phrases find
    /// little in them; quoted text does not count.
    public var unsegmentedMessages: Int {
        transcript.messages.indices.count { message in
            transcript.messages[message].role.side != nil && scan.hasUnsegmentedScript(in: message)
        }
    }
}
