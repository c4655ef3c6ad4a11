import Diagnostics

extension RecordEncoder {
    func write(_ finding: Finding, of transcript: TranscriptSummary, to json: inout JSONWriter) {
        json.member("id", finding.id)
        json.key("transcript")
        json.beginObject()
        writeOrigin(of: transcript, to: &json)
        json.endObject()
        json.member("rule", finding.rule.path)
        json.member("rev", finding.rule.rev)
        json.member("pack_version", finding.rule.packVersion)
        json.member("category", finding.category)
        json.member("behaviour", finding.behaviour.rawValue)
        json.member("severity", finding.severity.rawValue)
        json.member("message", quotes.message(finding.message, quoting: [finding.at, finding.trigger].compactMap { $0?.quote }))
        json.key("at")
        write(finding.at, agent: transcript.agent, to: &json)
        json.key("trigger")
        if let trigger = finding.trigger { write(trigger, agent: transcript.agent, to: &json) } else { json.null() }
        json.member("fix", finding.fix)
    }

    func write(_ verdict: Verdict, of transcript: TranscriptSummary, to json: inout JSONWriter) {
        json.key("transcript")
        json.beginObject()
        writeOrigin(of: transcript, to: &json)
        json.member("state", transcript.state?.rawValue)
        json.member("queue", transcript.queue)
        json.member("tags", transcript.tags)
        json.member("messages", transcript.messages)
        json.endObject()
        json.key("findings")
        json.beginObject()
        for severity in Severity.allCases {
            json.key(named: severity.rawValue)
            json.value(verdict.counts[severity] ?? 0)
        }
        json.endObject()
        json.member("score", verdict.score)
        json.key("behaviours")
        write(verdict.behaviours, to: &json)
        json.member("csat", transcript.csat)
        json.key("times")
        write(transcript.times, to: &json)
        json.member("packs", verdict.packs)
        json.member("suppressed", verdict.suppressed)
        json.member("unsupported_language", verdict.unsupportedLanguage)
        json.member("unsegmented_messages", verdict.unsegmentedMessages)
    }

    /// What both kinds of record say of a transcript.
    private func writeOrigin(of transcript: TranscriptSummary, to json: inout JSONWriter) {
        json.member("id", transcript.id)
        json.member("channel", transcript.channel.rawValue)
        json.member("language", transcript.language)
        json.member("agent", transcript.agent)
        json.member("source", transcript.provenance.source)
        json.member("format", transcript.provenance.format)
        json.member("file", transcript.provenance.file)
    }

    private func write(_ quotation: Quotation, agent: String?, to json: inout JSONWriter) {
        json.beginObject()
        json.member("message", quotation.message)
        // The agent is named in the transcript as well; a customer's display name may be an address or a number.
        json.member("author", quotation.author == agent ? agent : quotation.author.map { quotes.name($0) })
        json.member("time", quotation.time?.description)
        json.key("span")
        json.beginArray()
        json.value(quotation.span.lowerBound)
        json.value(quotation.span.upperBound)
        json.endArray()
        json.member("quote", quotes.quote(quotation.quote))
        json.endObject()
    }

    private func write(_ behaviours: [Behaviour: Verdict.BehaviourCount], to json: inout JSONWriter) {
        json.beginObject()
        for behaviour in Behaviour.allCases {
            let count = behaviours[behaviour] ?? .init()
            json.key(named: behaviour.rawValue)
            json.beginObject()
            json.member("opportunities", count.opportunities)
            json.member("met", count.met)
            json.endObject()
        }
        json.endObject()
    }

    private func write(_ times: TranscriptSummary.Times?, to json: inout JSONWriter) {
        guard let times else { return json.null() }
        json.beginObject()
        json.member("first", times.first.description)
        json.member("last", times.last.description)
        json.endObject()
    }
}
