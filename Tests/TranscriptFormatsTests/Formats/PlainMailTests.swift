import TestSupport
import Testing

@testable import TranscriptFormats

/// Plain mails are read without GMime, and come out as GMime reads them.
@Suite struct PlainMailTests {
    /// Fields with values that are plain, and behind them values that are not, or may not be.
    private static let fields: [(name: String, values: [String])] = [
        (
            "From",
            [
                "Kim Berg <kim@example.net>", "kim@example.net", "\"Berg, Kim\" <kim.b@example.net>", "<kim@example.net>", "J. B <j@b.c>",
                "=?utf-8?Q?J=C3=BC?= <j@x.y>", "Kim =?UTF-8?q?B=C3=A4r=5F_Z?= <j@x.y>", "=?utf-8?B?SsO8?= Berg <j@x.y>",
                "=?utf-8?q?J=2C_=3CB=3E?= <j@x.y>", "=?utf-8?q?a?= =?utf-8?q?b?= <j@x.y>", "=?utf-8?q?=FF?= <j@x.y>",
                "=?iso-8859-1?q?=FC?= <j@x.y>", "=?utf-8?q??= <j@x.y>", "A =?utf-8?q?b?= C =?utf-8?b?ZA==?= <j@x.y>",
                "=?utf-8?q?_a_?= <j@x.y>",
                "=?utf-8?b?ZA=?= <j@x.y>", "=?utf-8*en?q?d?= <j@x.y>", "=?utf-8?q?=22a=22?= <j@x.y>", "a=?utf-8?q?b?= <j@x.y>",
                "Kim (home) <kim@x.y>", "kim@xn--bcher-kva.example", "a..b@c.d", "Group: a@b.c;", "",
                "\"\" <x@y.z>", "Kim<kim@x.y>", "a@b.c, d@e.f", "\"A  B\" <a@b.c>", "Kim\n <kim@x.y>", "k@b", "k",
            ]
        ),
        (
            "To",
            ["support@example.com", "Help <help@example.com>, b@c.d", "a@b.c,\n\td@e.f", "a@b.c;d@e.f", "undisclosed-recipients:;", ","]
        ),
        ("Subject", ["Lamp", "Re: Lamp", "  spaced ", "a=b?", "=?utf-8?Q?x?=", "two  spaces", "folded\n line", "a\tb", "ü", ""]),
        (
            "Date",
            [
                "Mon, 05 Jan 2026 10:00:00 +0100", "5 Jan 2026 10:00:00 -0000", "Tue, 6 Jan 2026 09:59:59 GMT", "1 Jan 2026 1:00 EST",
                "Mon, 5 Jan 2026 10:00:00 +0100 (CET)", "31 Feb 2026 10:00:00 +0000", "Fri, 5 Jan 2026 24:00:00 +0000", "yesterday",
                "5 Jan 2026 10:00:60 +0000", "1 Jan 1960 10:00:00 +0000", "5 Jan 2026 10:00:00 +1400", "mon, 5 jan 2026 10:00:00 +0000",
            ]
        ),
        ("Message-ID", ["<a@example.net>", " <A_b.c$d=e+f@g-h.i> ", "a@b.c", "<a b@c>", "<>", "<a@[1.2]>", "<a@b.c> x", "<a@b.c> <d@e.f>"]),
        ("In-Reply-To", ["<b@example.net>", "<b@example.net> <c@example.net>", "Kim's mail of Monday", "<b@c.d>,<e@f.g>", ""]),
        ("References", ["<b@example.net>", "<b@example.net>\n <c@example.net>", "<b@c.d><e@f.g>", "<b@c.d> (x) <e@f.g>"]),
        (
            "Content-Type",
            [
                "text/plain; charset=utf-8", "text/html", "TEXT/Plain;charset=\"US-ASCII\"; format=flowed", "text/plain; charset=latin1",
                "text/html;\n charset=windows-1252", "text/plain; format=flowed; delsp=yes", "text", "text/plain; charset=iso-8859-15",
                "",
                "text/plain; name=a.txt", "text/plain; charset=", "text/plain;", "text/plain; charset = utf-8", "application/pdf",
                "text/plain; charset=utf-8; charset=ascii", "multipart/mixed; boundary=b", "message/rfc822",
                "text/plain; charset*=utf-8''x",
            ]
        ),
        ("Content-Transfer-Encoding", ["8bit", "7bit", "quoted-printable", "Quoted-Printable", "base64", "x-uuencode", "binary", ""]),
        ("Content-Disposition", ["inline", "attachment; filename=x", "attachment", ""]),
        ("Auto-Submitted", ["auto-replied", "no"]), ("X-Gmail-Labels", ["Inbox,Spam", "Drafts"]), ("X-Unsent", ["1"]),
        ("Sender", ["Tom <tom@example.com>"]), ("X-Other", ["one", "two\n\tlines", "ü", ": : :"]), ("precedence", ["bulk"]),
        ("Bad name", ["x"]), ("X-Autoreply", ["yes"]), ("from", ["again@x.y"]),
    ]
    private static let bodies = [
        "Hello there.\n", "I am \nhere.\n", "caf\u{e9} = 3D\n", "caf=C3=A9 is=\n good=20\n=3D\n", "=zz\n", "a \t\nx", "a\r\nb\r\n",
        "<p>Hi</p>\n", "\n", "SGVsbG8=\n", "> old\n", "--b\n\npart\n--b--\n", "\u{0}", "one=", "=", "=4", "=41=0D=0A=5f",
        "From here to there\n", "==\n", "=\r\n",
    ]

