/// A file that an exporter made, and what is expected of it.
struct Delivery {
    let number: Int
    let export: Export
    let inode: UInt64
    /// The bytes that are still to be written.
    var rest: [UInt8] = []
    /// Somebody removed it: it may be in the log, or not.
    var isGone = false
    /// It had been in `done` or `failed` by then: it must be in the log.
    var wasMoved = false
    /// It had several names, or was held open: it may be refused.
    var mayBeRefused = false
    /// It got its name between two calls of the daemon, which may have moved it in another's place. It is put back, but who deletes all of
    /// `done` before that deletes what nobody has read.
    var cameMeanwhile = false
    /// Nothing can be expected: it was not whole when it could be taken for whole, or the exporter did not make it durable.
    var isExcused = false

    init(number: Int, export: Export, inode: UInt64) {
        self.number = number
        self.export = export
        self.inode = inode
    }

    var isOpen: Bool { !rest.isEmpty }

    /// The ids of its transcripts.
    var transcripts: [String] { Self.ids(number, export) }

    private static func ids(_ number: Int, _ export: Export) -> [String] {
        let count =
            switch export {
            case .one: 1
            case .partly: 2
            case .three: 3
            case .large: 12
            case .empty, .broken, .pipe: 0
            }
        return (0..<count).map { "\(export == .large ? "L" : "t")\(number)-\($0)" }
    }

    /// How many records say that it, or a part of it, was refused.
    var rejections: Int {
        switch export {
        case .one, .three, .large: 0
        case .empty, .broken, .pipe, .partly: 1
        }
    }

    /// Each transcript has one finding.
    static func bytes(number: Int, _ export: Export) -> [UInt8] {
        let padding = export == .large ? String(repeating: " ", count: 90_000) : ""
        var lines = ids(number, export).map { id in
            #"{"id":"\#(id)","messages":[{"role":"customer","text":"Hello\#(padding)"},{"role":"agent","text":"You should know."}]}"#
        }
        switch export {
        case .broken: lines = ["no export"]
        case .partly: lines.insert(#"{"id":7}"#, at: 1)
        default: break
        }
        return Array(lines.map { $0 + "\n" }.joined().utf8)
    }
}
