/// A move that was decided and is to be made whatever happens: it is committed as bytes together with the records of the file.
public struct SpoolMove: Sendable, Hashable {
    public enum Outcome: Sendable, Hashable {
        case done
        /// With the content of `NAME.error.json`.
        case failed(report: [UInt8])
    }

    public var entry: SpoolEntry
    /// The file that was read: nothing else that has its name is moved.
    public var identity: FileIdentity
    public var outcome: Outcome

    public init(_ entry: SpoolEntry, identity: FileIdentity, to outcome: Outcome) {
        self.entry = entry
        self.identity = identity
        self.outcome = outcome
    }
}

/// A file of which a part is committed.
public struct SpoolPosition: Sendable, Hashable {
    public var entry: SpoolEntry
    public var identity: FileIdentity
    /// How many of the file's items are committed.
    public var items: UInt64
    /// How many of those are refused transcripts, which reading them again does not tell.
    public var refused: UInt64

    public init(_ entry: SpoolEntry, identity: FileIdentity, items: UInt64, refused: UInt64 = 0) {
        self.entry = entry
        self.identity = identity
        self.items = items
        self.refused = refused
    }
}

/// What the spool has to remember with a commit: the moves to make, and how far the file is that is only read in part.
public struct SpoolCommit: Sendable, Hashable {
    public var moves: [SpoolMove]
    public var position: SpoolPosition?

    public init(moves: [SpoolMove] = [], position: SpoolPosition? = nil) {
        self.moves = moves
        self.position = position
    }

    private static let version: UInt8 = 1

    /// As bytes for the journal.
    public var encoded: [UInt8] {
        var encoder = ByteEncoder()
        encoder.append(Self.version)
        encoder.append(UInt32(clamping: moves.count))
        for move in moves {
            move.entry.encode(into: &encoder)
            move.identity.encode(into: &encoder)
            switch move.outcome {
            case .done:
                encoder.append(UInt8(0))
            case .failed(let report):
                encoder.append(UInt8(1))
                encoder.append(report)
            }
        }
        encoder.append(UInt8(position.map { $0.refused == 0 ? 1 : 2 } ?? 0))
        if let position {
            position.entry.encode(into: &encoder)
            position.identity.encode(into: &encoder)
            encoder.append(position.items)
            if position.refused > 0 { encoder.append(position.refused) }
        }
        return encoder.bytes
    }

    /// Reads what `encoded` gave; nil for any other bytes.
    public init?(encoded bytes: [UInt8]) {
        var decoder = ByteDecoder(bytes)
        guard decoder.number(UInt8.self) == Self.version, let count = decoder.number(UInt32.self) else { return nil }
        var moves: [SpoolMove] = []
        for _ in 0..<count {
            guard let move = SpoolMove(from: &decoder) else { return nil }
            moves.append(move)
        }
        guard let kind = decoder.number(UInt8.self), kind <= 2 else { return nil }
        var position: SpoolPosition?
        if kind > 0 {
            guard let entry = SpoolEntry(from: &decoder), let identity = FileIdentity(from: &decoder),
                let items = decoder.number(UInt64.self), let refused = kind == 2 ? decoder.number(UInt64.self) : 0, kind == 1 || refused > 0
            else { return nil }
            position = SpoolPosition(entry, identity: identity, items: items, refused: refused)
        }
        guard decoder.isAtEnd else { return nil }
        self.init(moves: moves, position: position)
    }
}

extension SpoolMove {
    fileprivate init?(from decoder: inout ByteDecoder) {
        guard let entry = SpoolEntry(from: &decoder), let identity = FileIdentity(from: &decoder), let kind = decoder.number(UInt8.self)
        else { return nil }
        switch kind {
        case 0: self.init(entry, identity: identity, to: .done)
        case 1:
            guard let report = decoder.block() else { return nil }
            self.init(entry, identity: identity, to: .failed(report: report))
        default: return nil
        }
    }
}