    private func mail(_ numbers: inout SeededGenerator) -> String {
        var fields: [String] = []
        // Later fields are rarer, as are later values.
        for (index, field) in Self.fields.enumerated() where Int.random(in: 0...20, using: &numbers) > index * 2 {
            let plain = Int.random(in: 0...7, using: &numbers) > 0
            let value = (plain ? field.values.prefix(2) : field.values[...]).randomElement(using: &numbers) ?? ""
            fields.append("\(field.name):\(Bool.random(using: &numbers) ? " " : "")\(value)\n")
        }
        if Int.random(in: 0...5, using: &numbers) == 0 { fields.shuffle(using: &numbers) }
        if Int.random(in: 0...20, using: &numbers) == 0, let field = fields.first { fields.append(field) }
        let body = (0..<Int.random(in: 0...4, using: &numbers)).map { _ in Self.bodies.randomElement(using: &numbers) ?? "" }.joined()
        let text = fields.joined() + (Int.random(in: 0...20, using: &numbers) == 0 ? "" : "\n") + body
        return Int.random(in: 0...4, using: &numbers) == 0 ? text.replacing("\n", with: "\r\n") : text
    }

    @Test func theyComeOutAsGMimeReadsThem() throws {
        var numbers = SeededGenerator(seed: 1)
        var plain = 0
        for _ in 0..<20_000 {
            let text = mail(&numbers)
            guard let message = PlainMail.message(of: Array(text.utf8), limits: ReadLimits()) else { continue }
            plain += 1
            try expect(message, of: text)
        }
        #expect(plain > 4000, "\(plain)")
    }

    /// Where ids tie mails together, nobody asks for the subject.
    private func expect(_ message: EmailMessage, of text: String) throws {
        var expected = try EmailReader(limits: ReadLimits()).mail(of: Array(text.utf8))
        if message.subject == nil, message.root != nil { expected.subject = nil }
        #expect("\(message)" == "\(expected)", "\(text.debugDescription)")
    }

    private static let partTypes = [
        "Content-Type: text/plain; charset=utf-8\n", "Content-Type: text/html; charset=\"utf-8\"\n", "",
        "Content-Type: image/png; name=\"a b.png\"\n", "Content-Type: image/png; name=a.png\nContent-ID: <x>\n",
        "Content-Type: application/pdf\n",
        "Content-Type: text/plain\nContent-Disposition: attachment; filename=\"log.txt\"\n", "Content-Type: message/rfc822\n",
        "Content-Type: text/plain\nContent-Disposition: inline\n", "Content-Type: text/calendar\n",
        "Content-Type: text/plain; name=\"x.txt\"\n",
        "Content-Disposition: attachment;\n filename=\"a.b\"; size=7\n", "bad\n",
    ]
    private static let partEncodings = [
        "", "Content-Transfer-Encoding: 7bit\n", "Content-Transfer-Encoding: quoted-printable\n",
        "Content-Transfer-Encoding: base64\n", "X: y\n",
    ]
    private static let partBodies = [
        "words\n", "more = words\n", "", "\n", "SGkgdGhlcmU=\n", "SGkg\ndGhlcmUh\n", "QQ==", "a=20b=\nc\n", "--\n", "-- \nsignature\n",
        "--x\n", "--b2\n",
        "--b \n", "no end", "<p>Hi</p>\n",
    ]

    private func parts(_ depth: Int, _ numbers: inout SeededGenerator) -> String {
        let boundary = depth == 0 ? "b" : "inner=\(depth)"
        let pick = { (pieces: [String], numbers: inout SeededGenerator) in
            (Int.random(in: 0...4, using: &numbers) > 0 ? pieces.prefix(3) : pieces[...]).randomElement(using: &numbers) ?? ""
        }
        var text = pick(["", "\n", "This is a mail of several parts.\n", "--b3\n"], &numbers)
        for _ in 0..<Int.random(in: 1...3, using: &numbers) {
            text += "--\(boundary)\n"
            if depth < 3, Int.random(in: 0...4, using: &numbers) == 0 {
                let kind = ["alternative", "mixed", "related", "digest"].randomElement(using: &numbers) ?? ""
                text += "Content-Type: multipart/\(kind);\n boundary=\"inner=\(depth + 1)\"\n\n\(parts(depth + 1, &numbers))"
            } else {
                text += pick(Self.partTypes, &numbers) + pick(Self.partEncodings, &numbers) + "\n" + pick(Self.partBodies, &numbers)
                if Bool.random(using: &numbers) { text += pick(Self.partBodies, &numbers) }
            }
            if Int.random(in: 0...9, using: &numbers) > 0 { text += "\n" }
        }
        guard Int.random(in: 0...19, using: &numbers) > 0 else { return text }
        return "\(text)--\(boundary)--\(pick(["\n", "", "\n\nafter\n", " \n"], &numbers))"
    }

