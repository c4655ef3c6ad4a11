import CSystemCalls

/// Numbers that nobody can guess, from the kernel.
public enum RandomBytes {
    public static func make(_ count: Int) throws(SystemCallError) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: max(0, count))
        var done = 0
        while done < bytes.count {
            done += Int(
                try calling("get random bytes", "") {
                    bytes.withUnsafeMutableBytes { buffer in
                        let rest = UnsafeMutableRawBufferPointer(rebasing: buffer[done...])
                        return tact_random(rest.baseAddress, rest.count)
                    }
                })
        }
        return bytes
    }
}
