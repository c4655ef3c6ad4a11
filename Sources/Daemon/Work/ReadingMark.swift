import Spool
import SystemCalls

/// Remembers on disk which file is being read, so that a file that ends the process is not read for ever.
///
/// The mark is written without a sync: it is for the death of the process, and after a power cut no file is to blame. It cannot tell why
/// the process died, so it allows more deaths than a file would need to prove itself guilty.
final class ReadingMark {
    /// How many times in a row the process may end unasked while it reads one part of one file.
    static let limit: UInt8 = 4

    private let files: any FileSystem
    private let file: Descriptor
    private var suspect: Mark?
    private var current: Mark?

    private struct Mark: Equatable {
        var position: SpoolPosition
        var deaths: UInt8
    }

    /// Reads the mark that the process before left.
    init(in state: Descriptor, files: any FileSystem) throws(SystemCallError) {
        self.files = files
        let name = FileName(constant: "reading")
        do throws(SystemCallError) {
            file = try files.open(name, in: state, for: .readingAndWriting)
        } catch where error.isNotFound {
            file = try files.create(name, in: state, permissions: 0o600)
        }
        suspect = Self.decode(try files.read(file, at: 0, count: Self.size))
        suspect?.deaths += 1
    }

    /// Call before a file, or the next part of it, is read.
    ///
    /// Goes on without a mark where there is no space for it: what was read already must not be lost for that.
    ///
    /// - Returns: false where the process has died over it too often: it must not be read again.
    func begin(_ position: SpoolPosition) throws(SystemCallError) -> Bool {
        var mark = Mark(position: position, deaths: 0)
        if let suspect, suspect.position.identity == position.identity, suspect.position.items == position.items {
            guard suspect.deaths < Self.limit else { return false }
            mark.deaths = suspect.deaths
        }
        try write(Self.encode(mark))
        current = mark
        return true
    }

    /// Nothing is being read.
    func end() throws(SystemCallError) {
        guard current != nil else { return }
        current = nil
        try write([0])
    }

    private func write(_ bytes: [UInt8]) throws(SystemCallError) {
        do throws(SystemCallError) { try files.writeAll(bytes, to: file, at: 0) } catch where error.isOutOfSpace {}
    }

    // MARK: Bytes

    private static let size = 1024

    /// The deaths plus one, so that 0 is no mark; the length of the position in two bytes, and the position.
    private static func encode(_ mark: Mark) -> [UInt8] {
        let position = SpoolCommit(position: mark.position).encoded
        return [mark.deaths + 1, UInt8(position.count % 256), UInt8(position.count / 256 % 256)] + position
    }

    private static func decode(_ bytes: [UInt8]) -> Mark? {
        guard bytes.count >= 3, (1...limit).contains(bytes[0]) else { return nil }
        let position = Array(bytes[3...].prefix(Int(bytes[1]) + Int(bytes[2]) * 256))
        return SpoolCommit(encoded: position)?.position.map { Mark(position: $0, deaths: bytes[0] - 1) }
    }
}
