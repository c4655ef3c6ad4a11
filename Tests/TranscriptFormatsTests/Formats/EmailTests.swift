import CGMime
import Testing
import Transcripts

@testable import TranscriptFormats

/// A mail with a header that is like any other's, and more lines below it.
private func text(from: String = "Kim <kim@example.net>", id: String? = "a@example.net", _ more: String) -> String {
    let id = id.map { "Message-ID: <\($0)>\n" } ?? ""
    return "From: \(from)\nTo: support@example.com\nSubject: Lamp\nDate: Mon, 5 Jan 2026 10:00:00 +0100\n\(id)\(more)"
}

private func mbox(_ mails: String...) -> String {
    mails.map { "From x@example.net Mon Jan  5 10:00:00 2026\n\($0)\n\n" }.joined()
}

private func nested(_ count: Int) -> String {
    let open = (0..<count).map { "Content-Type: multipart/mixed; boundary=b\($0)\n\n--b\($0)\n" }.joined()
    return text(open + "\nHi\n" + (0..<count).reversed().map { "--b\($0)--\n" }.joined())
}

/// Mails that no program writes, and what is said of them.
private let hostileMails: [(String, String)] = {
    let many = { (part: String, count: Int) in String(repeating: part, count: count) }
    let parts = "Content-Type: multipart/mixed; boundary=b\n\n"
    var mails: [(String, String)] = [(nested(10_000), "odd-mail"), (nested(100), "too-deep")]
    mails.append((text(many("X-A: b\n", 1_000_000) + "\nHi"), "odd-mail"))
    mails.append((text("X-A: b\n" + many(" more\n", 100_000) + "\nHi"), "odd-mail"))
    mails.append((text(parts + many("--b\n\nx\n", 15_000)), "odd-mail"))
    mails.append((text(parts + many("--b\n\nx\n", 100_000)), "odd-mail"))
    mails.append((text("Content-Type: multipart/digest; boundary=b\n\n--b\n\n" + many("X-A: b\n", 100_000)), "odd-mail"))
    mails.append((text("Content-Transfer-Encoding: base64\n\n" + many("QUJD", 500_000)), "text-too-long"))
    mails.append((text("\n" + many("word ", 50_000)), "text-too-long"))
    mails.append((text("Cc: " + many("a:", 100_000) + "\n\nHi"), "odd-mail"))
    mails.append((text(parts + "--b\nContent-Type: message/rfc822\n\ncC :" + many("\n a:", 1000) + "\n\nHi"), "odd-mail"))
    mails.append((many(text("Content-Type: message/rfc822\n\n"), 1000), "odd-mail"))
    return mails
}()

/// Mails that no program writes either, and that can be read.
private let oddMails: [String] = {
    let many = { (part: String, count: Int) in String(repeating: part, count: count) }
    var mails = [nested(60), text("References: " + many("<a@b> ", 40_000) + "\n\nHi")]
    mails.append(text("References: " + (0..<20_000).map { "<\($0)@b>" }.joined() + "\n\nHi"))
    mails.append(text("Cc: " + many("a:", 99) + "\n\nHi"))
    mails.append(text("Cc: " + many("(", 200_000) + "\n\nHi"))
    mails.append(text("X: " + many("=?utf-8?B?", 20_000) + "\n\nHi"))
    mails.append(text("Content-Type: text/plain" + many("; a*99999999*=b", 10_000) + "\n\nHi"))
    mails.append(text("Content-Type: ;;;=\n\nHi"))
    mails.append(text("\nHi" + many("\n--", 200_000)))
    mails.append(text("\nHi\n----\n" + many("12:00 a log\n", 30_000)))
    mails.append(text("X-\u{0}A: \u{0}\n\nH\u{0}i"))
    mails.append(text("Content-Type: multipart/mixed; boundary=\"\"\n\n--\n\nHi\n----\n"))
    return mails
}()

@Suite struct EmailTests {
    private func mail(
        from: String = "Kim <kim@example.net>", id: String? = "a@example.net", _ more: String, settings: FormatSettings = FormatSettings()
    ) throws -> Outcome {
        try read(text(from: from, id: id, more), name: "mail.eml", settings: settings)
    }

    private func drops(_ text: String) throws -> [String] {
        let log = DropLog()
        let context = RecordContext(fallbackID: "x", settings: FormatSettings(), limits: ReadLimits(), drops: log)
        _ = try items(of: Email(), text, name: "x.mbox", in: context)
        return log.take().map { "\($0.reason) \($0.place) \($0.detail ?? "")" }
    }

    // MARK: Roles

