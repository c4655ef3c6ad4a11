/// Recognises e-mail addresses: something, an at sign, something. Handles such as `@help` are none.
enum EmailAddress {
    /// The masks of all addresses, ascending. Each run of address characters is looked at once.
    static func masks(in scalars: [Unicode.Scalar]) -> [PersonalData.Mask] {
        var masks: [PersonalData.Mask] = []
        var position = 0
        while position < scalars.count {
            if isLocal(scalars[position]) || isAt(scalars[position]) {
                let run = run(in: scalars, from: position)
                if let mask = run.mask { masks.append(mask) }
                position = run.end
            } else {
                position += 1
            }
        }
        return masks
    }

    /// Looks at the run of address characters that begins at `start`.
    ///
    /// - Returns: The end of the run, and the mask where it holds an address: from the run's beginning to the end of the last domain.
    private static func run(in scalars: [Unicode.Scalar], from start: Int) -> (end: Int, mask: PersonalData.Mask?) {
        var end = start
        var lastAt: Int?
        while end < scalars.count {
            if isAt(scalars[end]) {
                lastAt = end + 1
            } else if isEncodedAt(in: scalars, at: end) {
                lastAt = end + 3
            } else if !isLocal(scalars[end]) {
                break
            }
            end += 1
        }
        guard let domain = lastAt, hasName(in: scalars, from: start) else { return (end, nil) }
        var domainEnd = domain
        while domainEnd < scalars.count, isDomain(scalars[domainEnd]) { domainEnd += 1 }
        while domainEnd > domain, !scalars[domainEnd - 1].isAlphanumeric { domainEnd -= 1 }
        guard domainEnd > domain else { return (end, nil) }
        return (max(end, domainEnd), PersonalData.Mask(range: start..<domainEnd, text: "[e-mail]"))
    }

    static func isAt(_ scalar: Unicode.Scalar) -> Bool { scalar == "@" || scalar == "\u{FF20}" || scalar == "\u{FE6B}" }

    /// What RFC 5322 allows in the part before the at sign, letters of all scripts with it.
    static func isLocal(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case ".", "_", "%", "+", "-", "'", "’", "&", "=", "~", "#", "!", "*", "/", "?", "^", "`", "{", "|", "}", "$": true
        default: scalar.isAlphanumeric || scalar.isInvisible
        }
    }

    private static func isDomain(_ scalar: Unicode.Scalar) -> Bool {
        scalar == "." || scalar == "-" || scalar == "_" || scalar.isAlphanumeric || scalar.isInvisible
    }

    /// `%40`, as in links.
    private static func isEncodedAt(in scalars: [Unicode.Scalar], at position: Int) -> Bool {
        position + 2 < scalars.count && scalars[position] == "%" && scalars[position + 1] == "4" && scalars[position + 2] == "0"
    }

    /// Whether there is more than an at sign. A quoted name (`"jane doe"@example.com`) ends in a quotation mark just before the run.
    private static func hasName(in scalars: [Unicode.Scalar], from start: Int) -> Bool {
        let startsWithAt = isAt(scalars[start]) || isEncodedAt(in: scalars, at: start)
        return !startsWithAt || start > 0 && scalars[start - 1] == "\""
    }
}
