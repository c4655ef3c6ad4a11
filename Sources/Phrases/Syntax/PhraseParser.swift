/// Reads the syntax of phrases, from left to right. All places are UTF-8 byte offsets.
struct PhraseParser {
    /// What was written.
    let bytes: UnsafeBufferPointer<UInt8>
    /// The classes that the phrase may name.
    private let tokenClasses: [TokenClass]
    var code = PhraseCode()
    private var tokens: [TokenClass] = []
    private var namesLists = false
    /// The byte to read next.
    var index = 0
    private var depth = 0

    /// In characters.
    static let longestSource = 4096
    static let deepestGroup = 16
    static let widestGap = 20
    static let shortestPrefix = 2

    /// What a phrase turned out to be.
    struct Parsed: Sendable, Hashable {
        var code = PhraseCode()
        var tokens: [TokenClass] = []
        var longest = 0
        var namesLists = false
        var isAnchoredAtStart = false
        var isAnchoredAtEnd = false
    }

    init(_ bytes: UnsafeBufferPointer<UInt8>, tokenClasses: [TokenClass]) throws(PhraseError) {
        self.bytes = bytes
        self.tokenClasses = tokenClasses
        guard bytes.count > Self.longestSource else { return }
        let firsts = bytes.indices.lazy.filter { bytes[$0] & 0xC0 != 0x80 }.dropFirst(Self.longestSource)
        guard let excess = firsts.first else { return }
        throw error(
            "phrase-too-long", "the phrase is longer than \(Self.longestSource) characters",
            0..<end(after: excess), "write it as several phrases")
    }

    /// Reads the whole phrase.
    mutating func phrase() throws(PhraseError) -> Parsed {
        code.reserve(bytes.count * 2)
        passSpaces()
        let isAnchoredAtStart = take("^")
        passSpaces()
        let start = index
        let shape = try sequence()
        let end = index
        let isAnchoredAtEnd = take("$")
        passSpaces()
        if index < bytes.count { throw surplus() }
        guard !code.bytes.isEmpty else {
            throw error("empty-phrase", "the phrase has no words", 0..<bytes.count, "write the words to look for, such as “calm down”")
        }
        try check(shape, start..<end)
        return Parsed(
            code: code, tokens: tokens, longest: shape.longest, namesLists: namesLists, isAnchoredAtStart: isAnchoredAtStart,
            isAnchoredAtEnd: isAnchoredAtEnd)
    }

    /// What is wrong where the phrase goes on though it should be at its end.
    private func surplus() -> PhraseError {
        switch current {
        case UInt8(ascii: ")"):
            error("unbalanced-parenthesis", "a “)” closes nothing", index..<index + 1, "remove it, or write “(” where the group begins")
        case UInt8(ascii: "|"):
            error("stray-bar", "a “|” stands outside a group", index..<index + 1, "write the alternatives in brackets: (sorry|apologies)")
        default: error("misplaced-anchor", "“$” may only be at the end of the phrase", start(before: index)..<index, Self.anchorHelp)
        }
    }

    /// What a phrase must not be as a whole: all optional, or with a gap at one of its ends.
    private func check(_ shape: PhraseShape, _ range: Range<Int>) throws(PhraseError) {
        if shape.mayBeginWithGap || shape.mayEndWithGap {
            throw error(
                "gap-at-edge", "a gap is at the \(shape.mayBeginWithGap ? "start" : "end") of the phrase, or may be", range,
                "write a word on both sides of it; a gap beside an optional word goes into its group: ?(please ~3) send")
        }
        if shape.mayBeEmpty {
            throw error(
                "only-optional-words", "all words of the phrase may be missing", range, "write at least one word without a “?”")
        }
    }

    /// Reads elements up to the end, a bar, a closing bracket or a dollar sign.
    private mutating func sequence() throws(PhraseError) -> PhraseShape {
        var shape = PhraseShape.none
        passSpaces()
        while let byte = current, byte != UInt8(ascii: "|"), byte != UInt8(ascii: ")"), byte != UInt8(ascii: "$") {
            shape = shape.followed(by: try elements())
            try requireBreak()
            passSpaces()
        }
        return shape
    }

