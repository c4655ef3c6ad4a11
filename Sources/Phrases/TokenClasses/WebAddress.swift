extension TokenClass {
    static let url = TokenClass(
        "url", "a web address, with or without its scheme",
        examples: ["https://example.org/a?b=c", "www.example.org", "example.com/x"], lexed: .url)
}
