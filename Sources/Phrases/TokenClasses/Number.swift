extension TokenClass {
    /// In words, `one` counts where something must follow it alone: so `<number> hours` finds “one hour”, and `<number>` finds nothing in
    /// “no one” and “one of them”.
    static let number = TokenClass(
        "number", "a number, in digits or in words",
        examples: ["3", "1,200", "4.5", "three", "twenty-five", "a dozen", "two hundred and ten", "3 million"],
        lexed: .number,
        sequences: [
            TokenSequence(small), TokenSequence(Part(words: ["one"]), needsMore: true), TokenSequence(tens, optionalDigit),
            TokenSequence(lead, scales), TokenSequence(digits, scales), TokenSequence(tens, optionalDigit, scales),
            TokenSequence(lead, hundreds, and, Part(words: ["one"] + small.words)), TokenSequence(lead, hundreds, and, tens, optionalDigit),
            TokenSequence(lead, Part(words: ["thousand"]), digit, Part(words: ["hundred"])),
        ])

    private typealias Part = TokenSequence.Part

    private static let digit = Part(words: ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine"])
    private static let teens = [
        "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
    ]
    private static let small = Part(words: ["zero"] + digit.words.dropFirst() + teens)
    private static let tens = Part(words: ["twenty", "thirty", "forty", "fourty", "fifty", "sixty", "seventy", "eighty", "ninety"])
    private static let optionalDigit = Part(words: digit.words, isOptional: true)
    private static let digits = Part(classes: .number)
    private static let hundreds = Part(words: ["hundred", "thousand"])
    private static let scales = Part(words: hundreds.words + ["million", "billion", "dozen"])
    private static let lead = Part(words: ["a"] + digit.words + teens)
    private static let and = Part(words: ["and"], isOptional: true)
}
