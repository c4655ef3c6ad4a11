import TestSupport

extension Story {
    /// A story of 20 to 60 actions; the same seed gives the same one.
    static func random(seed: UInt64) -> Story {
        var author = Author(generator: SeededGenerator(seed: seed))
        let count = author.number(20...60)
        return Story((0..<count).map { _ in author.action() }, tellsWriters: author.number(0...3) > 0)
    }
}

/// Makes up actions.
private struct Author {
    var generator: SeededGenerator

    mutating func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &generator) }
    private mutating func one<Value>(_ values: [Value]) -> Value { values[number(0...(values.count - 1))] }
    private mutating func spot() -> Spot { one(Spot.allCases) }

    mutating func action() -> Action {
        switch number(0...99) {
        case 0..<24: .deliver(spot(), export(), synced: number(0...7) > 0)
        case 24..<29: .begin(spot(), one([.one, .three, .three, .partly]))
        case 29..<36: .end(spot())
        case 36..<40: .rename(spot(), to: spot())
        case 40..<42: .link(spot(), as: spot())
        case 42..<45: .delete(spot())
        case 45..<48: .recreate(one(Folder.allCases))
        case 48..<53: .rotate(create: number(0...1) == 0)
        case 53..<61: .kill(after: call(), one([.killBefore, .killWithin, .killAfter]), down: down())
        case 61..<69: .cutPower(after: call(), cut(), down: down())
        case 69..<70: .stop(down: down())
        case 70..<73: .fail(after: number(1...30), one([.noSpace, .inputOutputError]))
        case 73..<77: .fill(bytes: one([0, 1, 100, 700, 3000]), files: one([0, 1, 2, 1000]))
        case 77..<82: .makeRoom
        case 82..<84: .overflow
        case 84..<86: .loseEvents
        case 86..<88: .reload(good: number(0...3) > 0)
        case 88..<91: .jump(seconds: one([-90_000, -3600, -3, 3, 3600, 90_000]))
        case 91..<96: .pass(milliseconds: one([1, 500, 1100, 2100, 2100, 31_000, 61_000]))
        default: .meanwhile(before: number(1...20), intrusion())
        }
    }

    /// What others do between two calls of the daemon.
    private mutating func intrusion() -> Action {
        switch number(0...9) {
        case 0...3: .deliver(spot(), export(), synced: true)
        case 4: .rename(spot(), to: spot())
        case 5: .delete(spot())
        case 6: .rotate(create: number(0...1) == 0)
        case 7: .recreate(one(Folder.allCases))
        case 8: .end(spot())
        default: .fill(bytes: number(0...500), files: number(0...3))
        }
    }

    private mutating func export() -> Export {
        switch number(0...49) {
        case 0..<20: .one
        case 20..<34: .three
        case 34..<40: .partly
        case 40..<45: .broken
        case 45..<47: .empty
        case 47: .large
        default: .pipe
        }
    }

    private mutating func call() -> Int { number(0...3) == 0 ? 0 : number(1...40) }
    private mutating func down() -> Int { number(0...2) == 0 ? number(1...3) : 0 }
    private mutating func cut() -> MemoryFileSystem.Cut {
        number(0...1) == 0 ? .some(generator.next() % 1000) : one(MemoryFileSystem.Cut.allCases)
    }
}
