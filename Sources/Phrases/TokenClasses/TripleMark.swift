extension TokenClass {
    public static let tripleMark = TokenClass(
        "triple-mark", "three exclamation or question marks or more", examples: ["!!!", "?!?", "???"], lexed: .tripleMark)
}
