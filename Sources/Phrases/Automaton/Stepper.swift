/// Works out where words and marks lead from some states of the automaton.
struct Stepper {
    private let vocabulary: Vocabulary
    private let automaton: Automaton
    /// The states that it has come to and that something can follow on, each once.
    private var reached: [UInt32] = []
    /// The phrases that the last step completes, each once.
    private var found: [UInt32] = []
    /// The states before the last step.
    private var before: [UInt32] = []
    /// By state: the last step that came by.
    private var visitedIn: [UInt32]
    private var pending: [UInt32] = []
    /// A set that is to get a number.
    private var states: [UInt32] = []
    private var phrases: [UInt32] = []
    private var number: UInt32 = 0

    init(_ matcher: PhraseMatcher) {
        vocabulary = matcher.vocabulary
        automaton = matcher.automaton
        visitedIn = Array(repeating: 0, count: matcher.automaton.stateCount)
    }

    /// Begins at no state.
    mutating func begin() { reached.removeAll(keepingCapacity: true) }

    /// Adds a state to begin at.
    mutating func add(_ state: UInt32) { reached.append(state) }

    /// Goes over one item.
    ///
    /// - Parameter isLast: Whether no word of the sentence follows.
    mutating func step(over item: Item, isLast: Bool) {
        beginStep()
        for state in before {
            let edges = automaton.edges.range(Int(state))
            if item.isWord { takeAnyWord(of: edges) }
            item.forEachLabel(vocabulary) { take($0, of: edges) }
        }
        goOn(isLast: isLast)
        // A mark that a phrase does not ask for is passed over.
        if !item.isWord { for state in before where !automaton.isStart(state) { keep(state) } }
    }

    /// The number of the set that it has come to.
    mutating func number(in sets: inout StateSets) -> UInt32 {
        reached.sort()
        found.sort()
        if let number = sets.number(reached, found) { return number }
        // Copied by element, so that the lists keep their memory.
        states.removeAll(keepingCapacity: true)
        states += reached
        phrases.removeAll(keepingCapacity: true)
        phrases += found
        let reach = takeReach()
        return sets.add(states, phrases, reach)
    }

    /// What can go on from the states that it has come to. They are forgotten.
    private mutating func takeReach() -> Reach {
        var reach = Reach()
        while !reached.isEmpty {
            reach.words += 1
            beginStep()
            for state in before {
                for index in automaton.edges.range(Int(state)) {
                    let edge = automaton.edges.elements[index]
                    if edge.label >= .firstOfWords { reach.labels.insert(automaton.marks[edge.label]) }
                    if edge.label == .anyWord { visit(edge.target) }
                    reach.classes.formUnion(TokenClasses(label: edge.label))
                }
            }
            goOn(isLast: true)
            if !found.isEmpty { reach.findsInPassing = true }
        }
        return reach
    }

    private mutating func beginStep() {
        swap(&before, &reached)
        reached.removeAll(keepingCapacity: true)
        found.removeAll(keepingCapacity: true)
        if number == .max {
            visitedIn = Array(repeating: 0, count: visitedIn.count)
            number = 0
        }
        number += 1
    }

    /// Goes over a word that no edge asks for.
    mutating func pass() {
        beginStep()
        for state in before { takeAnyWord(of: automaton.edges.range(Int(state))) }
        goOn(isLast: false)
    }

    /// Takes the edges of any word, which come before those of labels.
    @inline(__always)
    private mutating func takeAnyWord(of edges: Range<Int>) {
        for index in edges {
            let edge = automaton.edges.elements[index]
            guard edge.label <= .anyWord else { return }
            if edge.label == .anyWord { visit(edge.target) }
        }
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
            if automaton.asks(edges) { reached.append(state) }
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
