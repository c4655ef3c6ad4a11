import Testing

@testable import TranscriptFormats

@Suite struct QuotedReplyTests {
    private func unquoted(_ text: String) -> String {
        let tidy = PlainText.tidied(text)
        return PlainText.tidied(QuotedReply.removed(from: tidy) ?? tidy)
    }

    @Test(arguments: [
        ("Thanks!\n\nOn Mon, 2 Mar 2026 at 09:41, Agent 1 wrote:\n\nHi Customer,\nold", "Thanks!"),
        ("Thanks!\n> Hi\n> old", "Thanks!"),
        ("On 2 Mar 2026, Mia wrote:\n> Is it on?\nYes it is.\n> Did you restart?\nTwice.", "Yes it is.\nTwice."),
        ("Danke\nAm 02.03.2026 um 09:41 schrieb Mia:\n> alt", "Danke"),
        ("Danke\nAm 02.03.2026 schrieb:\n\n> alt", "Danke"),
        ("Thanks\nOn Mon, 2 Mar 2026 at 09:41,\nMia of the very long name <mia@example.com>\nwrote:\nold", "Thanks"),
        ("Thanks\n-----Original Message-----\nFrom: x", "Thanks"),
        ("Thanks\n----- Ursprüngliche Nachricht -----\nalt", "Thanks"),
        ("See below\n\n---------- Forwarded message ---------\nFrom: Mia\nDate: Monday\n\nold", "See below"),
        ("Thanks\n\nFrom: Mia <mia@example.com>\nSent: Monday\nTo: me\n\nold", "Thanks"),
        ("On Monday I called and she wrote:\nnothing", "On Monday I called and she wrote:\nnothing"),
        ("From: Berlin\nto Paris", "From: Berlin\nto Paris"),
        ("-- \nMia", "--\nMia"),
        ("> only a quote", ""),
        ("", ""),
    ])
    func quotesGoAndWordsStay(_ text: String, _ expected: String) { #expect(unquoted(text) == expected) }

    /// How mail programs introduce what they quote, in the languages of most mail.
    @Test(arguments: [
        "Am Mo., 2. März 2026 um 09:41 Uhr schrieb Mia <mia@example.com>:", "Le lun. 2 mars 2026 à 09:41, Mia <mia@example.com> a écrit :",
        "El lun, 2 mar 2026 a las 9:41, Mia (<mia@example.com>) escribió:", "Em seg., 2 de mar. de 2026 às 09:41, Mia escreveu:",
        "Il giorno lun 2 mar 2026 alle ore 09:41 Mia ha scritto:", "Op ma 2 mrt 2026 om 09:41 schreef Mia <mia@example.com>:",
        "Den mån 2 mars 2026 kl 09:41 skrev Mia <mia@example.com>:", "Den 02.03.2026 kl. 09.41 skrev Mia:",
        "man. 2. mars 2026 kl. 09:41 skrev Mia <mia@example.com>:", "ma 2. maalisk. 2026 klo 9.41 Mia (mia@example.com) kirjoitti:",
        "pon., 2 mar 2026 o 09:41 Mia <mia@example.com> napisał(a):", "W dniu 2.03.2026 o 09:41, Mia pisze:",
        "2026年3月2日(月) 9:41 Mia <mia@example.com>:", "2026/03/02 9:41、Mia <mia@example.com>のメール:",
        "Am Mo., 2. März 2026 um 09:41 Uhr schrieb Mia <\nmia@example.com>:", "-----Mensagem Original-----",
        "----- Opprinnelig melding -----",
        "Von: Mia\nGesendet: Montag", "Van: Mia\nVerzonden: maandag", "Da: Mia\nInviato: lunedì", "De : Mia\nEnvoyé : lundi",
        "De: Mia\nEnviado el: lunes", "Från: Mia\nSkickat: måndag", "Fra: Mia\nSendt: mandag", "Lähettäjä: Mia\nLähetetty: maanantai",
        "Od: Mia\nWysłano: poniedziałek", "差出人: Mia\n送信日時: 2026年3月2日", "*From:* Mia\n*Sent:* Monday",
    ])
    func quotesGoInEveryLanguage(_ line: String) {
        #expect(unquoted("Ok\n\n\(line)\n\nold words") == "Ok")
    }

    @Test(arguments: [
        "2 of the 3 lamps that came say:\nmade in 2026", "Am Montag um 09:41 schrieb ich euch, und so ging es weiter:\nnichts",
        "To 2 people I wrote",
        "From: Berlin\nVia: Paris", "Pt 2: it broke", "From\nSent", "On 2 May at 9:41 she said:\nno", "Le 2 mars:\nrien",
    ])
    func whatOnlyLooksLikeOneStays(_ text: String) {
        #expect(QuotedReply.removed(from: PlainText.tidied(text)) == nil)
        #expect(unquoted(text) == text)
    }
}
