/// What a customer's rating is worth, from 1 (worst) to 5 (best).
enum Rating {
    /// nil for what is no rating, such as `offered`, and for a number off the scale.
    static func value(of rating: JSONValue) -> Double? {
        rating.number.flatMap(onScale) ?? rating.string.flatMap(value(of:))
    }

    static func value(of text: String) -> Double? {
        if let number = Double(text) { return onScale(number) }
        return table[Word.folded(text)]
    }

    private static func onScale(_ number: Double) -> Double? { 1...5 ~= number ? number : nil }

    private static let table: [String: Double] = [
        "good": 5, "great": 5, "thumbs_up": 5, "positive": 5, "satisfied": 5, "happy": 5, "good_with_comment": 5,
        "okay": 3, "ok": 3, "neutral": 3,
        "bad": 1, "not_good": 1, "thumbs_down": 1, "negative": 1, "dissatisfied": 1, "unsatisfied": 1, "bad_with_comment": 1,
    ]
}
