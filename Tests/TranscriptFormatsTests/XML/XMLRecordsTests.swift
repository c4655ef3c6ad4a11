import TestSupport
import Testing
import Transcripts

@testable import TranscriptFormats

/// XML by the way of Freshdesk, the format that has it.
@Suite struct XMLRecordsTests {
    private static func ticket(_ id: Int, _ rest: String = "") -> String {
        "<helpdesk-ticket><display-id>\(id)</display-id><description>Hi</description>\(rest)</helpdesk-ticket>"
    }

    private static func file(_ tickets: String...) -> String {
        "<?xml version=\"1.0\"?>\n<helpdesk-tickets type=\"array\">\n\(tickets.joined(separator: "\n"))\n</helpdesk-tickets>\n"
    }

    @Test func oneTicketOrMany() throws {
        #expect(try read(Self.file(Self.ticket(1), Self.ticket(2))).transcripts.map(\.id) == ["1", "2"])
        #expect(try read(Self.ticket(3)).transcripts.map(\.id) == ["3"])
        #expect(try read("<!-- a > b --><?x y?>\n" + Self.ticket(4)).transcripts.map(\.id) == ["4"])
        #expect(try read("<f:helpdesk-tickets xmlns:f='urn:x'>\(Self.ticket(5))</f:helpdesk-tickets>").transcripts.map(\.id) == ["5"])
        let empty = try read("<helpdesk-tickets type=\"array\"/>")
        #expect(empty.transcripts.isEmpty && empty.codes == [] && empty.format == "freshdesk")
        let unnamed = try read(Self.file("<helpdesk-ticket><description>Hi</description></helpdesk-ticket>"), name: "Tickets0.xml")
        #expect(unnamed.transcripts.map(\.id) == ["Tickets0-1"])
    }

    @Test func textIsTextInEveryDress() throws {
        let body = "a &lt;b&gt; &#38; &#x1F600; <![CDATA[<i> & ]]>é<!-- no -->!"
        let outcome = try read(Self.ticket(1, "<notes><helpdesk-note><body>\(body)</body></helpdesk-note></notes>"))
        #expect(outcome.transcripts.first?.messages.map(\.text) == ["Hi", "a <b> & 😀 <i> & é!"])
    }

    @Test func anotherEncodingIsRead() throws {
        let start = Array("<?xml version='1.0' encoding='ISO-8859-1'?><helpdesk-ticket><description>Gr".utf8)
        let outcome = try read(start + [0xFC, 0xDF, 0x01] + Array("e</description></helpdesk-ticket>".utf8))
        #expect(outcome.transcripts.first?.messages.map(\.text) == ["Grüß e"])
    }

    @Test func whatStandsBeforeADamageIsRead() throws {
        let good = Self.ticket(1)
        let cut = try read("<helpdesk-tickets>\n\(good)\n<helpdesk-ticket><display-id>2</dis")
        #expect(cut.transcripts.map(\.id) == ["1"] && cut.rejected.map(\.code) == ["truncated"])
        #expect(cut.rejected.first?.place?.line == 3)
        let broken = try read("<helpdesk-tickets>\n\(good)\n<helpdesk-ticket></b></helpdesk-ticket></helpdesk-tickets>")
        #expect(broken.transcripts.map(\.id) == ["1"] && broken.rejected.map(\.code) == ["bad-xml"])
        #expect(broken.rejected.first?.place?.line == 3)
        #expect(try read("<helpdesk-tickets><helpdesk-ticket>").thrown.map(\.code) == ["truncated"])
        let unknown = try read("<helpdesk-tickets><helpdesk-ticket>&nbsp;</helpdesk-ticket></helpdesk-tickets>")
        #expect(unknown.thrown.map(\.code) == ["bad-xml"])
    }

    @Test func aRecordThatIsWrongHasItsPlace() throws {
        let wrong = "<notes type='array'><helpdesk-note>only text</helpdesk-note></notes>"
        let text = Self.file(Self.ticket(1), Self.ticket(2, wrong), "  " + Self.ticket(3, wrong), Self.ticket(4))
        let outcome = try read(text)
        #expect(outcome.transcripts.map(\.id) == ["1", "4"])
        #expect(outcome.rejected.map(\.code) == ["wrong-type", "wrong-type"])
        #expect(outcome.rejected.map { $0.place?.line } == [4, 5])
        #expect(outcome.rejected.map { $0.place?.column } == [1, 3])
        #expect(outcome.rejected.map { $0.place?.pointer } == ["/helpdesk_ticket/notes/0", "/helpdesk_ticket/notes/0"])
        let offset = text.utf8.count - "  \(Self.ticket(3, wrong))\n\(Self.ticket(4))\n</helpdesk-tickets>\n".utf8.count + 2
        #expect(outcome.rejected.last?.place?.bytes?.lowerBound == offset)
    }

    /// Entities could stand for gigabytes, or for files of this machine.
    @Test(arguments: [
        "<!DOCTYPE helpdesk-tickets [<!ENTITY a \"x\"><!ENTITY b \"&a;&a;&a;&a;\">]><helpdesk-tickets>&b;</helpdesk-tickets>",
        "<!DOCTYPE helpdesk-tickets [<!ENTITY a SYSTEM \"file:///etc/passwd\">]><helpdesk-tickets>&a;</helpdesk-tickets>",
        "<!DOCTYPE helpdesk-tickets SYSTEM \"http://localhost:9/x.dtd\"><helpdesk-tickets/>",
        "<!DOCTYPE helpdesk-tickets [<!ENTITY % p SYSTEM \"http://localhost:9/x\">%p;]><helpdesk-tickets/>",
    ])
    func documentTypesAreRefused(_ text: String) throws {
        let outcome = try read(text)
        #expect(outcome.thrown.map(\.code) == ["bad-xml"])
        #expect(outcome.thrown.first?.message.contains("document type") == true)
    }