    @Test(arguments: [false, true]) func partsComeOutAsGMimeReadsThem(areReturned: Bool) throws {
        var numbers = SeededGenerator(seed: 2)
        var plain = 0
        for _ in 0..<20_000 {
            let kind = ["alternative", "mixed", "report"].randomElement(using: &numbers) ?? ""
            var text = "From: k@b.c\nMessage-ID: <a@b.c>\nContent-Type: multipart/\(kind); boundary=\"b\"\n\n\(parts(0, &numbers))"
            if areReturned { text = text.replacing("\n", with: "\r\n") }
            // Damage, of which most is small.
            if Int.random(in: 0...3, using: &numbers) == 0 {
                let place = text.utf8.index(text.startIndex, offsetBy: Int.random(in: 60..<text.utf8.count, using: &numbers))
                text.replaceSubrange(place..<place, with: ["\n", "-", "\r", "b", " "].randomElement(using: &numbers) ?? "")
            }
            guard let message = PlainMail.message(of: Array(text.utf8), limits: ReadLimits(), isChecked: true) else { continue }
            plain += 1
            try expect(message, of: text)
        }
        #expect(plain > 2000, "\(plain)")
    }

    @Test func encodedNamesComeOutAsGMimeReadsThem() throws {
        var numbers = SeededGenerator(seed: 3)
        let pieces = [
            "Kim", "=?utf-8?q?", "=?UTF-8?B?", "?=", " ", " ", "=C3=BC", "SsO8", "_", "=5F", "=2E", "ZA==", "x", "-", "=40", "=0A", "=22",
        ]
        var plain = 0
        for _ in 0..<40_000 {
            var name = (0..<Int.random(in: 0...4, using: &numbers)).map { _ in pieces.randomElement(using: &numbers) ?? "" }.joined()
            if Bool.random(using: &numbers) { name = "Kim =?utf-8?q?\(name)?=" }
            let text = "From: \(name) <k@b.c>\n\nHi"
            guard let message = PlainMail.message(of: Array(text.utf8), limits: ReadLimits()) else { continue }
            plain += 1
            try expect(message, of: text)
        }
        #expect(plain > 4000, "\(plain)")
    }

    @Test(arguments: [
        "From: kim@example.net\n\nHi", "from: Kim <kim@example.net>\r\nDate: 5 Jan 2026 10:00:00 +0000\r\n\r\nHi\r\n",
        "Subject: x\nContent-Type: text/html; charset=\"utf-8\"\nContent-Transfer-Encoding: quoted-printable\n\n<p>=C3=BC</p>",
    ])
    func whatMostProgramsWriteIsPlain(_ text: String) { #expect(PlainMail.message(of: Array(text.utf8), limits: ReadLimits()) != nil) }

    @Test(arguments: [
        "", "\n", "From", "From:", "From: kim@example.net", "From: kim@example.net\n", "From: kim@example.net\nTo: a\n\nHi", ": x\n\nHi",
        "Subject: =?utf-8?Q?x?=\n\nHi", "X-A: b\n\nHi", "Content-Type: text/plain; x=multipart\n\nHi",
        "Content-Type: multipart/mixed; boundary=b\n\nHi", "Subject: x\nSubject: y\n\nHi",
        "Subject: x\nX: " + String(repeating: ":", count: 200) + "\n\nHi", "X: " + String(repeating: "x", count: 100_000) + "\n\nHi",
    ])
    func whatNeedsJudgementIsNot(_ text: String) { #expect(PlainMail.message(of: Array(text.utf8), limits: ReadLimits()) == nil) }

    /// Long files come in pieces; what they hold does not depend on where one ends.
    @Test(arguments: [1, 1000, 5000, 1 << 16]) func mailboxesAreCutAtTheirLines(step: Int) throws {
        var text = ""
        for number in 0..<300 {
            let lines = "line \(number)\n>From here\n>>From there\nFrom 10:00 on I wait\nFor \(number) days\n"
            let body = String(repeating: lines, count: number % 40)
            text += "From x@example.net Mon Jan  5 10:00:00 2026\nFrom: k\(number)@example.net\nSubject: x\n\n\(body)\n"
        }
        var mailbox = Mailbox(try Input(TricklingSource(Array(text.utf8), step: step), file: "a.mbox", limit: 1 << 30), limit: 1 << 20)
        var whole = ""
        var count = 0
        while let mail = try mailbox.next() {
            whole += "From x@example.net Mon Jan  5 10:00:00 2026\n" + String(decoding: mail.bytes, as: UTF8.self)
            count += 1
        }
        #expect(count == 300)
        #expect(whole == text.replacing("\n>From", with: "\nFrom").replacing("\n>>From", with: "\n>From"))
    }
}
