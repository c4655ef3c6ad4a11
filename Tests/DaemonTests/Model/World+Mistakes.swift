/// What must hold, whatever happened.
extension World {
    /// Where the files are now, by their inodes.
    private func places() -> [UInt64: [String]] {
        var places: [UInt64: [String]] = [:]
        for path in filePaths(below: "/spool") { if let inode = disk.inode(path) { places[inode, default: []].append(path) } }
        return places
    }

    /// A file is in `done` only when its records are in the log.
    func doneMistakes() -> [String] {
        filePaths(below: "/spool/done").compactMap { path in
            // What was moved by mistake is put back, and the end shows whether it was.
            guard let index = disk.inode(path).flatMap({ index(of: $0) }), !deliveries[index].isExcused, !deliveries[index].cameMeanwhile
            else { return nil }
            let missing = deliveries[index].transcripts.filter { reader.transcripts[$0] == nil }
            return missing.isEmpty ? nil : "\(path) is done, and \(missing) are not in the log"
        }
    }

    /// When all is done.
    func endMistakes() -> [String] {
        let places = places()
        var mistakes = reader.mistakes()
        if reader.numbers.sorted() != Array(1..<(reader.numbers.count + 1)) { mistakes.append("numbers: \(reader.numbers)") }
        var rejections = 0...0
        for delivery in deliveries {
            let paths = places[delivery.inode] ?? []
            mistakes += self.mistakes(delivery, paths).map { "delivery \(delivery.number) (\(delivery.export)) in \(paths): \($0)" }
            rejections = expected(delivery, paths, rejections)
        }
        if !rejections.contains(reader.rejections) { mistakes.append("\(reader.rejections) rejected, not \(rejections)") }
        for path in filePaths(below: "/spool/failed") where !path.contains(".error.json") && disk.inode("\(path).error.json") == nil {
            mistakes.append("\(path) has no report")
        }
        return mistakes
    }

    private func mistakes(_ delivery: Delivery, _ paths: [String]) -> [String] {
        if delivery.isExcused { return [] }
        let counts = delivery.transcripts.map { (reader.transcripts[$0] ?? 0, reader.findings["\($0)-1"] ?? 0) }
        if counts.contains(where: { $0.0 != $0.1 }) { return ["transcripts and findings: \(counts)"] }
        let isOnce = counts.allSatisfy { $0.0 == 1 }
        let isNever = counts.allSatisfy { $0.0 == 0 }
        let times = counts.map(\.0)
        if times.contains(where: { $0 > 1 }) { return ["transcripts more than once: \(times)"] }
        if paths.isEmpty {
            // Of a file with several names, one may go by a deletion and the other by a power cut.
            if !delivery.isGone { return delivery.mayBeRefused ? [] : ["it is nowhere"] }
            return delivery.wasMoved && !delivery.mayBeRefused && !isOnce ? ["transcripts: \(times)"] : []
        }
        if paths.contains(where: { $0.hasPrefix("/spool/done") }) {
            if delivery.rejections > 0 { return ["it is done, though it cannot be read"] }
            return isOnce ? [] : ["transcripts: \(times)"]
        }
        if let path = paths.first(where: { $0.hasPrefix("/spool/failed") }) {
            if delivery.rejections > 0, !delivery.mayBeRefused, !isOnce, !wasGivenUp(path) { return ["transcripts: \(times)"] }
            if delivery.rejections == 0, !delivery.mayBeRefused, !wasGivenUp(path) { return ["it was refused"] }
            return []
        }
        // A large file may be taken in part before it gets a name that is left alone.
        if paths.allSatisfy({ $0.hasSuffix(Spot.draft.rawValue) }) { return isNever || delivery.export == .large ? [] : ["it was to be left alone: \(times)"] }
        return ["it was never taken"]
    }

    /// A file that the daemon died over many times is given up.
    private func wasGivenUp(_ path: String) -> Bool {
        guard deaths >= 4, let report = disk.inode("\(path).error.json") else { return false }
        return String(decoding: disk.contents(report), as: UTF8.self).contains("crashed-reader")
    }

    private func expected(_ delivery: Delivery, _ paths: [String], _ sum: ClosedRange<Int>) -> ClosedRange<Int> {
        if delivery.isExcused { return sum.lowerBound...1_000_000 }
        if delivery.mayBeRefused || delivery.isGone { return sum.lowerBound...(sum.upperBound + 3) }
        if paths.contains(where: { $0.hasPrefix("/spool/failed") && wasGivenUp($0) }) {
            return (sum.lowerBound + 1)...(sum.upperBound + 2)
        }
        let isTaken = paths.contains { !$0.hasPrefix(Folder.incoming.rawValue) }
        let count = isTaken ? delivery.rejections : 0
        return (sum.lowerBound + count)...(sum.upperBound + count)
    }
}
