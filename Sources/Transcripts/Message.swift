/// One utterance of a conversation.
public struct Message: Sendable, Hashable {
    /// The position in the transcript, from 0.
    public var index: Int
    public var role: Role
    /// Display name, else handle or address, else id of who wrote it.
    public var author: String?
    public var time: MessageTime?
    /// Plain text. Positions in findings are UTF-8 byte offsets into it.
    public var text: String

    public init(index: Int, role: Role, author: String? = nil, time: MessageTime? = nil, text: String) {
        self.index = index
        self.role = role
        self.author = author
        self.time = time
        self.text = text
    }
}
