extension TokenClass {
    public static let angryEmoji = TokenClass("angry-emoji", "a face or sign of anger", examples: ["😡", ">:("], lexed: .angryEmoji)
}
