import CSystemCalls

/// Checksums against accidents, not against forgers.
public enum Checksum {
    /// The CRC-32 of zlib, gzip and PNG. Pass the checksum of what came before to go on with it.
    public static func crc32(_ bytes: some Collection<UInt8>, after earlier: UInt32 = 0) -> UInt32 {
        bytes.withContiguousStorageIfAvailable { tact_crc32(earlier, $0.baseAddress, $0.count) }
            ?? Array(bytes).withUnsafeBytes { tact_crc32(earlier, $0.baseAddress, $0.count) }
    }
}
