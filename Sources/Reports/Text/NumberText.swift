/// Numbers as people read them.
enum NumberText {
    /// Whole numbers without a fraction, others to the hundredth.
    static func text(_ number: Double) -> String {
        let hundredths = (number * 100).rounded() / 100
        return Int64(exactly: hundredths).map { String($0) } ?? "\(hundredths)"
    }
}
