extension TokenClass {
    static let email = TokenClass("email", "an e-mail address", examples: ["jo.doe@example.org", "help+eu@example.com"], lexed: .email)
}
