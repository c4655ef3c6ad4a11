import Transcripts

/// Who wrote a mail, which nothing in it says: the settings, else how addresses and names of support teams look.
enum MailRoles {
    static func role(name: String?, address: String?, settings: FormatSettings) -> Role {
        if settings.agents.contains(name, address) { return .agent }
        guard settings.agents.isEmpty else { return .customer }
        let words = Word.folded(address?.prefix { $0 != "@" } ?? "").split(separator: "_")
        if words == ["mailer", "daemon"] || words == ["postmaster"] { return .system }
        if words.contains(where: localParts.contains) || noReply.contains(words.joined()) { return .agent }
        return name.flatMap { settings.role(ofName: $0) } == .agent ? .agent : .customer
    }

    private static let localParts: Set<Substring> = [
        "support", "help", "helpdesk", "service", "care", "info", "contact", "team", "noreply", "customerservice", "kundenservice",
        "soporte",
    ]
    private static let noReply: Set<String> = ["noreply", "donotreply"]
}
