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

    @Test func isNothingWhenCutOffOrLonger() throws {
        let bytes = try Self.sample().encoded
        for count in 0..<bytes.count { #expect(SpoolCommit(encoded: Array(bytes.prefix(count))) == nil) }
        #expect(SpoolCommit(encoded: bytes + [0]) == nil)
    }

    @Test func readsAnyBytesWithoutTrapping() throws {
        let bytes = try Self.sample().encoded
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
