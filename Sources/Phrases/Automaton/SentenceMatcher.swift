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
    /// The beginnings that are followed together.
    private var leads = Buffer<Lead>()
    private var run: UInt64 = 0
    private var text: UInt64 = 0

    private static let beginningsAtOnce = 32

    /// A beginning, and what comes next.
    // Not private: Swift 6.3 without optimisation cannot compile buffers of private types.
    struct Lead: BitwiseCopyable {
        /// The index of its item.
        let beginning: Int
        /// The set that it leads to.
        let set: UInt32
        /// The index of the next item that may be asked for; -1 where there is none.
        var next = -1
        /// How many words before that are passed over.
        var passed = 0
        /// Of the step over it, and where that may be in the table.
        var key = StepTable.noKey
        var slot: UInt64 = 0
    }

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
        var next = 0
        while next < beginnings.count {
            steps.trim()
            let end = min(next + Self.beginningsAtOnce, beginnings.count)
            leads.removeAll()
            for index in next..<end {
                let beginning = beginnings[index]
                let set = steps.first(items[beginning], of: group, atStart: beginning <= firstWord, isLast: beginning >= lastWord)
                leads.append(Lead(beginning: beginning, set: set))
            }
            next += follow(items, lastWord: lastWord, sentence: sentence, into: &matches)
        }
    }

    /// Follows the phrases from some beginnings.
    ///
    /// First all that is needed of tables is asked for, for all beginnings, and then used: so the processor does not wait for one after the
    /// other.
    ///
    /// - Returns: How many of the beginnings were followed, at least one: the rest has to wait until the steps are trimmed.
    private mutating func follow(
        _ items: borrowing Buffer<Item>, lastWord: Int, sentence: Int, into matches: inout Buffer<PhraseMatch>
    ) -> Int {
        for index in 0..<leads.count {
            let lead = leads[index]
            var next = lead.beginning
            guard let passed = pass(items, &next, from: lead.set) else { continue }
            leads[index].next = next
            leads[index].passed = passed
            leads[index].key = steps.key(lead.set, passing: passed, over: items[next], isLast: next >= lastWord)
        }
        for index in 0..<leads.count { leads[index].slot = steps.slot(leads[index].key) }
        for index in 0..<leads.count {
            if index > 0, steps.areTooMany { return index }
            run += 1
            follow(leads[index], items, lastWord: lastWord)
            if found.count > 0 { collect(items, from: leads[index].beginning, sentence: sentence, into: &matches) }
        }
        return leads.count
    }

    @inline(__always)
    private mutating func follow(_ lead: Lead, _ items: borrowing Buffer<Item>, lastWord: Int) {
        find(steps.sets[lead.set].phrases, endingAt: lead.beginning)
        guard lead.next >= 0 else { return }
        var index = lead.next
        var set = steps.next(lead.key, lead.slot)
            ?? steps.next(lead.set, passing: lead.passed, over: items[index], isLast: index >= lastWord)
        while true {
            find(steps.sets[set].phrases, endingAt: index)
            guard let passed = pass(items, &index, from: set) else { return }
            set = steps.next(set, passing: passed, over: items[index], isLast: index >= lastWord)
        }
    }

    /// Goes on to the next item that may be asked for.
    ///
    /// - Returns: How many words before it are passed over; nil where nothing is asked for any more.
    @inline(__always)
    private func pass(_ items: borrowing Buffer<Item>, _ index: inout Int, from set: UInt32) -> Int? {
        let reach = steps.sets[set].reach
        var passed = 0
        while passed < reach.words {
            index += 1
            guard index < items.count else { return nil }
            let item = items[index]
            if reach.mayAsk(for: item) { return passed }
            if item.isWord { passed += 1 }
        }
        return nil
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
