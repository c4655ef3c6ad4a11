/// Conversations that are put together from parts which may be anywhere in a file, handed out as soon as they are whole.
///
/// They come in the order in which they begin, so a whole one waits for those that began before it; only where too much would wait, whole
/// ones go ahead.
struct CompletionQueue<Value> {
    private enum Slot {
        case open(Value)
        case whole(ExportItem?, size: Int)
        case gone
    }

    private var slots: [Slot] = []
    /// How many slots were dropped in front of these, and how many of these nothing is in from the front on.
    private var dropped = 0
    private var front = 0
    private var indices: [String: Int] = [:]
    private var waiting = 0
    private let waitingLimit: Int

    /// - Parameter waitingLimit: How many bytes of text may wait.
    init(waitingLimit: Int = 16 << 20) { self.waitingLimit = waitingLimit }

    /// Changes what there is of a conversation, which begins with the first call.
    mutating func update(_ id: String, first: @autoclosure () -> Value, _ change: (inout Value) throws -> Void) rethrows {
        let index = indices[id] ?? slots.count + dropped
        if index == slots.count + dropped {
            indices[id] = index
            slots.append(.open(first()))
        }
        guard case .open(var value) = slots[index - dropped] else { return }
        slots[index - dropped] = .gone
        defer { slots[index - dropped] = .open(value) }
        try change(&value)
    }

    /// Takes down that nothing more of a conversation comes.
    ///
    /// - Parameter finish: What comes of it, and how many bytes that has; nil where there is nothing in it.
    /// - Returns: What can be handed out now.
    mutating func complete(_ id: String, _ finish: (Value) -> (item: ExportItem, size: Int)?) -> [ExportItem] {
        guard let index = indices.removeValue(forKey: id), case .open(let value) = slots[index - dropped] else { return [] }
        let result = finish(value)
        slots[index - dropped] = .whole(result?.item, size: result?.size ?? 0)
        waiting += result?.size ?? 0
        return waiting > waitingLimit ? takeWhole(isOrdered: false) : takeWhole(isOrdered: true)
    }

    private mutating func takeWhole(isOrdered: Bool) -> [ExportItem] {
        var items: [ExportItem] = []
        for index in front..<slots.count {
            switch slots[index] {
            case .open:
                if isOrdered { break }
                continue
            case .gone: break
            case .whole(let item, let size):
                if let item { items.append(item) }
                waiting -= size
                slots[index] = .gone
            }
            guard case .gone = slots[index] else { break }
            if index == front { front += 1 }
        }
        if front > slots.count / 2 {
            slots.removeFirst(front)
            dropped += front
            front = 0
        }
        return items
    }
}
