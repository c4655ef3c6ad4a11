extension TokenClass {
    public static let shout = TokenClass(
        "shout", "a word of three letters or more in capitals", examples: ["NOW", "ÉCOUTEZ"], lexed: .shout)
}
