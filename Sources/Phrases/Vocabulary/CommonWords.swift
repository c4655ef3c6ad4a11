enum CommonWords {
    static let all: [String] = []
}
