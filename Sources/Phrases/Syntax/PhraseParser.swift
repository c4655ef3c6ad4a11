/// Reads the syntax of phrases, from left to right.
struct PhraseParser {
    typealias Element = Phrase.Element

    let source: String
    /// The classes that the phrase may name.
    private let tokenClasses: [TokenClass]
    let scalars: [Unicode.Scalar]
    /// The UTF-8 offset of each scalar, and of the end.
    private let offsets: [Int]
    /// The index of the scalar to read next.
    var index = 0
    private var depth = 0

    static let longestSource = 4096
    static let deepestGroup = 16
    static let widestGap = 20
    static let shortestPrefix = 2

    init(_ source: String, tokenClasses: [TokenClass]) throws(PhraseError) {
        self.source = source
        self.tokenClasses = tokenClasses
        scalars = Array(source.unicodeScalars.prefix(Self.longestSource + 1))
        var offsets = [0]
        for scalar in scalars { offsets.append(offsets[offsets.count - 1] + scalar.utf8.count) }
        self.offsets = offsets
        if scalars.count > Self.longestSource {
            throw error(
                "phrase-too-long", "the phrase is longer than \(Self.longestSource) characters", 0..<scalars.count,
                "write it as several phrases")
        }
    }

    /// Reads the whole phrase.
    mutating func phrase() throws(PhraseError) -> (elements: [Element], isAnchoredAtStart: Bool, isAnchoredAtEnd: Bool) {
        passSpaces()
        let isAnchoredAtStart = take("^")
        passSpaces()
        let start = index
        let elements = try sequence()
        let end = index
        let isAnchoredAtEnd = take("$")
        passSpaces()
        if let scalar = current {
            if scalar == ")" {
                throw error(
                    "unbalanced-parenthesis", "a “)” closes nothing", index..<index + 1, "remove it, or write “(” where the group begins")
            }
            if scalar == "|" {
                throw error(
                    "stray-bar", "a “|” stands outside a group", index..<index + 1,
                    "write the alternatives in brackets: (sorry|apologies)")
            }
            throw error("misplaced-anchor", "“$” may only be at the end of the phrase", index - 1..<index, Self.anchorHelp)
        }
        guard !elements.isEmpty else {
            throw error("empty-phrase", "the phrase has no words", 0..<scalars.count, "write the words to look for, such as “calm down”")
        }
        try check(elements, start..<end)
        return (elements, isAnchoredAtStart, isAnchoredAtEnd)
    }

    /// Reads elements up to the end, a bar, a closing bracket or a dollar sign.
    private mutating func sequence() throws(PhraseError) -> [Element] {
        var elements: [Element] = []
        passSpaces()
        while let scalar = current, scalar != "|", scalar != ")", scalar != "$" {
            elements += try self.elements()
            try requireBreak()
            passSpaces()
        }
        return elements
    }

    /// Reads what stands between two spaces: one element, or several where a word is read as several.
    private mutating func elements() throws(PhraseError) -> [Element] {
        switch current {
        case "~": return [try gap()]
        case "?": return [try optional()]
        case "(": return [try group()]
        case "@": return [try list()]
        case "<": return [try token()]
        case "^":
            throw error("misplaced-anchor", "“^” may only be at the start of the phrase", index..<index + 1, Self.anchorHelp)
        default: return try words()
        }
    }

    private mutating func optional() throws(PhraseError) -> Element {
        let start = index
        index += 1
        switch current {
        case nil, " ", "|", ")", "$", "?", "~":
            throw error(
                "dangling-question-mark", "nothing that could be left out follows the “?”", start..<start + 1,
                "write it right in front of a word or group: ?please or ?(a|b); for a question mark in the text write <question>")
        default: break
        }
        return .optional(try elements())
    }

    private mutating func group() throws(PhraseError) -> Element {
        let start = index
        index += 1
        depth += 1
        guard depth <= Self.deepestGroup else {
            throw error(
                "nested-too-deeply", "groups are nested more than \(Self.deepestGroup) deep", start..<start + 1,
                "write the inner groups as lists and name them with @")
        }
        var branches: [[Element]] = []
        repeat {
            let branchStart = index
            let branch = try sequence()
            guard !branch.isEmpty else {
                throw error(
                    "empty-alternative", "an alternative is empty", branchStart - 1..<min(index + 1, scalars.count),
                    "write a word there or remove the bar; for something that may be missing put “?” in front of the group")
            }
            branches.append(branch)
        } while take("|")
        if current == "$" {
            throw error("misplaced-anchor", "“$” may only be at the end of the phrase", index..<index + 1, Self.anchorHelp)
        }
        guard take(")") else {
            throw error("unbalanced-parenthesis", "the “(” is never closed", start..<start + 1, "write “)” where the group ends")
        }
        depth -= 1
        return .alternatives(branches)
    }

    private mutating func gap() throws(PhraseError) -> Element {
        let start = index
        index += 1
        while let scalar = current, "0"..."9" ~= scalar { index += 1 }
        guard let max = Int(text(start + 1..<index)), 1...Self.widestGap ~= max else {
            throw error(
                "bad-gap", "“\(text(start..<index))” is no gap", start..<index,
                "write ~1 to ~\(Self.widestGap), for up to so many words between")
        }
        return .gap(max: max)
    }

    private mutating func list() throws(PhraseError) -> Element {
        let start = index
        index += 1
        while let scalar = current, Self.isNameScalar(scalar) { index += 1 }
        guard index > start + 1 else {
            throw error("bad-list-name", "no list is named after the “@”", start..<index, "write the name of a list, such as @apology")
        }
        return .list(text(start + 1..<index))
    }

    private mutating func token() throws(PhraseError) -> Element {
        let start = index
        while let scalar = current, scalar != ">", scalar != " " { index += 1 }
        let name = text(start + 1..<index)
        let known = tokenClasses.map { "<\($0.name)>" }.joined(separator: " ")
        guard take(">") else {
            throw error("unbalanced-bracket", "the “<” is never closed", start..<start + 1, "write one of \(known)")
        }
        guard let tokenClass = tokenClasses.first(where: { $0.name == name }) else {
            throw error("unknown-token-class", "there is no class of tokens “\(name)”", start..<index, "write one of \(known)")
        }
        return .token(tokenClass)
    }

    static let anchorHelp = "write ^ before the first word and $ after the last; for an amount of money write <money>"

    private static func isNameScalar(_ scalar: Unicode.Scalar) -> Bool {
        "a"..."z" ~= scalar || "A"..."Z" ~= scalar || "0"..."9" ~= scalar || scalar == "-" || scalar == "_" || scalar == "/"
    }
}

extension PhraseParser {
    /// The scalar to read next; nil at the end.
    var current: Unicode.Scalar? { index < scalars.count ? scalars[index] : nil }

    mutating func take(_ scalar: Unicode.Scalar) -> Bool {
        guard current == scalar else { return false }
        index += 1
        return true
    }

    mutating func passSpaces() { while let scalar = current, ScalarTable.entry(scalar).kind == .space { index += 1 } }

    func text(_ range: Range<Int>) -> String {
        let (start, end) = (offsets[range.lowerBound], offsets[range.upperBound])
        return String(source.utf8.prefix(end).dropFirst(start)) ?? ""
    }

    /// An error about some scalars.
    func error(_ code: String, _ message: String, _ range: Range<Int>, _ help: String) -> PhraseError {
        PhraseError(code: code, message: message, help: help, range: offsets[range.lowerBound]..<offsets[range.upperBound])
    }
}
