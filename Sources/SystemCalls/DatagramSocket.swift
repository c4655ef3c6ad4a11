import Glibc

/// Sends datagrams to a local socket, as the protocol of systemd's service notifications wants it.
public final class DatagramSocket: Sendable {
    private let descriptor: Int32
    private let path: [UInt8]

    /// - Parameter path: The socket's path, or with `@` in front its name in the abstract namespace.
    /// - Throws: where there can be no such socket. Whether somebody listens is known at the first datagram.
    public init(path: String) throws(SystemCallError) {
        let bytes = Array(path.utf8)
        let room = MemoryLayout.size(ofValue: sockaddr_un().sun_path)
        guard !bytes.isEmpty, bytes.count < room else { throw SystemCallError(operation: "send to", subject: path, code: ENAMETOOLONG) }
        self.path = bytes
        descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        if descriptor < 0 { throw SystemCallError(operation: "send to", subject: path, code: errno) }
    }

    deinit { close(descriptor) }

    /// Sends one datagram, whole or not at all.
    public func send(_ text: String) throws(SystemCallError) {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { room in
            room.copyBytes(from: path)
            // An abstract name begins with a zero.
            if path[0] == UInt8(ascii: "@") { room[0] = 0 }
        }
        let length = socklen_t(MemoryLayout<sa_family_t>.size + path.count)
        let message = Array(text.utf8)
        let sent = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                sendto(descriptor, message, message.count, Int32(MSG_NOSIGNAL), $0, length)
            }
        }
        if sent < 0 {
            throw SystemCallError(operation: "send to", subject: String(decoding: path, as: UTF8.self), code: errno)
        }
    }
}
