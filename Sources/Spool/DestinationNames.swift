import SystemCalls

/// The names that a file may get in `done` or `failed`: its own, and others where that is taken.
struct DestinationNames: Sequence, IteratorProtocol {
    /// What stands beside `failed/NAME`.
    static let reportEnding = ".error.json"

    private static let longest = 255
    private let name: FileName
    private let room: Int
    /// Makes names unlike those that other files of the same name got.
    private let unique: UInt64
    private var attempt: UInt64 = 0

    /// - Parameter hasReport: Whether the name with `reportEnding` must be a name as well.
    init(_ name: FileName, identity: FileIdentity, hasReport: Bool) {
        self.name = name
        room = Self.longest - (hasReport ? Self.reportEnding.utf8.count : 0)
        unique = UInt64(bitPattern: identity.modified) ^ identity.inode
    }

    /// `NAME`, `NAME.2` … `NAME.9`, then long numbers: an exporter may use one name for ever.
    mutating func next() -> FileName? {
        attempt += 1
        switch attempt {
        case 1: return shortened(ending: "")
        case 2...9: return shortened(ending: ".\(attempt)")
        case 10...1000: return shortened(ending: ".\(unique &+ attempt)")
        default: return nil
        }
    }

    /// The name cut at a character's end so that the ending fits.
    private func shortened(ending: String) -> FileName? {
        var stem = name.bytes
        if stem.count + ending.utf8.count > room {
            stem = Array(stem.prefix(room - ending.utf8.count + 1))
            // Back over what continues a character, to its first byte, which goes as well.
            while stem.count > 1, stem[stem.count - 1] & 0xC0 == 0x80 { stem.removeLast() }
            stem.removeLast()
        }
        return FileName(stem + Array(ending.utf8))
    }
}
