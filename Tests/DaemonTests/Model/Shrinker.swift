import TestSupport

/// Makes a story that goes wrong as short and simple as it can, while it still goes wrong.
struct Shrinker {
    let goesWrong: (Story) -> Bool
    /// How many stories may be tried.
    var patience = 3000

    mutating func shrink(_ story: Story) -> Story {
        var best = story
        var before = Int.max
        while before > weight(best), patience > 0 {
            before = weight(best)
            best = withoutActions(best)
            best = simplified(best)
        }
        return best
    }

    private func weight(_ story: Story) -> Int { story.actions.reduce(story.tellsWriters ? 0 : 1) { $0 + 1000 + $1.weight } }

    private mutating func fails(_ story: Story) -> Bool {
        patience -= 1
        return patience >= 0 && goesWrong(story)
    }

    /// Leaves out as much as possible: first halves, at last single actions.
    private mutating func withoutActions(_ story: Story) -> Story {
        var best = story
        var size = max(best.actions.count / 2, 1)
        while size > 0 {
            var start = best.actions.count - size
            while start > -size {
                var shorter = best
                shorter.actions.removeSubrange(max(start, 0)..<min(start + size, best.actions.count))
                if shorter.actions.count < best.actions.count, fails(shorter) { best = shorter }
                start = min(start, best.actions.count) - size
            }
            size /= 2
        }
        return best
    }

    private mutating func simplified(_ story: Story) -> Story {
        var best = story
        if !best.tellsWriters {
            let simpler = Story(best.actions)
            if fails(simpler) { best = simpler }
        }
        for index in best.actions.indices {
            var isSimpler = true
            while isSimpler {
                isSimpler = false
                for action in best.actions[index].simpler where action.weight < best.actions[index].weight {
                    var simpler = best
                    simpler.actions[index] = action
                    if fails(simpler) {
                        best = simpler
                        isSimpler = true
                        break
                    }
                }
            }
        }
        return best
    }
}

extension Action {
    /// The same with less in it.
    fileprivate var simpler: [Action] {
        switch self {
        case .deliver(let spot, let export, let synced):
            Export.allCases.map { .deliver(spot, $0, synced: synced) } + Spot.allCases.map { .deliver($0, export, synced: synced) }
                + [.deliver(spot, export, synced: true)]
        case .begin(let spot, let export): Export.allCases.map { .begin(spot, $0) } + [.deliver(spot, export, synced: true)]
        case .rename(let spot, _): [.delete(spot)]
        case .kill(let call, let fault, let down):
            calls(call).map { .kill(after: $0, fault, down: down) } + [.kill(after: call, .killBefore, down: down)]
                + [.kill(after: call, fault, down: 0), .kill(after: call, fault, down: down - 1)]
        case .cutPower(let call, let cut, let down):
            calls(call).map { .cutPower(after: $0, cut, down: down) }
                + MemoryFileSystem.Cut.allCases.map { .cutPower(after: call, $0, down: down) }
                + [.kill(after: call, .killBefore, down: down), .cutPower(after: call, cut, down: 0)]
        case .fail(let call, let fault): calls(call).map { .fail(after: $0, fault) } + [.fail(after: call, .noSpace)]
        case .fill(let bytes, let files):
            [.fill(bytes: bytes, files: 1000), .fill(bytes: 0, files: files), .fill(bytes: 10_000, files: files)]
        case .stop(let down): [.stop(down: 0), .stop(down: down - 1)]
        case .pass(let milliseconds): [1, 500, 2100].filter { $0 < milliseconds }.map { .pass(milliseconds: $0) }
        case .meanwhile(let call, let action):
            [action] + calls(call).map { .meanwhile(before: $0, action) } + action.simpler.map { .meanwhile(before: call, $0) }
        default: []
        }
    }

    private func calls(_ call: Int) -> [Int] { [0, 1, call / 2, call - 1].filter { $0 < call && $0 >= 0 } }

    /// How much there is in it.
    fileprivate var weight: Int {
        switch self {
        case .deliver(let spot, let export, let synced): 1 + place(spot) + place(export) + (synced ? 0 : 1)
        case .begin(let spot, let export): 20 + place(spot) + place(export)
        case .rename: 5
        case .kill(let call, let fault, let down): 10 + 2 * call + (fault == .killBefore ? 0 : 1) + 3 * max(down, 0) + (down < 0 ? 1000 : 0)
        case .cutPower(let call, let cut, let down):
            20 + 2 * call + (MemoryFileSystem.Cut.allCases.firstIndex(of: cut) ?? 9) + 3 * max(down, 0)
        case .fail(let call, let fault): 10 + 2 * call + (fault == .noSpace ? 0 : 1)
        case .fill(let bytes, let files): (files == 1000 ? 0 : 4) + (bytes == 0 ? 1 : bytes == 10_000 ? 0 : 2)
        case .stop(let down): 1 + max(down, 0) + (down < 0 ? 1000 : 0)
        case .pass(let milliseconds): milliseconds
        case .meanwhile(let call, let action): 50 + 2 * call + action.weight
        default: 1
        }
    }

    private func place(_ spot: Spot) -> Int { Spot.allCases.firstIndex(of: spot) ?? 0 }
    private func place(_ export: Export) -> Int { Export.allCases.firstIndex(of: export) ?? 0 }
}
