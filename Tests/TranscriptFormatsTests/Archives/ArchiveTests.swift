import Mutations
import TestSupport
import Testing
import Transcripts

@testable import TranscriptFormats

@Suite struct ArchiveTests {
    private static func conversation(_ id: Int, text: String = "Hello") -> String {
        #"{"id":"\#(id)","messages":[{"role":"customer","text":"\#(text)"}]}"#
    }

    private static let three = (1...3).map { conversation($0) }.joined(separator: "\n")

    // MARK: gzip

    @Test(arguments: Fixture.readable) func compressedFixturesAreReadAlike(_ fixture: Fixture) throws {
        let outcome = try read(TricklingSource(Packed.gzip(try fixture.bytes()), step: 100), name: "\(fixture.file).gz")
        #expect(outcome.codes == [] && outcome.format == fixture.folder)
        #expect(outcome.transcripts.map(Fixture.Expected.Conversation.init) == (try fixture.expected().transcripts))
    }

    @Test func severalCompressedFilesInARowAreOne() throws {
        let outcome = try read(Packed.gzip(Array((Self.conversation(1) + "\n").utf8)) + Packed.gzip(Array(Self.conversation(2).utf8)))
        #expect(outcome.transcripts.map(\.id) == ["1", "2"] && outcome.codes == [])
    }

    /// What was whole before the cut is there, and the rest is reported once.
    @Test func aCompressedFileThatIsCutOffGivesWhatItHas() throws {
        var numbers = SeededGenerator(seed: 1)
        let texts = (0..<400).map { _ in String((0..<40).map { _ in "abcdefghijklmnop".randomElement(using: &numbers) ?? "a" }) }
        let packed = Packed.gzip(Array(texts.enumerated().map { Self.conversation($0, text: $1) }.joined(separator: "\n").utf8))
        let outcome = try read(Array(packed[..<(packed.count / 2)]), name: "cut.gz")
        #expect(150..<250 ~= outcome.transcripts.count)
        #expect(outcome.codes == ["truncated"])
        #expect(outcome.rejected.first?.place?.file == "cut.gz")
    }

    @Test func aDamagedChecksumIsReported() throws {
        var packed = Packed.gzip(Array(Self.three.utf8))
        packed[packed.count - 6] ^= 1
        let outcome = try read(packed, name: "bad.gz")
        #expect(outcome.codes == ["bad-archive"] && outcome.transcripts.count == 3)
        #expect(try read(Packed.gzip(Array(Self.three.utf8)) + [0, 0, 0, 0], name: "padded.gz").codes == [])
    }

    @Test(
        arguments: [[0x1F, 0x8B], [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3], [0x1F, 0x8B] + [UInt8](repeating: 0xAA, count: 50)] as [[UInt8]])
    func whatOnlyLooksCompressedSaysSo(_ bytes: [UInt8]) throws {
        let outcome = try read(bytes, name: "x.gz")
        #expect(outcome.transcripts == [] && outcome.thrown.count == 1)
        #expect(outcome.thrown.first?.help != nil)
    }

    // MARK: zip

