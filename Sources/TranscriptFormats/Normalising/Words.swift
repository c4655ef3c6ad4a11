import Transcripts

/// A word of an export in the form in which tables are asked for it: small letters and digits, anything else as `_`.
enum Word {
    static func folded(_ text: some StringProtocol) -> String {
        if let word = text.utf8.withContiguousStorageIfAvailable(foldedASCII), let word { return word }
        return foldedAnything(text)
    }

    /// nil for what is not ASCII alone, as hardly any word is.
    private static func foldedASCII(_ text: UnsafeBufferPointer<UInt8>) -> String? {
        guard text.allSatisfy({ $0 < 0x80 }) else { return nil }
        return String(unsafeUninitializedCapacity: text.count) { word in
            var count = 0
            for byte in text {
                if byte.isASCIILetter || byte.isDigit {
                    word[count] = UInt8(ascii: "A")...UInt8(ascii: "Z") ~= byte ? byte | 0x20 : byte
                    count += 1
                } else if count > 0, word[count - 1] != UInt8(ascii: "_") {
                    word[count] = UInt8(ascii: "_")
                    count += 1
                }
            }
            return count > 0 && word[count - 1] == UInt8(ascii: "_") ? count - 1 : count
        }
    }

    /// The same in any script.
    static func foldedAnything(_ text: some StringProtocol) -> String {
        var word = ""
        for scalar in text.lowercased().unicodeScalars {
            let isLetter = scalar.properties.isAlphabetic || scalar.properties.numericType != nil
            if isLetter { word.unicodeScalars.append(scalar) } else if !word.isEmpty, word.last != "_" { word.append("_") }
        }
        return word.last == "_" ? String(word.dropLast()) : word
    }
}

/// The words that exports have for a channel.
enum ChannelWords {
    /// `unknown` for a word that is not in the table.
    static func channel(of word: String) -> Channel { table[Word.folded(word)] ?? .unknown }

    private static let table: [String: Channel] = [
        "email": .email, "e_mail": .email, "mail": .email,
        "chat": .chat, "live_chat": .chat, "livechat": .chat, "messaging": .chat, "native_messaging": .chat, "conversation": .chat,
        "online_chat": .chat,
        "push": .chat, "mobile_sdk": .chat, "sunshine_conversations_api": .chat, "slack": .chat, "teams": .chat,
        "widgetchat": .chat, "widget_chat": .chat,
        "pstnphone": .voice, "callback": .voice, "facebookmessenger": .social,
        "voice": .voice, "phone": .voice, "call": .voice, "phone_call": .voice, "phone_switch": .voice, "telephone": .voice,
        "truly_call": .voice,
        "sms": .sms, "text": .sms, "text_message": .sms, "mms": .sms,
        "social": .social, "twitter": .social, "x": .social, "x_corp": .social, "facebook": .social, "instagram": .social,
        "whatsapp": .social, "whats_app": .social, "telegram": .social, "line": .social, "wechat": .social, "viber": .social,
        "messenger": .social, "facebook_messenger": .social, "twitter_dm": .social, "tweet": .social, "tweet_dm": .social,
        "instagram_dm": .social, "google_business": .social,
        "web": .web, "web_form": .web, "form": .web, "website": .web, "portal": .web, "web_widget": .web, "help_center": .web,
        "helpcenter": .web, "customer_portal": .web, "feedback_widget": .web, "mobile": .web, "self_service": .web, "virtual_agent": .chat,
        "api": .api, "web_service": .api,
    ]
}

/// The words that exports have for the state of a conversation.
enum StateWords {
    /// nil for a word that is not in the table.
    static func state(of word: String) -> ConversationState? { table[Word.folded(word)] }

    private static let table: [String: ConversationState] = [
        "open": .open, "new": .open, "active": .open, "reopened": .open, "in_progress": .open,
        "assigned": .open, "unresolved": .open,
        "waiting_for_support": .open, "work_in_progress": .open, "to_do": .open, "indeterminate": .open,
        "pending": .pending, "hold": .pending, "on_hold": .pending, "waiting": .pending, "snoozed": .pending,
        "waiting_on_customer": .pending, "waiting_for_customer": .pending, "waiting_for_approval": .pending, "pending_reminder": .pending,
        "pending_close": .pending, "waiting_on_third_party": .pending,
        "closed": .closed, "solved": .closed, "resolved": .closed, "done": .closed, "archived": .closed, "completed": .closed,
        "canceled": .closed, "cancelled": .closed, "declined": .closed, "merged": .closed,
    ]
}

/// The words that exports have for a role.
enum RoleWords {
    /// nil for a word that is not in the table.
    static func role(of word: String) -> Role? { table[Word.folded(word)] }

    /// The role that a speaker's name tells, such as “Agent 1” or “Support Bot”; nil where it tells none.
    ///
    /// Of several tokens a bot's beats an agent's, and an agent's a customer's: “Customer Support” is the team. Of an address, what stands
    /// before the `@` counts.
    static func role(inName name: String) -> Role? {
        let words = Word.folded(name.prefix { $0 != "@" }).split(separator: "_").map { String($0) }
        let tokens = words.filter { !namesOfPeople.contains($0) }.compactMap { nameTokens[$0] ?? table[$0] }
        return [.bot, .system, .agent, .customer].first { tokens.contains($0) }
    }

    private static let table: [String: Role] = [
        "customer": .customer, "client": .customer, "visitor": .customer, "guest": .customer, "user": .customer, "end_user": .customer,
        "enduser": .customer, "requester": .customer, "contact": .customer, "lead": .customer, "caller": .customer, "external": .customer,
        "consumer": .customer, "incoming": .customer, "inbound": .customer, "in": .customer, "human": .customer, "buyer": .customer,
        "shopper": .customer,
        "agent": .agent, "support": .agent, "staff": .agent, "admin": .agent, "operator": .agent, "rep": .agent, "advisor": .agent,
        "teammate": .agent, "outgoing": .agent, "outbound": .agent, "out": .agent, "business": .agent, "representative": .agent,
        "human_agent": .agent, "any_agent": .agent, "supervisor": .agent, "csr": .agent, "specialist": .agent, "seller": .agent,
        "team": .agent, "owner": .agent,
        "bot": .bot, "assistant": .bot, "ai": .bot, "automated_agent": .bot, "chatbot": .bot, "trigger": .bot, "auto_reply": .bot,
        "gpt": .bot, "chatgpt": .bot,
        "custom_bot": .bot,
        "system": .system, "developer": .system, "event": .system, "activity": .system,
        "note": .note, "internal": .note, "private": .note, "whisper": .note, "work_notes": .note, "internal_note": .note,
        "private_note": .note,
    ]

    /// Words that tell a role in a name alone.
    private static let nameTokens: [String: Role] = ["helpdesk": .agent, "service": .agent, "virtual": .bot, "automated": .bot]
    /// Words that tell a role, but not in a name: “Mia Lead” may be anybody.
    private static let namesOfPeople: Set<String> = ["lead", "in", "out", "x", "human", "owner", "event", "private", "internal", "note"]
}
