import Diagnostics
import Findings
import TestSupport
import Testing
import Transcripts

@testable import Reports

@Suite struct TextReportTests {
    private func text(_ linted: [LintedTranscript], _ settings: ReportSettings = .init()) -> String {
        let report = TextReport(settings)
        var totals = Totals()
        var bytes: [UInt8] = []
        for one in linted {
            totals.add(one.result)
            bytes += report.transcript(one)
        }
        return String(decoding: bytes + report.end(totals), as: UTF8.self)
    }

    @Test func showsTheConversationAroundAFinding() throws {
        try expectGolden("reports/finding.txt", text([Samples.fedUp()]))
    }

    @Test func paintsOnATerminal() throws {
        try expectGolden("reports/finding-colour.txt", text([Samples.fedUp()], .init(style: TerminalStyle(hasColour: true))))
    }

    @Test func fitsANarrowTerminal() throws {
        let narrow = try text([Samples.fedUp()], .init(width: 44))
        try expectGolden("reports/finding-narrow.txt", narrow)
        let body = narrow.split(separator: "\n").dropFirst().dropLast(2)
        #expect(body.allSatisfy { $0.count <= 44 })
    }

    @Test func cutsALongMessageAroundTheWords() throws {
        let filler = String(repeating: "We looked at the shipment and at the depot's list again and again. ", count: 400)
        let transcript = Transcript(
            id: "7", messages: [Samples.message(0, .agent, "Sam", minute: 0, filler + "That is not my job, you know. " + filler)])
        let finding = try Samples.finding(
            "dismissive-phrasing", severity: .error, "“not my job” dismisses the customer.", in: transcript, at: (0, "not my job"))
        let report = text([Samples.linted(transcript, [finding], score: 20)])
        try expectGolden("reports/long-message.txt", report)
    }

    @Test func showsOnlyTheEndsOfALongMark() throws {
        let words = (1...200).map { "word\($0)" }.joined(separator: " ")
        let transcript = Transcript(
            id: "8",
            messages: [
                Samples.message(0, .customer, nil, minute: 0, "Hello?\n\nIs anybody there?\n\n\nI wait.\nAnd wait.\nAnd wait."),
                Samples.message(1, .agent, nil, minute: 1, words),
            ])
        let finding = try Samples.finding("missing-acknowledgement", "Nothing was acknowledged.", in: transcript, at: (1, words))
        try expectGolden("reports/long-mark.txt", text([Samples.linted(transcript, [finding], score: 20)]))
    }

    @Test func underlinesTheRightColumnsOfWideAndCombiningCharacters() throws {
        let transcript = Transcript(
            id: "日本-1", messages: [Samples.message(0, .agent, "佐藤", minute: 0, "申し訳\tありません 👩‍👩‍👧 cafe\u{301} — 無理です。 🇬🇧 e\u{301}nd")])
        let findings = try ["無理です", "e\u{301}nd"].map {
            try Samples.finding("dismissive-phrasing", "“\($0)” dismisses.", in: transcript, at: (0, $0))
        }
        try expectGolden("reports/wide.txt", text([Samples.linted(transcript, findings, score: 20)]))
    }

    @Test func escapesWhatCouldHarmATerminal() throws {
        let hostile = "a\u{1B}]0;owned\u{7}b\u{202E}evil\u{2066}c\u{0}d\u{200B}e\u{85}f\u{FEFF}"
        let transcript = Transcript(
            id: "1\u{1B}[2J", channel: .chat, agent: "Eve\u{202E}",
            messages: [Samples.message(0, .agent, "Eve\u{202E}\n", minute: 0, "not my job \(hostile)\r\nnext\rline")])
        let finding = try Samples.finding(
            "dismissive-phrasing", "“\(hostile)” dismisses.", in: transcript, at: (0, "job \(hostile)"), fix: "Not \(hostile)")
        let report = text([Samples.linted(transcript, [finding], score: 20)])
        #expect(report.unicodeScalars.allSatisfy { $0 == "\n" || $0.properties.generalCategory != .control })
        #expect(!report.unicodeScalars.contains { $0.properties.generalCategory == .format })
        try expectGolden("reports/hostile.txt", report)
    }

    @Test(arguments: QuoteMasking.allCases) func masksPersonalData(_ quotes: QuoteMasking) throws {
        let transcript = Transcript(
            id: "9",
            messages: [
                Samples.message(0, .customer, "ada@example.org", minute: 0, "Call me on +44 20 7946 0958, I'm fed up. ada@example.org"),
                Samples.message(1, .agent, "Dana", minute: 1, "Your card 4111 1111 1111 1111 was charged, calm down."),
            ])
        let finding = try Samples.finding(
            "dismissive-phrasing", "After “+44 20 7946 0958, I'm fed up” the agent wrote “1111 was charged, calm down”.", in: transcript,
            at: (1, "1111 was charged, calm down"), trigger: (0, "+44 20 7946 0958, I'm fed up"))
        try expectGolden(
            "reports/quotes-\(quotes.rawValue).txt", text([Samples.linted(transcript, [finding], score: 1)], .init(quotes: quotes)))
    }

    @Test func masksNumbersEvenWhereTheMessageIsCut() throws {
        let number = "4111 1111 1111 1111"
        // An excerpt of this width looks at 2088 bytes before the words: some of these distances put the cut into the number.
        for distance in 2000..<2100 {
            let transcript = Transcript(
                id: "n",
                messages: [
                    Samples.message(0, .agent, nil, minute: 0, number + String(repeating: "\n", count: distance) + "calm down")
                ])
            let finding = try Samples.finding("dismissive-phrasing", "No.", in: transcript, at: (0, "calm down"))
            let report = text([Samples.linted(transcript, [finding], score: nil)])
            #expect(!report.contains(/\|   (… )?[0-9 ]+\n/), "\(distance) lines")
        }
    }

    /// Spans come from the linter, but a report must survive any.
    @Test(arguments: [0..<0, 3..<3, 0..<1000, 900..<1000, 1..<2, 2..<4])
    func survivesSpansThatFitNoMessage(_ span: Range<Int>) throws {
        let transcript = Transcript(
            id: "x",
            messages: [
                Samples.message(0, .agent, nil, minute: 0, "né\u{301}😀"), Samples.message(1, .agent, nil, minute: 0, ""),
            ])
        var finding = try Samples.finding("dismissive-phrasing", "No.", in: transcript, at: (0, "n"))
        finding.at.span = span
        for message in [0, 1, 2, -1, Int.max] {
            finding.at.message = message
            finding.trigger = finding.at
            let report = text([Samples.linted(transcript, [finding], score: nil)])
            #expect(report.contains("warning: No. [core-en/dismissive-phrasing]"))
        }
    }

    @Test func addsUp() throws {
        let clean = Samples.linted(Transcript(id: "c", messages: []), [], score: 100)
        var unknown = Samples.linted(Transcript(id: "u", messages: []), [], score: nil)
        unknown.result.verdict.unsupportedLanguage = true
        let found = try Samples.fedUp()
        var totals = Totals()
        var unsegmented = clean
        unsegmented.result.verdict.unsegmentedMessages = 3
        for one in [clean, clean, unknown, found, found, unsegmented] { totals.add(one.result) }
        totals.addRejected()
        try expectGolden("reports/totals.txt", String(decoding: TextReport().end(totals), as: UTF8.self))
        try expectGolden("reports/totals-none.txt", String(decoding: TextReport().end(Totals()), as: UTF8.self))
        #expect(totals.worst == .warning)
        #expect(Totals().worst == nil)
    }
}
