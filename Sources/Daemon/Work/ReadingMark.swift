import Spool
import SystemCalls

/// Remembers on disk which files are being read, so that a file that ends the process is not read for ever.
///
/// Where several are read and linted at once, nobody knows which of them it was: they are suspects, and the next process has to read each
/// of them alone. The mark is written without a sync: it is for the death of the process, and after a power cut no file is to blame. It
/// cannot tell why the process died, so it allows more deaths than a file would need to prove itself guilty.
final class ReadingMark {
    /// How many times in a row the process may end unasked while it reads one part of one file.
    static let limit: UInt8 = 4

    private let files: any FileSystem
    private let file: Descriptor
    private var suspects: [Mark]
    private var current: [Mark] = []
    /// Where in the file the next mark goes.
    private var end = 0

    private struct Mark: Equatable {
        var position: SpoolPosition
        var deaths: UInt8

        func isOf(_ position: SpoolPosition) -> Bool {
            self.position.identity == position.identity && self.position.items == position.items
        }
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
        suspects = Self.decode(try files.read(file, at: 0, count: Self.largest))
        for index in suspects.indices { suspects[index].deaths += 1 }
    }

    /// Whether the process before may have died over a part of a file: it has to be read alone.
    func isSuspect(_ position: SpoolPosition) -> Bool { suspects.contains { $0.isOf(position) } }

    /// Call before a file, or the next part of it, is read.
    ///
    /// Goes on without a mark where there is no space for it: what was read already must not be lost for that.
    ///
    /// - Returns: false where the process has died over it too often: it must not be read again.
    func begin(_ position: SpoolPosition) throws(SystemCallError) -> Bool {
        let deaths = suspects.first { $0.isOf(position) }?.deaths ?? 0
        guard deaths < Self.limit else { return false }
        try append([Mark(position: position, deaths: deaths)])
        return true
    }

    /// Nothing is being read but some of what was begun.
    ///
    /// - Parameter identities: Of the files that still are.
    func end(but identities: Set<FileIdentity> = []) throws(SystemCallError) {
        guard !current.isEmpty else { return }
        var left: [Mark] = []
        for mark in current where identities.contains(mark.position.identity) {
            // Of a file's parts the last one counts.
            left.removeAll { $0.position.identity == mark.position.identity }
            left.append(mark)
        }
        end = 0
        current = []
        try append(left)
    }

    /// The same, without a word to the disk: the next mark takes the place of all.
    func forget() {
        end = 0
        current = []
    }

    /// Each mark stands behind those before it, and a zero behind all.
    private func append(_ marks: [Mark]) throws(SystemCallError) {
        let bytes = marks.flatMap { Self.encode($0) }
        do throws(SystemCallError) { try files.writeAll(bytes + [0], to: file, at: Int64(end)) } catch where error.isOutOfSpace {}
        end += bytes.count
        current += marks
    }

    // MARK: Bytes

    /// What is read of the file. Marks beyond it are not found, which does no harm: a file that ends the process will be among them again.
    private static let largest = 1 << 18

    /// The deaths plus one, so that 0 is no mark; the length of the position in two bytes, and the position.
    private static func encode(_ mark: Mark) -> [UInt8] {
        let position = SpoolCommit(position: mark.position).encoded
        return [mark.deaths + 1, UInt8(position.count % 256), UInt8(position.count / 256 % 256)] + position
    }

    private static func decode(_ bytes: [UInt8]) -> [Mark] {
        var marks: [Mark] = []
        var rest = bytes[...]
        while rest.count >= 3, (1...limit).contains(rest[rest.startIndex]) {
            let head = Array(rest.prefix(3))
            let length = Int(head[1]) + Int(head[2]) * 256
            guard let position = SpoolCommit(encoded: Array(rest.dropFirst(3).prefix(length)))?.position else { break }
            marks.append(Mark(position: position, deaths: head[0] - 1))
            rest = rest.dropFirst(3 + length)
        }
        return marks
    }
}
