import Spool
import SystemCalls
import Testing

@Suite struct SpoolCommitTests {
    static func sample() throws -> SpoolCommit {
        let identity = FileIdentity(FileStatus(kind: .regular, size: 77, inode: .max, modified: -5, born: 9))
        let unborn = FileIdentity(FileStatus(kind: .regular, size: 0, inode: 1, modified: .max, born: nil))
        let odd = try #require(FileName([0xFF, 0x0A, 0x2D]))
        return SpoolCommit(
            moves: [
                SpoolMove(SpoolEntry(odd, of: .main), identity: identity, to: .done),
                SpoolMove(SpoolEntry(try fileName("b"), of: Source(odd)), identity: unborn, to: .failed(report: [1, 2, 3])),
            ], position: SpoolPosition(SpoolEntry(odd, of: Source(odd)), identity: unborn, items: .max))
    }

    @Test func comesBackFromItsBytes() throws {
        let sample = try Self.sample()
        #expect(SpoolCommit(encoded: sample.encoded) == sample)
        #expect(SpoolCommit(encoded: SpoolCommit().encoded) == SpoolCommit())
        var refusing = sample
        refusing.position?.refused = 7
        #expect(SpoolCommit(encoded: refusing.encoded) == refusing)
    }

    /// One of the two moves has a name.
    static func named() throws -> SpoolCommit {
        var commit = try sample()
        commit.moves[1].destination = try fileName("b.2")
        return commit
    }

    @Test func comesBackWithTheNamesThatWereChosen() throws {
        let named = try Self.named()
        #expect(SpoolCommit(encoded: named.encoded) == named)
        #expect(named.encoded.first == 2)
    }

    @Test func readsWhatAnEarlierVersionWrote() throws {
        // A move of “a” to done, and no position.
        let bytes: [UInt8] = [1, 1, 0, 0, 0] + [0, 0, 0, 0] + [1, 0, 0, 0, 97] + [9] + [UInt8](repeating: 0, count: 23) + [0, 0] + [0]
        let commit = try #require(SpoolCommit(encoded: bytes))
        #expect(commit.moves.map(\.entry.name.text) == ["a"] && commit.moves.map(\.destination) == [nil])
        #expect(commit.encoded == bytes)
    }

    @Test func isNothingWhereANameCannotBeOne() throws {
        let bytes = try Self.named().encoded
        let place = try #require(bytes.indices.last { bytes[$0...].starts(with: Array("b.2".utf8)) })
        var changed = bytes
        changed[place] = UInt8(ascii: "/")
        #expect(SpoolCommit(encoded: changed) == nil)
    }

    @Test(arguments: [try sample(), try named()]) func isNothingWhenCutOffOrLonger(_ commit: SpoolCommit) throws {
        let bytes = commit.encoded
        for count in 0..<bytes.count { #expect(SpoolCommit(encoded: Array(bytes.prefix(count))) == nil) }
        #expect(SpoolCommit(encoded: bytes + [0]) == nil)
    }

    @Test(arguments: [try sample(), try named()]) func readsAnyBytesWithoutTrapping(_ commit: SpoolCommit) throws {
        let bytes = commit.encoded
        var different = 0
        for position in bytes.indices {
            for value: UInt8 in [0, 1, 0x7F, 0x80, 0xFF] where bytes[position] != value {
                var changed = bytes
                changed[position] = value
                if let commit = SpoolCommit(encoded: changed) {
                    let isSame = commit.encoded == changed
                    #expect(isSame, "byte \(position) set to \(value)")
                    different += 1
                }
            }
        }
        #expect(different > 0)
    }

    @Test func ordersSourcesWithIncomingFirst() throws {
        let sources = [Source(try fileName("b")), .main, Source(try fileName("a"))]
        #expect(sources.sorted() == [.main, Source(try fileName("a")), Source(try fileName("b"))])
    }
}
