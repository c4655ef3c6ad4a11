/// Follows the phrases through the words of one sentence.
///
/// From each word that may begin a phrase the automaton runs on alone, so that no beginning is lost to another. A match has a bounded
/// number of words, and so the time for each of them is bounded, too.
struct SentenceMatcher: ~Copyable {
    private var steps: StepCache
    /// The phrases found from the present beginning.
    private var found = Buffer<Int>()
    /// By phrase.
    private var marks: Buffer<PhraseMark>
    private var run: UInt64 = 0
    private var text: UInt64 = 0

    struct PhraseMark: BitwiseCopyable {
        /// The run that found the phrase last.
        var run: UInt64 = 0
        /// The text that the phrase was last found in.
        var text: UInt64 = 0
        /// The index of the item that it ends with.
        var end: UInt32 = 0
        /// The byte that its match in the text ends at.
        var endByte: UInt32 = 0
    }

    init(_ matcher: PhraseMatcher) {
        steps = StepCache(matcher)
        marks = Buffer(repeating: PhraseMark(), count: matcher.phraseCount)
    }

    /// Begins a text.
    mutating func begin() { text += 1 }

    /// Adds the matches in a sentence, by the word that they begin with.
    ///
    /// - Parameters:
    ///   - beginnings: The indices of the items that may begin a phrase, ascending.
    ///   - group: Of the phrases that are looked for.
    mutating func match(
        _ items: borrowing Buffer<Item>, beginnings: borrowing Buffer<Int>, of group: Int, sentence: Int,
        into matches: inout Buffer<PhraseMatch>
    ) {
        var firstWord = 0
        while firstWord < items.count, !items[firstWord].isWord { firstWord += 1 }
        var lastWord = items.count - 1
        while lastWord >= 0, !items[lastWord].isWord { lastWord -= 1 }
        for index in 0..<beginnings.count {
            let beginning = beginnings[index]
            run += 1
            steps.trim()
            let item = items.pointer(to: beginning)
            let first = steps.first(item, of: group, atStart: beginning <= firstWord, isLast: beginning >= lastWord)
            follow(items, from: beginning, first, lastWord: lastWord)
            if found.count > 0 { collect(items, from: beginning, sentence: sentence, into: &matches) }
        }
    }

    /// - Parameter first: The set that the first word or mark leads to.
    @inline(__always)
    private mutating func follow(_ items: borrowing Buffer<Item>, from beginning: Int, _ first: UInt32, lastWord: Int) {
        var set = steps.sets.pointer(to: first)
        var number = first
        var index = beginning
        while true {
            if set.pointee.phraseCount > 0 { find(set.pointee.phrases, endingAt: index) }
            let passed = pass(items, &index, from: set)
            guard passed >= 0 else { return }
            number = steps.next(number, passing: passed, over: items.pointer(to: index), isLast: index >= lastWord)
            set = steps.sets.pointer(to: number)
        }
    }

    /// Goes on to the next item that may be asked for.
    ///
    /// - Returns: How many words before it are passed over; -1 where nothing is asked for any more.
    @inline(__always)
    private func pass(_ items: borrowing Buffer<Item>, _ index: inout Int, from set: UnsafePointer<StateSet>) -> Int {
        // It stands first in the set.
        let reach = UnsafeRawPointer(set).assumingMemoryBound(to: Reach.self)
        let words = Int(reach.pointee.words)
        if reach.pointee.findsInPassing { return passNoWord(items, &index, reach) }
        var passed = 0
        while passed < words {
            index += 1
            guard index < items.count else { return -1 }
            let item = items.pointer(to: index)
            if item.pointee.isPlainWord {
                if LabelMarks.mayHave(item.pointee.labels, at: Reach.labels(of: reach)) { return passed }
                passed += 1
            } else {
                if Reach.mayAsk(for: item.pointee, reach) { return passed }
                if item.pointee.isWord { passed += 1 }
            }
        }
        return -1
    }

    /// The same where a phrase may be found by passing over a word.
    @inline(never)
    private func passNoWord(_ items: borrowing Buffer<Item>, _ index: inout Int, _ reach: UnsafePointer<Reach>) -> Int {
        repeat { index += 1 } while index < items.count && !items[index].isWord && !Reach.mayAsk(for: items[index], reach)
        return index < items.count ? 0 : -1
    }

    @inline(__always)
    private mutating func find(_ phrases: Range<Int>, endingAt index: Int) {
        for phrase in phrases { find(steps.sets.phrase(phrase), endingAt: index) }
    }

    @inline(__always)
    private mutating func find(_ phrase: Int, endingAt index: Int) {
        if marks[phrase].run != run {
            marks[phrase].run = run
            found.append(phrase)
        }
        marks[phrase].end = UInt32(truncatingIfNeeded: index)
    }

    /// Takes the longest match of each phrase, unless it overlaps an earlier one.
    private mutating func collect(
        _ items: borrowing Buffer<Item>, from beginning: Int, sentence: Int, into matches: inout Buffer<PhraseMatch>
    ) {
        let first = items[beginning]
        for index in 0..<found.count {
            let phrase = found[index]
            let mark = marks[phrase]
            if mark.text == text, mark.endByte > first.start { continue }
            let last = items[Int(mark.end)]
            marks[phrase].text = text
            marks[phrase].endByte = last.end
            let wordsEnd = Int(last.wordsBefore) + (last.isWord ? 1 : 0)
            matches.append(
                PhraseMatch(
                    phrase: phrase, span: Int(first.start)..<Int(last.end), words: Int(first.wordsBefore)..<wordsEnd, sentence: sentence))
        }
        found.removeAll()
    }
}
