import Testing
import Transcripts

@testable import TranscriptFormats

@Suite struct WordsTests {
    @Test(arguments: [
        ("Customer", Role.customer), ("END-USER", .customer), ("end_user", .customer), ("Agent", .agent), ("outgoing", .agent),
        ("automated agent", .bot),
        ("work_notes", .note), ("Developer", .system), ("HUMAN_AGENT", .agent), ("ANY_AGENT", .agent),
        ("SUPERVISOR", .agent), ("CUSTOM_BOT", .bot),
    ])
    func rolesHaveManyWords(_ word: String, _ role: Role) { #expect(RoleWords.role(of: word) == role) }

    @Test(arguments: [
        ("Agent 1", Role.agent), ("Visitor 88", .customer), ("Customer Support", .agent), ("Support Bot", .bot),
        ("Virtual Assistant", .bot),
        ("Acme Helpdesk", .agent),
    ])
    func namesTellRoles(_ name: String, _ role: Role) { #expect(RoleWords.role(inName: name) == role) }

    @Test(arguments: ["Mia", "Mia Lead", "Jo Private", "Xi In", "", "🙂", "Agentha", "mia@support.example.com"])
    func otherNamesTellNone(_ name: String) {
        #expect(RoleWords.role(inName: name) == nil)
    }

    @Test func channelsAndStatesHaveManyWords() {
        #expect(ChannelWords.channel(of: "Live Chat") == .chat)
        #expect(ChannelWords.channel(of: "e-mail") == .email)
        #expect(ChannelWords.channel(of: "WhatsApp") == .social)
        #expect(ChannelWords.channel(of: "phone") == .voice)
        #expect(ChannelWords.channel(of: "truly-call") == .voice && ChannelWords.channel(of: "tweet") == .social)
        #expect(ChannelWords.channel(of: "Customer Portal") == .web && ChannelWords.channel(of: "Web service") == .api)
        #expect(ChannelWords.channel(of: "pigeon") == .unknown)
        #expect(StateWords.state(of: "Solved") == .closed)
        #expect(StateWords.state(of: "on-hold") == .pending)
        #expect(StateWords.state(of: "Waiting for support") == .open)
        #expect(StateWords.state(of: "pending reminder") == .pending)
        #expect(StateWords.state(of: "pending close") == .pending && StateWords.state(of: "Waiting on Third Party") == .pending)
        #expect(StateWords.state(of: "Cancelled") == .closed)
        #expect(StateWords.state(of: "escalated") == nil)
        for channel in Channel.allCases { #expect(ChannelWords.channel(of: channel.rawValue) == channel) }
        for state in ConversationState.allCases { #expect(StateWords.state(of: state.rawValue) == state) }
    }

    @Test(
        arguments: [
            ("good", 5), ("Bad", 1), ("not good", 1), ("okay", 3), ("4.5", 4.5), ("offered", nil), ("unoffered", nil), ("0", nil),
            ("6", nil), ("", nil),
            ("nan", nil),
        ] as [(String, Double?)])
    func ratingsAreFromOneToFive(_ word: String, _ value: Double?) { #expect(Rating.value(of: word) == value) }

    @Test(arguments: [
        ("a\r\nb\rc\u{2028}d", "a\nb\nc\nd"), ("  a  \n\n\n\n  b  \n", "a\n\n  b"), ("a\u{0}\u{1B}[31mb", "a[31mb"),
        ("\u{FEFF}a\u{A0}b", "a b"), (" \n\t ", ""),
    ])
    func textIsTidied(_ text: String, _ expected: String) { #expect(PlainText.tidied(text) == expected) }

    @Test func bytesThatAreNoUTF8AreWindows1252() {
        #expect(TextDecoding.text(Array("é".utf8)) == "é")
        #expect(TextDecoding.text([0x93, 0x48, 0x69, 0x94, 0x20, 0x80, 0xE9, 0x81]) == "“Hi” €é\u{FFFD}")
    }
}