    @Test func everyFileOfAnArchiveIsRead() throws {
        let bytes = Packed.zip([
            ("export/a.jsonl", Self.three), ("export/b.json", #"[{"role":"user","content":"Hi"}]"#), ("__MACOSX/export/._a.jsonl", "x"),
            ("export/.DS_Store", "x"),
        ])
        let outcome = try read(bytes, name: "export.zip")
        #expect(outcome.codes == [])
        #expect(outcome.transcripts.map(\.id) == ["1", "2", "3", "export/b"])
    }

    @Test func filesThatCannotBeReadDoNotStopTheOthers() throws {
        let bytes = Packed.zip([("a.json", #"{"id":"1","messages":["#), ("logo.png", "\u{89}PNG\u{0}"), ("c.json", Self.conversation(7))])
        let outcome = try read(bytes, name: "export.zip")
        #expect(outcome.transcripts.map(\.id) == ["7"])
        #expect(outcome.codes == ["truncated"])
        #expect(outcome.rejected.first?.place?.file == "export.zip/a.json")
    }

    @Test func anArchiveWithoutAnyExportSaysWhatWasFound() throws {
        let outcome = try read(
            Packed.zip([("a.json", "{}"), ("b.csv", "Ticket ID,Subject,Status,Priority\n1,x,open,low\n")]), name: "e.zip")
        #expect(outcome.codes == ["unknown-format", "no-message-bodies"])
        #expect(outcome.thrown.map { $0.place?.file } == ["e.zip/a.json", "e.zip/b.csv"])
        #expect(try read(Packed.zip([(name: String, text: String)]()), name: "e.zip").codes == ["empty-file"])
    }

    @Test func passwordsAreAskedFor() throws {
        let bytes = Packed.zip([("a.json", Array(Self.three.utf8))], password: "secret")
        #expect(try read(bytes, name: "e.zip").codes == ["encrypted"])
    }

    @Test func aPipeIsReadAsAWholeWithinItsLimit() throws {
        let bytes = Packed.zip([("a.jsonl", Self.three)])
        #expect(try read(TricklingSource(bytes, step: 10), name: "<stdin>").transcripts.count == 3)
        var limits = ReadLimits()
        limits.wholeFileBytes = 50
        #expect(try read(TricklingSource(bytes, step: 10), name: "<stdin>", limits: limits).codes == ["file-too-large"])
    }

    /// Without its list of contents at the end an archive is read from the front.
    @Test func anArchiveThatIsCutOffGivesWhatItHas() throws {
        let bytes = Packed.zip([("a.jsonl", Self.three), ("b.json", Self.conversation(9, text: String(repeating: "x", count: 10_000)))])
        let outcome = try read(Array(bytes[..<(bytes.count - 150)]), name: "cut.zip")
        #expect(outcome.transcripts.map(\.id).starts(with: ["1", "2", "3"]))
        #expect(try read(Array(bytes[..<40]), name: "cut.zip").transcripts == [])
    }

    @Test(arguments: ["/etc/passwd.json", "../../x.json", "a\u{1B}[2J.json", "", "\u{202E}nosj.x"])
    func namesInAnArchiveDoNoHarm(_ name: String) throws {
        let outcome = try read(Packed.zip([(name, Self.conversation(1))]), name: "e.zip")
        #expect(outcome.transcripts.map(\.id) == ["1"])
    }

    @Test func archivesInArchivesAreNamed() throws {
        let inner = Packed.zip([("a.jsonl", Self.three)])
        #expect(try read(Packed.gzip(inner), name: "a.zip.gz").thrown.first?.message.contains("zip archive in an archive") == true)
        #expect(try read(Packed.zip([("a.zip", inner)]), name: "a.zip").thrown.first?.message.contains("zip archive in an archive") == true)
    }

    // MARK: Bombs

    @Test(arguments: [true, false]) func whatUnpacksToTooMuchIsStopped(isZip: Bool) throws {
        var limits = ReadLimits()
        limits.fileBytes = 1 << 20
        let bomb = Array(#"{"id":"1","messages":[],"x":""#.utf8) + [UInt8](repeating: 0x20, count: 4 << 20)
        let bytes = isZip ? Packed.zip([("a.json", bomb), ("b.json", bomb)]) : Packed.gzip(bomb)
        #expect(bytes.count < 20_000)
        #expect(try read(MemorySource(bytes), name: "bomb", limits: limits).codes == ["file-too-large"])
    }

    // MARK: Files beside the conversations

    @Test(arguments: [
        (
            "users.json",
            #"[{"id":"U1","name":"mia","real_name":"Mia Lang","is_bot":false},{"id":"U2","profile":{"email":"b@x.org"},"is_bot":true}]"#
        ),
        ("export/Users0.json", #"[{"user":{"id":"U1","name":"Mia Lang"}},{"user":{"id":"U2","email":"b@x.org","role":"bot"}}]"#),
        ("Agents0.json", #"[{"agent":{"user_id":"U1","user":{"id":"U1","name":"Mia Lang"}}}]"#),
        ("users.ndjson", "{\"id\":\"U1\",\"name\":\"Mia Lang\",\"role\":\"agent\"}\n{\"id\":\"U2\",\"name\":\"b@x.org\",\"role\":\"bot\"}"),
        ("User.csv", "Id,Name,Role\nU1,Mia Lang,agent\nU2,b@x.org,bot\n"),
        ("contacts.json", #"{"contacts":[{"id":"U1","name":"Mia Lang"}]}"#),
        ("members.json", "\u{FEFF}[{\"id\":\"U1\",\"first_name\":\"Mia\",\"last_name\":\"Lang\"}]"),
    ])
    func peopleAreFoundInFilesBeside(_ name: String, _ text: String) throws {
        let budget = UnpackBudget(limit: 1 << 20, file: "e.zip")
        let archive = try ArchiveReader(MemorySource(Packed.zip([(name, text)])), file: "e.zip", budget: budget)
        let side = try SideFiles(in: archive, limits: ReadLimits())
        #expect(side.names == [name])
        #expect(side.people.name(of: "U1") == "Mia Lang")
        if name.hasPrefix("Agents") { #expect(side.people.role(of: "U1") == .agent) }
        if side.people["U2"] != nil { #expect(side.people.role(of: "U2") == .bot && side.people.name(of: "U2") == "b@x.org") }
    }

    @Test(arguments: [
        ("users.json", "[1,2]"), ("users.json", "{"), ("users.csv", "a;b"), ("users.json", ""), ("tickets.json", "[{\"id\":1}]"),
    ])
    func whatIsAboutNoPeopleIsReadLikeAnyOther(_ name: String, _ text: String) throws {
        let archive = try ArchiveReader(
            MemorySource(Packed.zip([(name, text)])), file: "e.zip", budget: UnpackBudget(limit: 1 << 20, file: "e.zip"))
        #expect(try SideFiles(in: archive, limits: ReadLimits()).names == [])
    }

    /// Threads go on over days, in files of their own; `users.json` says who is who.
    @Test func aSlackExportIsReadAsAWhole() throws {
        let bytes = Packed.zip([
            ("export/users.json", #"[{"id":"U1","real_name":"Kim"},{"id":"U2","real_name":"Mia Lang"}]"#),
            ("export/channels.json", #"[{"id":"C1","name":"help","members":["U1"]}]"#),
            (
                "export/help/2026-01-05.json",
                #"[{"type":"message","user":"U1","text":"Stuck","ts":"1767607200.000100","thread_ts":"1767607200.000100"}]"#
            ),
            (
                "export/help/2026-01-06.json",
                #"[{"type":"message","user":"U2","text":"Fixed, <@U1>","ts":"1767693600.000100","thread_ts":"1767607200.000100"},"#
                    + #"{"type":"message","user":"U1","text":"Other","ts":"1767693700.000100"}]"#
            ),
            ("export/other/2026-01-06.json", #"[{"type":"message","user":"U1","text":"Else","ts":"1767693800.000100"}]"#),
        ])
        let outcome = try read(bytes, name: "slack.zip")
        #expect(outcome.codes == [])
        #expect(outcome.transcripts.map { $0.messages.map(\.text) } == [["Stuck", "Fixed, @Kim"], ["Other"], ["Else"]])
        #expect(outcome.transcripts.map(\.queue) == ["help", "help", "other"])
        #expect(outcome.transcripts.first?.messages.map(\.author) == ["Kim", "Mia Lang"])
        #expect(outcome.transcripts.first?.messages.map(\.role) == [.customer, .agent])
    }

    /// What is wrong with one file of a channel costs nothing of the others: its days before and after still make one thread.
    @Test func aFileThatIsNoneOfAChannelLosesNothing() throws {
        func day(_ text: String, _ time: Int) -> String {
            #"[{"type":"message","user":"U1","text":"\#(text)","ts":"\#(time).000100","thread_ts":"1767607200.000100"}]"#
        }
        let others = [
            ("canvas.json", #"{"a":1}"#), ("empty.json", ""), ("cut.json", #"[{"type":"message","#), ("notes.txt", "Nothing"),
            ("logo.png", "\u{89}PNG\u{0}"), ("chat.json", #"[{"role":"user","content":"Else"}]"#),
        ]
        for (name, content) in others {
            let bytes = Packed.zip([
                ("help/2026-01-05.json", day("Stuck", 1_767_607_200)), ("help/2026-01-05-\(name)", content),
                ("help/2026-01-06.json", day("Still", 1_767_693_600)),
            ])
            let outcome = try read(bytes, name: "slack.zip")
            let texts = outcome.transcripts.map { $0.messages.map(\.text) }
            #expect(texts.last == ["Stuck", "Still"] && texts.dropLast() == (name == "chat.json" ? [["Else"]] : []), "\(name)")
        }
        var limits = ReadLimits()
        limits.recordBytes = 300
        let bytes = Packed.zip([
            ("help/1.json", day("Stuck", 1_767_607_200)), ("help/2.json", day(String(repeating: "x", count: 150), 1_767_693_600)),
        ])
        let outcome = try read(MemorySource(bytes), name: "slack.zip", limits: limits)
        #expect(outcome.transcripts.map { $0.messages.map(\.text) } == [["Stuck"]])
        #expect(outcome.codes == ["record-too-large"])
    }

    /// An entry of an archive may have any encoding, the one about people, too.
    @Test func peopleAreReadInAnyEncoding() throws {
        let text = #"[{"id":"U1","name":"Zoë"}]"#
        let units: [UInt8] = [0xFF, 0xFE] + text.utf16.flatMap { unit -> [UInt8] in [UInt8(unit & 0xFF), UInt8(unit >> 8)] }
        let marked: [UInt8] = [0xEF, 0xBB, 0xBF] + Array(text.utf8)
        for bytes in [units, marked] {
            let archive = try ArchiveReader(
                MemorySource(Packed.zip([(name: "users.json", bytes: bytes)])), file: "e.zip",
                budget: UnpackBudget(limit: 1 << 20, file: "e.zip"))
            #expect(try SideFiles(in: archive, limits: ReadLimits()).people.name(of: "U1") == "Zoë")
        }
    }

    /// The account export of Freshdesk names nobody in its tickets.
    @Test func aFreshdeskExportHasItsPeopleBeside() throws {
        let bytes = Packed.zip([
            (
                "Tickets0.json",
                #"[{"helpdesk_ticket":{"display_id":7,"description":"Hi","requester_id":1,"responder_id":2,"created_at":"2026-01-05T10:00:00Z","#
                    + #""notes":[{"body":"Hello","user_id":2,"private":false,"created_at":"2026-01-05T11:00:00Z"}]}}]"#
            ), ("Users0.json", #"[{"user":{"id":1,"name":"Kim"}}]"#),
            ("Agents0.json", #"[{"agent":{"user_id":2,"user":{"id":2,"name":"Mia"}}}]"#),
            ("Groups0.json", #"[{"group":{"id":1,"name":"First"}}]"#),
        ])
        let outcome = try read(bytes, name: "export.zip")
        #expect(outcome.codes == [] && outcome.format == "freshdesk")
        #expect(outcome.transcripts.first?.messages.map(\.author) == ["Kim", "Mia"])
        #expect(outcome.transcripts.first?.messages.map(\.role) == [.customer, .agent])
        #expect(outcome.transcripts.first?.agent == "Mia")
    }

    @Test func aFileAboutPeopleAloneSaysWhereItBelongs() throws {
        let outcome = try read(#"[{"id":"U1","name":"Mia"}]"#, name: "users.json")
        #expect(outcome.codes == ["unknown-format"])
        #expect(outcome.thrown.first?.help?.contains("zip archive") == true)
    }

    // MARK: Damage

    @Test func damagedArchivesNeverTrap() throws {
        let original = Packed.zip([
            ("users.json", #"[{"id":"U1","name":"Mia"}]"#), ("a.jsonl", Self.three), ("b.json", Self.conversation(4)),
        ])
        var numbers = SeededGenerator(seed: 5)
        for round in 0..<400 {
            let bytes = Mutator.damaged(round % 2 == 0 ? original : Packed.gzip(Array(Self.three.utf8)), &numbers)
            let outcome = try read(MemorySource(bytes), name: "damaged.zip")
            for diagnostic in outcome.rejected + outcome.thrown {
                #expect(diagnostic.help != nil && diagnostic.place != nil, "round \(round)")
            }
        }
    }
}
