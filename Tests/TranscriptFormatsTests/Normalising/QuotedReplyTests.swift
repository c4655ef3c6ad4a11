import Testing

@testable import TranscriptFormats

@Suite struct QuotedReplyTests {
    @Test(arguments: [
        ("Thanks!\n\nOn Mon, 2 Mar 2026 at 09:41, Agent 1 wrote:\n\nHi Customer,\nold", "Thanks!"),
        ("Thanks!\n> Hi\n> old", "Thanks!"),
        ("On 2 Mar 2026, Mia wrote:\n> Is it on?\nYes it is.\n> Did you restart?\nTwice.", "Yes it is.\nTwice."),
        ("Danke\nAm 02.03.2026 um 09:41 schrieb Mia:\n> alt", "Danke\nAm 02.03.2026 um 09:41 schrieb Mia:"),
        ("Danke\nAm 02.03.2026 schrieb:\n\n> alt", "Danke"),
        ("Thanks\nOn Mon, 2 Mar 2026 at 09:41,\nMia of the very long name <mia@example.com>\nwrote:\nold", "Thanks"),
        ("Thanks\n-----Original Message-----\nFrom: x", "Thanks"),
        ("Thanks\n----- Ursprüngliche Nachricht -----\nalt", "Thanks"),
        ("Thanks\n\nFrom: Mia <mia@example.com>\nSent: Monday\nTo: me\n\nold", "Thanks"),
        ("On Monday I called and she wrote:\nnothing", "On Monday I called and she wrote:\nnothing"),
        ("From: Berlin\nto Paris", "From: Berlin\nto Paris"),
        ("-- \nMia", "--\nMia"),
        ("> only a quote", ""),
        ("", ""),
    ])
    func quotesGoAndWordsStay(_ text: String, _ expected: String) { #expect(PlainText.tidied(QuotedReply.removed(from: text)) == expected) }
}
