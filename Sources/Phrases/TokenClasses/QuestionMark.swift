extension TokenClass {
    public static let question = TokenClass("question", "a question mark", examples: ["?", "?!"], lexed: .question)
}
