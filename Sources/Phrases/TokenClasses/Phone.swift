extension TokenClass {
    static let phone = TokenClass(
        "phone", "a telephone number", examples: ["+44 20 7946 0018", "555-0199", "(212) 555-0199"], lexed: .phone)
}