    @Test(arguments: [
        ("Kim <kim@example.net>", "", Role.customer), ("Shop <support@example.com>", "", .agent), ("no-reply@example.com", "", .agent),
        ("Kundenservice <x@example.com>", "", .customer), ("Acme Support <x@example.com>", "", .agent),
        ("Help Desk <help+123@example.com>", "", .agent), ("Kim <kim@example.net>", "Auto-Submitted: auto-replied (vacation)\n", .bot),
        ("Kim <kim@example.net>", "Auto-Submitted: no\n", .customer), ("Shop <support@example.com>", "Precedence: bulk\n", .bot),
        ("Kim <kim@example.net>", "X-Autoreply: yes\n", .bot), ("MAILER-DAEMON@example.com", "", .system), ("", "", .customer),
        ("undisclosed: kim@example.net;", "", .customer),
    ])
    func roles(_ from: String, header: String, role: Role) throws {
        #expect(try mail(from: from, "\(header)\nHi").transcripts.first?.messages.map(\.role) == [role])
    }

    @Test(arguments: [["mia@example.com"], ["Mia Moe"], ["@example.com"]]) func theSettingsNameAgents(_ agents: [String]) throws {
        let settings = FormatSettings(agents: agents)
        let outcome = try mail(from: "\"Mia Moe\" <mia@example.com>", "\nHi", settings: settings)
        #expect(outcome.transcripts.first?.messages.map(\.role) == [.agent])
        #expect(outcome.transcripts.first?.agent == "Mia Moe")
        #expect(try mail(from: "info@example.net", "\nHi", settings: settings).transcripts.first?.messages.map(\.role) == [.customer])
    }

    // MARK: Headers

    @Test(arguments: [
        ("=?utf-8?Q?J=C3=BCrgen?= <j@example.net>", "Jürgen"), ("=?iso-8859-1?Q?J=FCrgen?= <j@example.net>", "Jürgen"),
        ("=?utf-8?B?5pel?= =?utf-8?B?5pys?= <j@example.net>", "日本"), ("=?utf-8?Q?=E6=97?= =?utf-8?Q?=A5?= <j@example.net>", "日"),
        ("=?x-nothing?Q?J=FCrgen?= <j@example.net>", "Jürgen"), ("\"J, K\" <j@example.net>", "J, K"), ("j@example.net", "j@example.net"),
        ("=?utf-8?Q?cut", "=?utf-8?Q?cut"),
    ])
    func authors(_ from: String, _ author: String) throws {
        #expect(try mail(from: from, "\nHi").transcripts.first?.messages.first?.author == author)
    }

    @Test(arguments: [
        ("Mon, 5 Jan 2026 10:00:00 -0330", "2026-01-05T13:30:00Z"), ("5 Jan 26 10:00 EST", "2026-01-05T15:00:00Z"),
        ("Mon, 5 Jan 2026 10:00:00 -0000", "2026-01-05T10:00:00Z"), ("yesterday", nil), ("Mon, 5 Jan 99999 10:00:00 +0000", nil),
    ])
    func times(_ date: String, _ time: String?) throws {
        let outcome = try read("From: kim@example.net\nTo: x@example.com\nSubject: x\nDate: \(date)\n\nHi", name: "mail.eml")
        #expect(outcome.transcripts.first?.messages.first?.time?.description == time)
    }

    // MARK: Bodies

    @Test(arguments: [
        ("Content-Type: text/plain; charset=iso-8859-15\nContent-Transfer-Encoding: quoted-printable\n\n=A4 caf=E9", "€ café"),
        ("Content-Type: text/plain; charset=x-nothing\nContent-Transfer-Encoding: quoted-printable\n\ncaf=E9", "café"),
        ("Content-Type: text/plain; charset=us-ascii\n\nnaïve", "naïve"),
        ("Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n\nSGkKS2lt", "Hi\nKim"),
        ("Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n\n!!SGkh*", "Hi!"),
        ("Content-Type: text/plain; charset=utf-16le\nContent-Transfer-Encoding: base64\n\nSABpAA==", "Hi"),
        ("Content-Type: text/plain; format=flowed\n\nOne \ntwo.\n\nThree \n> old\nfour", "One two.\n\nThree\nfour"),
        ("Content-Type: text/html\n\n<p>I am &uuml;p</p><blockquote>old</blockquote>", "I am üp"), ("\nHi\r\nthere\r\n", "Hi\nthere"),
        ("Content-Type: multipart/mixed; boundary=b\n\nnothing\n--b\n\nHi\n--b\nContent-Type: text/html\n\n<b>there</b>", "Hi\n\nthere"),
        ("Content-Type: multipart/alternative; boundary=b\n\n--b\n\nplain\n--b\nContent-Type: text/html\n\n<b>rich</b>\n--b--", "plain"),
        ("Content-Type: multipart/alternative; boundary=b\n\n--b\n\n \n--b\nContent-Type: text/html\n\n<b>rich</b>\n--b--", "rich"),
        ("Content-Type: multipart/mixed; boundary=b\n\nno boundary ever comes", nil), ("Content-Type: multipart/mixed\n\nno boundary", nil),
    ])
    func bodies(_ more: String, _ words: String?) throws {
        #expect(try mail("MIME-Version: 1.0\n\(more)").transcripts.first?.messages.first?.text == words)
    }

