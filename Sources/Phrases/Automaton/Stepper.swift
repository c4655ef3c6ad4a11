/// Works out where a word or mark leads from some states of the automaton.
struct Stepper {
    private let vocabulary: Vocabulary
    private let automaton: Automaton
    /// The states after the step that something can follow on, each once.
    private(set) var reached: [UInt32] = []
    /// The phrases that the step completes, each once.
    private(set) var found: [UInt32] = []
    /// By state: the last step that came by.
    private var visitedIn: [UInt32]
    private var pending: [UInt32] = []
    private var number: UInt32 = 0

    init(_ matcher: PhraseMatcher) {
        vocabulary = matcher.vocabulary
        automaton = matcher.automaton
        visitedIn = Array(repeating: 0, count: matcher.automaton.stateCount)
    }

    /// Goes over one item.
    ///
    /// - Parameter isLast: Whether no word of the sentence follows.
    mutating func step(from states: [UInt32], over item: Item, isLast: Bool) {
        begin()
        for state in states {
            let edges = automaton.edges.range(Int(state))
            if item.isWord { take(.anyWord, of: edges) }
            item.forEachLabel(vocabulary) { take($0, of: edges) }
        }
        goOn(isLast: isLast)
        // A mark that a phrase does not ask for is passed over.
        if !item.isWord {
            for state in states where state != Automaton.sentenceStart && state != Automaton.elsewhere { keep(state) }
        }
    }

    /// The marks of all labels of words that the edges of some states ask for.
    func labelMarks(of states: [UInt32]) -> LabelMarks {
        var marks = LabelMarks()
        for state in states {
            for edge in automaton.edges.range(Int(state)) where automaton.edges.elements[edge].label >= .firstOfWords {
                marks.insert(automaton.edges.elements[edge].label)
            }
        }
        return marks
    }

    /// The classes that the edges of some states ask for.
    func classes(of states: [UInt32]) -> TokenClasses {
        var classes: TokenClasses = []
        for state in states {
            for edge in automaton.edges.range(Int(state)) { classes.formUnion(TokenClasses(label: automaton.edges.elements[edge].label)) }
        }
        return classes
    }

    private mutating func begin() {
        reached.removeAll(keepingCapacity: true)
        found.removeAll(keepingCapacity: true)
        if number == .max {
            visitedIn = Array(repeating: 0, count: visitedIn.count)
            number = 0
        }
        number += 1
    }

    /// Takes the edges of a label.
    private mutating func take(_ label: Label, of edges: Range<Int>) {
        var edge = automaton.firstEdge(label, in: edges)
        while edge < edges.upperBound, automaton.edges.elements[edge].label == label {
            visit(automaton.edges.elements[edge].target)
            edge += 1
        }
    }

    /// Follows the edges that pass over nothing, from all states visited.
    private mutating func goOn(isLast: Bool) {
        while let state = pending.popLast() {
            let edges = automaton.edges.range(Int(state))
            if !edges.isEmpty { reached.append(state) }
            for index in automaton.phrases.range(Int(state)) {
                let phrase = automaton.phrases.elements[index]
                if !found.contains(phrase) { found.append(phrase) }
            }
            for index in edges {
                let edge = automaton.edges.elements[index]
                guard edge.label < .anyWord else { break }
                if edge.label == .none || isLast { visit(edge.target) }
            }
        }
    }

    private mutating func visit(_ state: UInt32) {
        guard visitedIn[Int(state)] != number else { return }
        visitedIn[Int(state)] = number
        pending.append(state)
    }

    private mutating func keep(_ state: UInt32) {
        guard visitedIn[Int(state)] != number else { return }
        visitedIn[Int(state)] = number
        reached.append(state)
    }
}
