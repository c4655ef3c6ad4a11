import SystemCalls

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
    /// The name that the file gets in `done` or `failed`, which was free before the commit; nil until it is chosen, and in the commits of
    /// versions that chose it at the move.
    public var destination: FileName?

    public init(_ entry: SpoolEntry, identity: FileIdentity, to outcome: Outcome, as destination: FileName? = nil) {
        self.entry = entry
        self.identity = identity
        self.outcome = outcome
        self.destination = destination
    }

    /// Where the file goes to.
    var part: SpoolFolder.Part { outcome == .done ? .done : .failed }
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

    /// Without destinations: what earlier versions wrote, and understand.
    private static let plain: UInt8 = 1
    private static let withDestinations: UInt8 = 2

    private var version: UInt8 { moves.contains { $0.destination != nil } ? Self.withDestinations : Self.plain }

    /// As bytes for the journal.
    public var encoded: [UInt8] {
        var encoder = ByteEncoder()
        let version = version
        encoder.append(version)
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
            if version == Self.withDestinations { encoder.append(move.destination?.bytes ?? []) }
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
        guard let version = decoder.number(UInt8.self), version == Self.plain || version == Self.withDestinations,
            let count = decoder.number(UInt32.self)
        else { return nil }
        var moves: [SpoolMove] = []
        for _ in 0..<count {
            guard var move = SpoolMove(from: &decoder) else { return nil }
            if version == Self.withDestinations {
                guard let name = decoder.block() else { return nil }
                move.destination = FileName(name)
                guard move.destination != nil || name.isEmpty else { return nil }
            }
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
        // No commit has two forms.
        guard self.version == version else { return nil }
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
