/// The words by which mail programs introduce the mail that they quote, in the languages of most mail.
enum QuoteWords {
    /// The first word of a line such as `On Mon, 2 Mar 2026, Mia wrote:`, in small letters: “on”, or a day of the week.
    static let openings: Set<String> = [
        "on", "am", "le", "el", "op", "il", "em", "den", "w", "dnia",
        // Norwegian and Danish, Finnish, Polish.
        "man", "tir", "tirs", "ons", "tor", "tors", "fre", "lør", "søn", "mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag",
        "søndag",
        "ma", "ti", "ke", "to", "pe", "la", "su", "pon", "wt", "śr", "czw", "pt", "sob", "niedz",
    ]

    /// Whether a line may end an attribution: with a verb, or with a verb and a name behind it.
    static func endsAttribution(_ line: String) -> Bool {
        if endings.contains(where: { line.hasSuffix($0) }) { return true }
        guard line.hasSuffix(":") else { return false }
        if let verb = verbsBeforeNames.lazy.compactMap({ line.firstRange(of: $0) }).first {
            let name = line[verb.upperBound...]
            return hasClock(line) && (name.first?.isLowercase == false || name.contains("@"))
        }
        // Japanese has no verb there: `2026年3月2日(月) 9:41 Mia <mia@example.com>:`.
        return line.hasSuffix(">:") && line.contains("年") && hasClock(line)
    }

    private static let endings = [
        "wrote:", "writes:", "schrieb:", "a écrit :", "a écrit:", "a écrit\u{A0}:", "escribió:", "schreef:", "ha scritto:", "escreveu:",
        "skrev:",
        "geschreven:", "kirjoitti:", "napisał(a):", "napisał:", "napisała:", "pisze:", "のメール:", "のメール：", "さんは書きました:", "wrote：",
    ]

    private static let verbsBeforeNames = [" schrieb ", " schreef ", " skrev ", " napisał ", " napisała ", " napisał(a) "]

    /// Whether there is `9:41` or, as in Danish and Finnish, `9.41`.
    private static func hasClock(_ line: String) -> Bool {
        let bytes = Array(line.utf8)
        return bytes.indices.dropFirst().dropLast(2).contains { index in
            (bytes[index] == UInt8(ascii: ":") || bytes[index] == UInt8(ascii: "."))
                && bytes[index - 1].isDigit && bytes[index + 1].isDigit && bytes[index + 2].isDigit
        }
    }

    /// What stands between the dashes of `-----Original Message-----`, or above what is forwarded.
    static let dividers: Set<String> = [
        "original message", "original-nachricht", "ursprüngliche nachricht", "originalnachricht", "message d'origine", "message d’origine",
        "message original", "mensaje original", "mensagem original", "messaggio originale", "oorspronkelijk bericht", "originalmeddelande",
        "ursprungligt meddelande", "oprindelig meddelelse", "original meddelelse", "opprinnelig melding", "alkuperäinen viesti",
        "wiadomość oryginalna", "oryginalna wiadomość", "元のメッセージ",
        "forwarded message", "weitergeleitete nachricht", "message transféré", "mensaje reenviado", "messaggio inoltrato",
        "mensagem encaminhada", "doorgestuurd bericht",
    ]

    /// “From” and “sent” or “date”, as Outlook heads what it quotes.
    static let senders: Set<String> = ["from", "von", "de", "da", "van", "från", "fra", "lähettäjä", "od", "差出人", "送信者"]
    static let dates: Set<String> = [
        "sent", "date", "gesendet", "datum", "envoyé", "enviado", "enviado el", "enviada", "enviada em", "fecha", "data", "inviato",
        "verzonden",
        "skickat", "sendt", "dato", "lähetetty", "päivämäärä", "wysłano", "wysłane", "送信日時", "日時",
    ]
}