    /// Reads what stands between two spaces: one element, or several where a word is read as several.
    private mutating func elements() throws(PhraseError) -> PhraseShape {
        switch current {
        case UInt8(ascii: "~"): return try gap()
        case UInt8(ascii: "?"): return try optional()
        case UInt8(ascii: "("): return try group()
        case UInt8(ascii: "@"): return try list()
        case UInt8(ascii: "<"): return try token()
        case UInt8(ascii: "^"):
            throw error("misplaced-anchor", "“^” may only be at the start of the phrase", index..<index + 1, Self.anchorHelp)
        default: return try words()
        }
    }

    private mutating func optional() throws(PhraseError) -> PhraseShape {
        let start = index
        index += 1
        switch current {
        case nil, UInt8(ascii: " "), UInt8(ascii: "|"), UInt8(ascii: ")"), UInt8(ascii: "$"), UInt8(ascii: "?"), UInt8(ascii: "~"):
            throw error(
                "dangling-question-mark", "nothing that could be left out follows the “?”", start..<start + 1,
                "write it right in front of a word or group: ?please or ?(a|b); for a question mark in the text write <question>")
        default: break
        }
        let body = code.begin(.optional)
        let shape = try elements()
        code.end(body)
        return shape.optional
    }

    private mutating func group() throws(PhraseError) -> PhraseShape {
        let start = index
        index += 1
        depth += 1
        guard depth <= Self.deepestGroup else {
            throw error(
                "nested-too-deeply", "groups are nested more than \(Self.deepestGroup) deep", start..<start + 1,
                "write the inner groups as lists and name them with @")
        }
        let body = code.begin(.alternatives)
        var shape = try branch()
        while take("|") { shape = shape.or(try branch()) }
        if current == UInt8(ascii: "$") {
            throw error("misplaced-anchor", "“$” may only be at the end of the phrase", index..<index + 1, Self.anchorHelp)
        }
        guard take(")") else {
            throw error("unbalanced-parenthesis", "the “(” is never closed", start..<start + 1, "write “)” where the group ends")
        }
        code.end(body)
        depth -= 1
        return shape
    }

    private mutating func branch() throws(PhraseError) -> PhraseShape {
        let start = index
        let body = code.begin(.branch)
        let shape = try sequence()
        guard code.bytes.count > body else {
            throw error(
                "empty-alternative", "an alternative is empty", start - 1..<end(after: index),
                "write a word there or remove the bar; for something that may be missing put “?” in front of the group")
        }
        code.end(body)
        return shape
    }

    private mutating func gap() throws(PhraseError) -> PhraseShape {
        let start = index
        index += 1
        while let byte = current, byte.isDigit { index += 1 }
        guard let max = Int(text(start + 1..<index)), 1...Self.widestGap ~= max else {
            throw error(
                "bad-gap", "“\(text(start..<index))” is no gap", start..<index,
                "write ~1 to ~\(Self.widestGap), for up to so many words between")
        }
        code.append(.gap, number: max)
        return .gap(max)
    }

    private mutating func list() throws(PhraseError) -> PhraseShape {
        let start = index
        index += 1
        while let byte = current, Self.isNameByte(byte) { index += 1 }
        guard index > start + 1 else {
            throw error("bad-list-name", "no list is named after the “@”", start..<index, "write the name of a list, such as @apology")
        }
        code.append(.list, part(start + 1..<index))
        namesLists = true
        return .words(0)
    }

    private mutating func token() throws(PhraseError) -> PhraseShape {
        let start = index
        while let byte = current, byte != UInt8(ascii: ">"), byte != UInt8(ascii: " ") { index += 1 }
        let name = text(start + 1..<index)
        let known = { [tokenClasses] in tokenClasses.map { "<\($0.name)>" }.joined(separator: " ") }
        guard take(">") else {
            throw error("unbalanced-bracket", "the “<” is never closed", start..<start + 1, "write one of \(known())")
        }
        guard let tokenClass = tokenClasses.first(where: { $0.name == name }) else {
            throw error("unknown-token-class", "there is no class of tokens “\(name)”", start..<index, "write one of \(known())")
        }
        if !tokens.contains(tokenClass) { tokens.append(tokenClass) }
        code.append(.token, number: tokens.firstIndex(of: tokenClass) ?? 0)
        return .words(tokenClass.longest)
    }

    static let anchorHelp = "write ^ before the first word and $ after the last; for an amount of money write <money>"

    private static func isNameByte(_ byte: UInt8) -> Bool {
        byte.isAlphanumeric || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "/")
    }
}