    @Test(arguments: [
        ("Content-Type: application/ms-tnef; name=winmail.dat\n\nx", "winmail.dat"),
        ("Content-Type: text/calendar; name=a.ics\n\nx", "a.ics"),
        ("Content-Disposition: attachment; filename*=utf-8''%C3%BC.txt\n\nx", "ü.txt"),
        ("Content-Type: message/rfc822\n\nFrom: Tom <t@example.com>\nSubject: Old\n\nYou are rude", "Old"),
        ("Content-Type: image/png\n\nx", "unnamed"),
    ])
    func whatIsAttachedStandsForAMailWithoutWords(_ part: String, _ name: String) throws {
        let outcome = try mail("Content-Type: multipart/mixed; boundary=b\n\n--b\n\(part)\n--b--\n")
        #expect(outcome.transcripts.first?.messages.map(\.text) == ["[attachment: \(name)]"])
        let words = try mail("Content-Type: multipart/mixed; boundary=b\n\n--b\n\nHi\n--b\n\(part)\n--b--\n")
        #expect(words.transcripts.first?.messages.map(\.text) == ["Hi"])
    }

    @Test func mailsWithoutWordsSaySo() throws {
        #expect(try mail("\n").codes == ["no-message-bodies"])
        #expect(try drops(mbox(text(id: "b", "\nHi"), text("\n> only a quote"))) == ["quotedMail mail 2 ", "empty mail 2 "])
    }

    // MARK: Threads

    @Test func answersAreOneConversationWhateverTheyName() throws {
        let outcome = try read(
            mbox(
                text(id: "c@x", "In-Reply-To: <b@x>\n\nthird"), text(id: "b@x", "References: <a@x>\n\nsecond"),
                text(id: "z@x", "\nother"), text(id: "d@x", "References: <a@x> <b@x>\n\nfourth")), name: "in.mbox")
        #expect(outcome.transcripts.map(\.id) == ["b@x", "z@x"])
        #expect(outcome.transcripts.map { $0.messages.map(\.text) } == [["third", "second", "fourth"], ["other"]])
    }

    @Test func theEarliestMailNamesTheConversation() throws {
        let first = text(id: "a@x", "\nfirst").replacing("10:00:00", with: "09:00:00")
        let outcome = try read(mbox(text(id: "b@x", "In-Reply-To: <a@x>\n\nsecond"), first), name: "in.mbox")
        #expect(outcome.transcripts.map(\.id) == ["a@x"])
        #expect(outcome.transcripts.first?.messages.map(\.text) == ["first", "second"])
    }

    @Test func withoutIDsTheSubjectAndThePeopleTell() throws {
        let answer =
            "From: support@example.com\nTo: kim@example.net\nSubject: AW: Re[2]: lamp\nDate: Mon, 5 Jan 2026 11:00:00 +0100\n\nanswer"
        let stranger = text(from: "tom@example.org", id: nil, "\nstranger")
        let bare = "From: kim@example.net\nTo: x@example.com\nSubject: Re:\n\nbare"
        let outcome = try read(mbox(text(id: nil, "\nquestion"), stranger, answer, bare, bare), name: "in.mbox")
        #expect(outcome.transcripts.map(\.id) == ["in-1", "in-2", "in-3", "in-4"])
        #expect(outcome.transcripts.map { $0.messages.map(\.text) } == [["question", "answer"], ["stranger"], ["bare"], ["bare"]])
        #expect(try read(text(id: nil, "\nalone"), name: "a.eml").transcripts.map(\.id) == ["a"])
    }

    @Test func aSecondCopyIsTakenDown() throws {
        let mails = mbox(text("\nHi"), text("\nHi"))
        #expect(try drops(mails) == ["unknownKind mail 2 a second copy"])
        #expect(try read(mails, name: "in.mbox").transcripts.first?.messages.count == 1)
    }

