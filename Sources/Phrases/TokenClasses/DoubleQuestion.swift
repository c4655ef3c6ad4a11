extension TokenClass {
    public static let doubleQuestion = TokenClass(
        "double-question", "two question marks or more, or one with an exclamation mark", examples: ["??", "?!"], lexed: .doubleQuestion)
}
