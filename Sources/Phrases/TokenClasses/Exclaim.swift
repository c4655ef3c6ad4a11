extension TokenClass {
    public static let exclaim = TokenClass("exclaim", "two exclamation marks or more", examples: ["!!", "?!!"], lexed: .exclaim)
}