    @Test(arguments: [
        ("X-Unsent: 1", "draft mail 2 "), ("X-Mozilla-Draft-Info: internal/draft; vcard=0", "draft mail 2 "),
        ("X-Gmail-Labels: Unread,Drafts", "draft mail 2 "), ("X-Gmail-Labels: Spam,Unread", "hidden mail 2 "),
    ])
    func whatWasNeverSentIsTakenDown(_ header: String, _ drop: String) throws {
        let mails = mbox(text("X-Gmail-Labels: Inbox\n\nHi"), text(id: "b", "\(header)\nIn-Reply-To: <a@example.net>\n\nnot yet"))
        #expect(try drops(mails) == [drop])
        #expect(try read(mails, name: "in.mbox").transcripts.map { $0.messages.map(\.text) } == [["Hi"]])
    }

    // MARK: mbox

    @Test func sentencesThatBeginWithFromStay() throws {
        let outcome = try read(
            mbox(text("\nHi\nFrom May to June 2026\nFrom me at 10:00 in 2026\nno header\n>From now on\n>>From then on")), name: "in.mbox")
        #expect(
            outcome.transcripts.first?.messages.map(\.text) == [
                "Hi\nFrom May to June 2026\nFrom me at 10:00 in 2026\nno header\nFrom now on"
            ])
    }

    @Test(arguments: [
        "From - Mon Jan 05 10:00:00 2026", "From 1@xxx Mon Jan 05 10:00:00 +0000 2026",
        "From kim@example.net Mon Jan  5 10:00:00 2026 +0100",
        "From MAILER-DAEMON Mon Jan  5 10:00 2026\r",
    ])
    func postmarks(_ line: String) throws {
        let outcome = try read("\(line)\n\(text("\nHi"))\n\n\(line)\n\(text(id: "b", "\nHo"))", name: "in.mbox")
        #expect(outcome.transcripts.map(\.id) == ["a@example.net", "b"])
    }

    @Test(arguments: [
        "From: Kim", "From: Kim\nText: x\nMore: y\n", "Agent: Hi\nCustomer: Hello", "From here to 10:00 2026\nthere",
        "Subject: x\nTo: y\nDate: z\n\nx",
    ])
    func notMail(_ text: String) throws {
        #expect(text.utf8.withContiguousStorageIfAvailable { Email().recognise(Array($0), settings: FormatSettings()) } == .some(nil))
    }

    @Test func aMailThatIsCutIsRead() throws {
        let mails = mbox(text("\nHi"), text(id: "b", "Content-Type: multipart/mixed; boundary=b\n\n--b\n\nWhere is"))
        #expect(try read(mails, name: "in.mbox").transcripts.map { $0.messages.map(\.text) } == [["Hi"], ["Where is"]])
        #expect(try read(mbox(text("\nHi")) + "From kim@example.net Mon Jan  5 10:00:00 2026\nFrom: Ki", name: "in.mbox").codes == [])
    }

    // MARK: Hostile mail

    /// A time limit ends what would never end; nothing here asks how fast it is.
    @Test(.timeLimit(.minutes(5)), arguments: hostileMails.indices)
    func hostileMailIsRejected(_ index: Int) throws {
        let (hostile, code) = hostileMails[index]
        var limits = ReadLimits()
        limits.textBytes = 100_000
        let outcome = try read(
            mbox(text(id: "before", "\nHi")) + mbox(hostile) + mbox(text(id: "after", "\nHi")), name: "in.mbox", limits: limits)
        #expect(outcome.rejected.map(\.code) == [code])
        #expect(outcome.rejected.first?.place?.line == 10)
        #expect(outcome.transcripts.map(\.id) == ["before", "after"])
    }

    @Test(.timeLimit(.minutes(5)), arguments: oddMails.indices)
    func oddMailIsRead(_ index: Int) throws {
        let context = RecordContext(fallbackID: "x", settings: FormatSettings(), limits: ReadLimits())
        let items = try items(of: Email(), oddMails[index], name: "x.eml", in: context)
        guard case .transcript(let transcript)? = items.first else {
            Issue.record("no transcript")
            return
        }
        #expect(transcript.messages.first?.text.hasPrefix("Hi") == true)
    }

    @Test func aMissingLibrarySaysWhatToInstall() {
        let error = EmailReader.error(of: TACT_MAIL_MISSING_LIBRARY, textBytes: 1)
        #expect(error.code == "missing-library")
        #expect(error.help?.contains("libgmime-3.0-0") == true)
    }
}
