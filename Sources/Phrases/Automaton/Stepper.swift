/// Works out where words and marks lead from some states of the automaton.
struct Stepper: ~Copyable {
    /// What the tables below read belongs to these two.
    private let automaton: Automaton
    private let vocabulary: Vocabulary
    private let edges: TableOfLists<Automaton.Edge>
    private let phrases: TableOfLists<UInt32>
    private let labels: TableOfLists<Label>
    /// The states that it has come to and that something can follow on, each once.
    private var reached = Buffer<UInt32>()
    /// The phrases that the last step completes, each once.
    private var found = Buffer<UInt32>()
    /// The states before the last step.
    private var before = Buffer<UInt32>()
    /// By state: the last step that came by.
    private var visitedIn: Buffer<UInt32>
    private var pending = Buffer<UInt32>()
    /// The labels that the item of the present step answers to.
    private var wanted = Buffer<Label>()
    private var joined = JoinedEdges()
    /// Where the edges of the states that it begins at are joined; nil where they are not, and after the first step.
    private var start: Range<Int>?
    private var number: UInt32 = 0

    init(_ matcher: PhraseMatcher) {
        vocabulary = matcher.vocabulary
        automaton = matcher.automaton
        edges = automaton.edges
        phrases = automaton.phrases
        labels = vocabulary.labels
        visitedIn = Buffer(repeating: 0, count: matcher.automaton.stateCount)
    }

    /// Begins at the states of a set.
    mutating func begin(at set: UInt32, in sets: borrowing StateSets) {
        reached.removeAll()
        for index in sets.states(of: set) { reached.append(sets.state(index)) }
        start = joined.range(of: set, in: sets, automaton)
    }

    /// Begins at one state.
    mutating func begin(at state: UInt32) {
        reached.removeAll()
        reached.append(state)
    }

    /// Forgets what it knows of sets.
    mutating func forgetSets() { joined.removeAll() }

    /// Goes over one item.
    ///
    /// - Parameter isLast: Whether no word of the sentence follows.
    mutating func step(over item: Item, isLast: Bool) {
        beginStep()
        wanted.removeAll()
        if item.isWord { wanted.append(.anyWord) }
        item.forEachLabel(labels) { wanted.append($0) }
        if let start {
            takeWanted(of: joined.span(start))
        } else {
            for index in 0..<before.count { takeWanted(of: edges.elements.span(edges.range(Int(before[index])))) }
        }
        start = nil
        goOn(isLast: isLast)
        // A mark that a phrase does not ask for is passed over.
        if !item.isWord { for index in 0..<before.count where !automaton.isStart(before[index]) { keep(before[index]) } }
    }

    /// The number of the set that it has come to.
    mutating func number(in sets: inout StateSets) -> UInt32 {
        reached.sort()
        found.sort()
        if let number = sets.number(reached, found) { return number }
        let number = sets.add(reached, found)
        sets.setReach(of: number, takeReach())
        return number
    }

    /// Gives the next number to the state that it begins at.
    mutating func addStart(to sets: inout StateSets, _ reach: Reach) {
        found.removeAll()
        sets.setReach(of: sets.add(reached, found), reach)
    }

    /// What can go on from the states that it has come to. They are forgotten.
    private mutating func takeReach() -> Reach {
        var reach = Reach()
        while reached.count > 0 {
            reach.words += 1
            beginStep()
            for index in 0..<before.count {
                for index in edges.range(Int(before[index])) {
                    let edge = edges.elements[index]
                    if edge.label >= .firstOfWords { reach.labels.insert(automaton.marks[edge.label]) }
                    if edge.label == .anyWord { visit(edge.target) }
                    reach.classes.formUnion(TokenClasses(label: edge.label))
                }
            }
            goOn(isLast: true)
            if found.count > 0 { reach.findsInPassing = true }
        }
        return reach
    }

    private mutating func beginStep() {
        swap(&before, &reached)
        reached.removeAll()
        found.removeAll()
        if number == .max {
            for index in 0..<visitedIn.count { visitedIn[index] = 0 }
            number = 0
        }
        number += 1
    }

    /// Goes over a word that no edge asks for.
    mutating func pass() {
        beginStep()
        if let start {
            takeAnyWord(of: joined.span(start))
        } else {
            for index in 0..<before.count { takeAnyWord(of: edges.elements.span(edges.range(Int(before[index])))) }
        }
        start = nil
        goOn(isLast: false)
    }

    /// Takes the edges of any word, which come before those of labels.
    @inline(__always)
    private mutating func takeAnyWord(of edges: UnsafeBufferPointer<Automaton.Edge>) {
        for edge in edges {
            guard edge.label <= .anyWord else { return }
            if edge.label == .anyWord { visit(edge.target) }
        }
    }

    /// Takes the edges that ask for the item.
    @inline(__always)
    private mutating func takeWanted(of edges: UnsafeBufferPointer<Automaton.Edge>) {
        // Most states have an edge or two.
        if edges.count > 4 {
            for index in 0..<wanted.count { take(wanted[index], of: edges) }
        } else {
            for edge in edges where wanted.contains(edge.label) { visit(edge.target) }
        }
    }

    /// Takes the edges of a label.
    private mutating func take(_ label: Label, of edges: UnsafeBufferPointer<Automaton.Edge>) {
        var index = edges.first(label)
        while index < edges.count, edges[index].label == label {
            visit(edges[index].target)
            index += 1
        }
    }

    /// Follows the edges that pass over nothing, from all states visited.
    private mutating func goOn(isLast: Bool) {
        while let state = pending.popLast() {
            let edges = edges.elements.span(edges.range(Int(state)))
            if edges.ask { reached.append(state) }
            for index in phrases.range(Int(state)) where !found.contains(phrases.elements[index]) { found.append(phrases.elements[index]) }
            for edge in edges {
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
