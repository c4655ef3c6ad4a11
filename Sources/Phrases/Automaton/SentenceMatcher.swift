/// Follows the phrases through the words of one sentence. It holds what is needed on the way, for use again and again.
///
/// From each word that may begin a phrase the automaton runs on alone, so each of its states stands for one beginning and no beginning is
/// lost to another. A match has a bounded number of words, and so the time for each of them is bounded, too.
struct SentenceMatcher {
    private var active: [UInt32] = []
    private var following: [UInt32] = []
    /// By state: the last step that reached it.
    private var reachedIn: [UInt64] = []
    private var step: UInt64 = 0
    /// The phrases found from the present beginning.
    private var found: [UInt32] = []
    /// By phrase: the run that found it last, where it ends as an index of an item, and the byte that its last match ends at.
    private var marks: [PhraseMark] = []
    private var run: UInt64 = 0
    private var text: UInt64 = 0

    private struct PhraseMark {
        var run: UInt64 = 0
        var end = 0
        var text: UInt64 = 0
        var endByte = 0
    }

    /// Begins a text.
    mutating func begin() { text += 1 }

    /// Adds the matches in a sentence, by the word that they begin with.
    ///
    /// - Parameter beginnings: The indices of the items that may begin a phrase, ascending.
    mutating func match(
        _ items: [Item], beginnings: [Int], sentence: Int, with matcher: PhraseMatcher, into matches: inout [PhraseMatch]
    ) {
        if marks.isEmpty {
            marks = Array(repeating: PhraseMark(), count: matcher.phraseCount)
            reachedIn = Array(repeating: 0, count: matcher.automaton.stateCount)
        }
        let firstWord = items.firstIndex { $0.isWord } ?? items.count
        let lastWord = items.lastIndex { $0.isWord } ?? -1
        for beginning in beginnings {
            follow(items, from: beginning, atStart: beginning <= firstWord, lastWord: lastWord, with: matcher)
            if !found.isEmpty { collect(items, from: beginning, sentence: sentence, into: &matches) }
        }
    }

    private mutating func follow(
        _ items: [Item], from beginning: Int, atStart: Bool, lastWord: Int, with matcher: PhraseMatcher
    ) {
        let automaton = matcher.automaton
        run += 1
        found.removeAll(keepingCapacity: true)
        active.removeAll(keepingCapacity: true)
        following.removeAll(keepingCapacity: true)
        step += 1
        let first = items[beginning]
        matcher.forEachLabel(of: first) { label in
            for edge in automaton.firstEdges(label, atSentenceStart: atStart) {
                reach(automaton.targets[edge], at: beginning, lastWord: lastWord, automaton)
            }
        }
        var index = beginning + 1
        while !following.isEmpty, index < items.count {
            swap(&active, &following)
            advance(over: items[index], at: index, lastWord: lastWord, with: matcher)
            index += 1
        }
    }

    /// Goes from the active states over one item.
    private mutating func advance(over item: Item, at index: Int, lastWord: Int, with matcher: PhraseMatcher) {
        let automaton = matcher.automaton
        step += 1
        following.removeAll(keepingCapacity: true)
        for state in active {
            let edges = automaton.edges(of: state)
            if item.isWord {
                for edge in automaton.edges(.anyWord, in: edges) { reach(automaton.targets[edge], at: index, lastWord: lastWord, automaton) }
            }
            matcher.forEachLabel(of: item) { label in
                for edge in automaton.edges(label, in: edges) { reach(automaton.targets[edge], at: index, lastWord: lastWord, automaton) }
            }
        }
        guard !item.isWord else { return }
        for state in active where reachedIn[Int(state)] != step {
            reachedIn[Int(state)] = step
            following.append(state)
        }
    }

    /// Makes a state active after the item at an index, with all that follow from it without a word.
    private mutating func reach(_ state: UInt32, at index: Int, lastWord: Int, _ automaton: Automaton) {
        guard reachedIn[Int(state)] != step else { return }
        var next = following.count
        reachedIn[Int(state)] = step
        following.append(state)
        while next < following.count {
            let state = following[next]
            next += 1
            for phrase in automaton.phraseStarts[Int(state)]..<automaton.phraseStarts[Int(state) + 1] {
                find(automaton.phrases[Int(phrase)], endingAt: index)
            }
            for edge in automaton.edges(of: state) {
                let label = automaton.labels[edge]
                guard label < .anyWord else { break }
                let target = automaton.targets[edge]
                guard label == .none || index >= lastWord, reachedIn[Int(target)] != step else { continue }
                reachedIn[Int(target)] = step
                following.append(target)
            }
        }
    }

    private mutating func find(_ phrase: UInt32, endingAt index: Int) {
        if marks[Int(phrase)].run != run {
            marks[Int(phrase)].run = run
            found.append(phrase)
        }
        marks[Int(phrase)].end = index
    }

    /// Takes the longest match of each phrase, unless it overlaps an earlier one.
    private mutating func collect(_ items: [Item], from beginning: Int, sentence: Int, into matches: inout [PhraseMatch]) {
        let first = items[beginning]
        for phrase in found {
            let mark = marks[Int(phrase)]
            if mark.text == text, mark.endByte > first.start { continue }
            let last = items[mark.end]
            marks[Int(phrase)].text = text
            marks[Int(phrase)].endByte = last.end
            let wordsEnd = Int(last.wordsBefore) + (last.isWord ? 1 : 0)
            matches.append(
                PhraseMatch(
                    phrase: Int(phrase), span: first.start..<last.end, words: Int(first.wordsBefore)..<wordsEnd, sentence: sentence))
        }
    }
}
