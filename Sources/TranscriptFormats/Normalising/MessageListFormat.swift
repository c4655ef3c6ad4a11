import Transcripts

/// A format whose records are single messages, each of which names its conversation, or objects around lists of such messages: pages of an
/// API, conversations, webhooks. Messages of one conversation may be anywhere in the file, so all records are read together.
protocol MessageListFormat: JSONFormat {
    /// The keys under which an object that is no message has messages, or another such object.
    var listKeys: [StaticString] { get }

    /// Whether a value is a message of the format.
    func isMessage(_ value: JSONValue) -> Bool
}

/// A message, and what stands around it.
struct ListedMessage {
    var value: JSONValue
    /// The object that has the message, or the list with it, under one of the keys; missing where the message is a record itself.
    var outer: JSONValue
    /// The JSON pointer of the message.
    var pointer: String
}

extension MessageListFormat {
    func recognise(_ sample: JSONSample) -> JSONRecognition? {
        hasMessage(sample.value) ? .together : nil
    }

    /// Whether the first thing in a value is a message.
    private func hasMessage(_ value: JSONValue) -> Bool {
        if isMessage(value) { return true }
        if value.isArray { return value.firstElement.exists && hasMessage(value.firstElement) }
        return inner(of: value).map { hasMessage($0.value) } ?? false
    }

    /// What an object has under the first of the keys that leads to an array or an object.
    private func inner(of value: JSONValue) -> (key: StaticString, value: JSONValue)? {
        for key in listKeys {
            let inner = value[key]
            if inner.isArray || inner.isObject { return (key, inner) }
        }
        return nil
    }

    /// All messages in what was recognised, in their order in the file.
    ///
    /// - Throws: Where something that should be a message is no object.
    func messages(in record: JSONValue) throws(RecordError) -> [ListedMessage] {
        var messages: [ListedMessage] = []
        try gather(record, at: "", outer: record.missing, into: &messages)
        return messages
    }

    private func gather(
        _ value: JSONValue, at pointer: String, outer: JSONValue, into messages: inout [ListedMessage]
    ) throws(RecordError) {
        if value.isArray {
            for (index, element) in value.elements.enumerated() {
                try gather(element, at: "\(pointer)/\(index)", outer: outer, into: &messages)
            }
        } else if !isMessage(value), let (key, inner) = inner(of: value) {
            try gather(inner, at: "\(pointer)/\(key)", outer: value, into: &messages)
        } else {
            try value.checkObject("a message", at: pointer)
            messages.append(ListedMessage(value: value, outer: outer, pointer: pointer))
        }
    }
}
