import Phrases

/// A phrase up to the first line break, and a text to look for it in. One that begins with `/` is a regular expression.
func matchPhrase(_ bytes: [UInt8]) {
    let parts = bytes.split(separator: UInt8(ascii: "\n"), maxSplits: 1, omittingEmptySubsequences: false)
    let source = String(decoding: parts[0], as: UTF8.self)
    let text = parts.count > 1 ? String(decoding: parts[1], as: UTF8.self) : source
    do throws(PhraseError) {
        let phrase = try read(source)
        guard phrase.lists.isEmpty else { return }
        do throws(PhraseMatcherError) {
            check(try PhraseMatcher([phrase, phrase]).scan(text), of: text)
        } catch {
            precondition(error.phrase < 2)
            check(error.reason, in: phrase.source)
        }
    } catch {
        check(error, in: source.hasPrefix("/") ? String(source.dropFirst()) : source)
    }
}

private func read(_ source: String) throws(PhraseError) -> Phrase {
    if source.hasPrefix("/") { return Phrase(try RegularExpression(parsing: String(source.dropFirst()))) }
    let phrase = try Phrase(parsing: source)
    let again = try Phrase(parsing: phrase.source)
    precondition(again == phrase, "read again it is another phrase")
    return phrase
}

/// An error is in the phrase, and says what to write.
private func check(_ error: PhraseError, in source: String) {
    precondition(!error.code.isEmpty && !error.message.isEmpty && !error.help.isEmpty)
    precondition(error.range.upperBound <= source.utf8.count, "the mistake is behind the phrase")
}

/// Matches stand in order on whole characters of the text, and none of a phrase overlaps another of it.
private func check(_ scan: TextScan, of text: String) {
    let bytes = Array(text.utf8)
    func isWhole(_ span: Range<Int>) -> Bool {
        span.upperBound <= bytes.count && String(validating: bytes[span], as: UTF8.self) != nil
    }
    precondition(scan.words >= 0 && scan.sentences.allSatisfy { isWhole($0.span) })
    precondition(zip(scan.sentences, scan.sentences.dropFirst()).allSatisfy { $0.span.upperBound <= $1.span.lowerBound })
    var ends = [0, 0]
    for match in scan.matches {
        precondition(isWhole(match.span) && match.words.upperBound <= scan.words && match.sentence < scan.sentences.count)
        precondition(match.span.lowerBound >= ends[match.phrase], "matches overlap")
        ends[match.phrase] = match.span.upperBound
    }
    precondition(scan.matches.filter { $0.phrase == 0 }.map(\.span) == scan.matches.filter { $0.phrase == 1 }.map(\.span))
}
