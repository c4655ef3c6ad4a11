/// Works out where words and marks lead from some states of the automaton.
struct Stepper: ~Copyable {
    /// What `edges`, `phrases` and `vocabulary` read belongs to these two.
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
    private var number: UInt32 = 0

    init(_ matcher: PhraseMatcher) {
        vocabulary = matcher.vocabulary
        automaton = matcher.automaton
        edges = automaton.edges
        phrases = automaton.phrases
        labels = vocabulary.labels
        visitedIn = Buffer(repeating: 0, count: matcher.automaton.stateCount)
    }

    /// Begins at no state.
    mutating func begin() { reached.removeAll() }

    /// Adds a state to begin at.
    mutating func add(_ state: UInt32) { reached.append(state) }

    /// Goes over one item.
    ///
    /// - Parameter isLast: Whether no word of the sentence follows.
    mutating func step(over item: Item, isLast: Bool) {
        beginStep()
        wanted.removeAll()
        if item.isWord { wanted.append(.anyWord) }
        item.forEachLabel(labels) { wanted.append($0) }
        for index in 0..<before.count { takeWanted(of: edges.range(Int(before[index]))) }
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
        for index in 0..<before.count { takeAnyWord(of: edges.range(Int(before[index]))) }
        goOn(isLast: false)
    }

    /// Takes the edges of any word, which come before those of labels.
    @inline(__always)
    private mutating func takeAnyWord(of range: Range<Int>) {
        for index in range {
            let edge = edges.elements[index]
            guard edge.label <= .anyWord else { return }
            if edge.label == .anyWord { visit(edge.target) }
        }
    }

    /// Takes the edges of a state that ask for the item.
    @inline(__always)
    private mutating func takeWanted(of range: Range<Int>) {
        // Most states have an edge or two.
        if range.count > 4 {
            for index in 0..<wanted.count { take(wanted[index], of: range) }
        } else {
            for index in range where wanted.contains(edges.elements[index].label) { visit(edges.elements[index].target) }
        }
    }

    /// Takes the edges of a label.
    private mutating func take(_ label: Label, of range: Range<Int>) {
        var edge = edges.first(label, in: range)
        while edge < range.upperBound, edges.elements[edge].label == label {
            visit(edges.elements[edge].target)
            edge += 1
        }
    }

    /// Follows the edges that pass over nothing, from all states visited.
    private mutating func goOn(isLast: Bool) {
        while let state = pending.popLast() {
            let range = edges.range(Int(state))
            if edges.ask(range) { reached.append(state) }
            for index in phrases.range(Int(state)) where !found.contains(phrases.elements[index]) { found.append(phrases.elements[index]) }
            for index in range {
                let edge = edges.elements[index]
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
