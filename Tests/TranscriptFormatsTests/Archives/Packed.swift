import CArchive

/// Archives in memory, as helpdesks and people pack them.
enum Packed {
    static func gzip(_ bytes: [UInt8]) -> [UInt8] {
        write { archive in
            archive_write_add_filter_gzip(archive)
            archive_write_set_format_raw(archive)
        } entries: {
            [("", bytes)]
        }
    }

    static func zip(_ files: [(name: String, text: String)]) -> [UInt8] { zip(files.map { ($0.name, Array($0.text.utf8)) }) }

    static func zip(_ files: [(name: String, bytes: [UInt8])]) -> [UInt8] {
        write {
            archive_write_set_format_zip($0)
        } entries: {
            files
        }
    }

    /// - Parameter password: For the old encryption of zip.
    static func zip(_ files: [(name: String, bytes: [UInt8])], password: String) -> [UInt8] {
        write { archive in
            archive_write_set_format_zip(archive)
            archive_write_set_options(archive, "zip:encryption=zipcrypt")
            archive_write_set_passphrase(archive, password)
        } entries: {
            files
        }
    }

    private static func write(
        format: (OpaquePointer) -> Void, entries: () -> [(name: String, bytes: [UInt8])]
    ) -> [UInt8] {
        guard let archive = archive_write_new() else { return [] }
        format(archive)
        archive_write_set_bytes_in_last_block(archive, 1)
        let files = entries()
        let capacity = files.reduce(4096) { $0 + $1.bytes.count * 2 + $1.name.utf8.count * 2 + 512 }
        var count = 0
        let result = [UInt8](unsafeUninitializedCapacity: capacity) { buffer, initialized in
            archive_write_open_memory(archive, buffer.baseAddress, capacity, &count)
            for file in files {
                let entry = archive_entry_new()
                archive_entry_set_pathname_utf8(entry, file.name.isEmpty ? "data" : file.name)
                archive_entry_set_size(entry, Int64(file.bytes.count))
                archive_entry_set_filetype(entry, 0o100000)
                archive_entry_set_perm(entry, 0o644)
                archive_write_header(archive, entry)
                file.bytes.withUnsafeBytes { _ = archive_write_data(archive, $0.baseAddress, $0.count) }
                archive_entry_free(entry)
            }
            archive_write_close(archive)
            initialized = count
        }
        archive_write_free(archive)
        return result
    }
}