    @Test func nestingHasALimit() throws {
        let deep = String(repeating: "<a>", count: 100_000)
        #expect(try read("<helpdesk-ticket>\(deep)").thrown.map(\.code) == ["too-deep"])
        let fine = String(repeating: "<a>", count: 60) + String(repeating: "</a>", count: 60)
        #expect(try read(Self.ticket(1, fine)).codes == [])
    }

    @Test func attributesHaveALimit() throws {
        let attributes = (0..<100_000).map { "a\($0)='>'" }.joined(separator: " ")
        #expect(try read("<helpdesk-ticket \(attributes)></helpdesk-ticket>").thrown.map(\.code) == ["bad-xml"])
        let listed = "<description><![CDATA[<p \(attributes)>]]></description><!-- <p \(attributes)> -->"
        #expect(try read("<helpdesk-ticket>\(listed)</helpdesk-ticket>", limits: ReadLimits()).rejected.map(\.code) == [])
    }

    @Test func recordsAndTextsHaveLimits() throws {
        var limits = ReadLimits()
        limits.recordBytes = 300
        let big = Self.ticket(2, "<x>\(String(repeating: "y", count: 400))</x>")
        let outcome = try read(Self.file(Self.ticket(1), big, Self.ticket(3)), limits: limits)
        #expect(outcome.transcripts.map(\.id) == ["1", "3"] && outcome.rejected.map(\.code) == ["record-too-large"])
        limits = ReadLimits()
        limits.textBytes = 10
        let long = try read(Self.ticket(1, "<notes><helpdesk-note><body>more than ten</body></helpdesk-note></notes>"), limits: limits)
        #expect(long.rejected.map(\.code) == ["text-too-long"])
    }

    /// libxml2's own limit is 10 MB, and would break the document off.
    @Test func aTextMayBeLong() {
        var sizes: [Int] = []
        let reader = XMLRecordReader(of: "a", lists: [], begin: { _, _ in }, handle: { element, _ in sizes.append(element.text.count) })
        let (_, end) = reader.read(Array("<a>".utf8) + [UInt8](repeating: 0x78, count: 11 << 20) + Array("</a>".utf8), depthLimit: 9)
        #expect(sizes == [11 << 20] && end == (11 << 20) + 7)
    }

    @Test(arguments: [
        (#"<a><b-c>1</b-c><d type="array"><e>2</e><f/></d><g nil="true">3</g></a>"#, #"{"a":{"b_c":"1","d":["2",""],"g":null}}"#),
        ("<a>x<b/>y</a>", #"{"a":{"b":""}}"#), ("<a/>", #"{"a":""}"#), ("<a><l><i>1</i></l><l>2</l></a>", #"{"a":{"l":["1"],"l":[]}}"#),
    ])
    func anElementIsTheJSONThatSaysTheSame(_ xml: String, json: String) {
        var found: [String] = []
        let reader = XMLRecordReader(
            of: "a", lists: ["l"], begin: { _, _ in },
            handle: { element, _ in found.append(String(decoding: element.json(), as: UTF8.self)) })
        _ = reader.read(Array(xml.utf8), depthLimit: 9)
        #expect(found == [json])
    }

    @Test(arguments: [
        ("<a>", "a"), (" <?xml?>\n<!-- <b> --><x:a-b y='1'>", "a-b"), ("<!DOCTYPE html>", "html"), ("<a/>", "a"),
        ("text <a>", nil), ("<", nil), ("", nil),
    ])
    func theRootIsTheFirstElement(_ text: String, root: String?) { #expect(XMLText.root(of: Array(text.utf8)) == root) }

    private static let pieces =
        [
            "<!DOCTYPE a [", "]]>", "<![CDATA[", "&#x0;", "&lt;", "&x;", "</notes>", "<helpdesk-ticket>", "</helpdesk-ticket>", "<a b='",
            "\"",
            "<!--", "-->", "<?", "?>", "\u{0}", "<", ">", " type=\"array\"", " nil=\"true\"", "<x:y xmlns:x='u'>", "\u{FFFE}",
        ].map { Array($0.utf8) } + [[0xFF], [0xC3], [0xED, 0xA0, 0x80]]

    /// Whatever is damaged: no trap, and diagnostics that say where and what to do.
    @Test(arguments: ["freshdesk/3.xml", "freshdesk/6.xml", "zendesk/5.xml"])
    func damagedXMLGivesTranscriptsOrReasons(_ file: String) throws {
        let original = try Repository.bytes("Tests/Fixtures/formats/\(file)")
        var numbers = SeededGenerator(seed: 7)
        for round in 0..<300 {
            var bytes = original
            for _ in 0...Int.random(in: 0...2, using: &numbers) {
                let start = Int.random(in: 0...bytes.count, using: &numbers)
                let end = min(bytes.count, start + Int.random(in: 0...40, using: &numbers))
                bytes.replaceSubrange(start..<end, with: Self.pieces.randomElement(using: &numbers) ?? [])
            }
            let outcome = try read(bytes, name: "damaged.xml")
            for diagnostic in outcome.rejected + outcome.thrown {
                #expect(diagnostic.place?.bytes.map { $0.upperBound <= bytes.count } ?? true, "round \(round)")
                #expect(diagnostic.help != nil, "round \(round)")
            }
            #expect(outcome.rejected.allSatisfy { $0.place?.line != nil }, "round \(round)")
        }
    }
}
