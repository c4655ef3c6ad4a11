extension TokenClass {
    static let date = TokenClass(
        "date", "a calendar date", examples: ["2026-01-05", "5.1.2026", "01/05/26", "5 January", "March 3rd, 2026"], lexed: .date,
        sequences: [
            TokenSequence(months, day, optionalYear), TokenSequence(day, of, months, optionalYear), TokenSequence(months, Part(classes: .year)),
        ])

    private typealias Part = TokenSequence.Part

    private static let day = Part(classes: .day)
    private static let optionalYear = Part(classes: .year, isOptional: true)
    private static let of = Part(words: ["of"], isOptional: true)
    private static let months = Part(words: [
        "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december",
        "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec",
    ])
}
