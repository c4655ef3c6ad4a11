import CHyperscan

/// All regular expressions among the phrases of a matcher, compiled. Immutable: threads share it.
final class ExpressionDatabase: @unchecked Sendable {
    // Sendable, because the library only reads a database once it is compiled.
    let database: OpaquePointer
    /// The number of each expression among the phrases of the matcher.
    let phrases: [Int]

    /// The most expressions of one matcher.
    static let mostExpressions = 256

    /// - Returns: nil where no phrase is a regular expression; then the library is not asked for anything.
    /// - Throws: The expression that is too large together with the others.
    init?(_ all: [Phrase]) throws(PhraseMatcherError) {
        let expressions = all.enumerated().compactMap { index, phrase in phrase.regex.map { (phrase: index, source: $0.source) } }
        guard !expressions.isEmpty else { return nil }
        guard expressions.count <= Self.mostExpressions else {
            let phrase = expressions[Self.mostExpressions].phrase
            throw PhraseMatcherError(
                phrase: phrase,
                reason: PhraseError(
                    code: "regex-too-large", message: "there are more than \(Self.mostExpressions) regular expressions",
                    help: "write some of them as phrases, or several as one: (?:…|…)", range: 0..<all[phrase].source.utf8.count))
        }
        phrases = expressions.map(\.phrase)
        switch Self.compile(expressions.map(\.source)) {
        case .success(let database): self.database = database
        case .failure(let refusal):
            let phrase = phrases[min(max(0, refusal.expression), phrases.count - 1)]
            throw PhraseMatcherError(phrase: phrase, reason: RegularExpression.error(refusal.message, in: all[phrase].source))
        }
    }

    deinit { hs_free_database(database) }

    /// What the library has against an expression; nil where it takes it.
    static func refusal(of source: String) -> String? {
        switch compile([source]) {
        case .success(let database):
            hs_free_database(database)
            return nil
        case .failure(let refusal): return refusal.message
        }
    }

    private struct Refusal: Error {
        let message: String
        /// The index of the expression; negative where it is none in particular.
        let expression: Int
    }

    private static func compile(_ sources: [String]) -> Result<OpaquePointer, Refusal> {
        let copies = sources.map { source in
            let copy = UnsafeMutablePointer<CChar>.allocate(capacity: source.utf8.count + 1)
            copy.initialize(from: source.utf8.map { CChar(bitPattern: $0) } + [0], count: source.utf8.count + 1)
            return copy
        }
        defer { copies.forEach { $0.deallocate() } }
        let flags = [UInt32](repeating: RegularExpression.flags, count: sources.count)
        var database: OpaquePointer?
        var error: UnsafeMutablePointer<hs_compile_error_t>?
        defer { if let error { hs_free_compile_error(error) } }
        let status = hs_compile_multi(
            copies.map { UnsafePointer($0) }, flags, sources.indices.map { UInt32($0) }, UInt32(sources.count), UInt32(HS_MODE_BLOCK), nil,
            &database, &error)
        if status == HS_SUCCESS, let database { return .success(database) }
        let message = error.flatMap { $0.pointee.message }.map { String(cString: $0) } ?? "error \(status)"
        return .failure(Refusal(message: message, expression: error.map { Int($0.pointee.expression) } ?? -1))
    }
}
