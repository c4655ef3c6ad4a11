extension TokenClass {
    /// The classes that phrases know, in the order in which the documentation has them.
    public static let all: [TokenClass] = [
        .number, .money, .date, .email, .url, .phone, .orderID, .shout, .exclaim, .question, .tripleMark,
        .angryEmoji, .sadEmoji, .happyEmoji,
    ]
}
