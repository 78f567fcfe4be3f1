import Glibc

/// A file that has an end: no device, no pipe, no folder.
enum OrdinaryFile {
    /// Why a file could not be read or written.
    enum Trouble: Error {
        case system(Int32)
        case notOrdinary
        case tooLarge

        /// - Parameter limit: how many bytes were wanted at most.
        func words(limit: Int) -> String {
            switch self {
            case .system(let code): String(cString: strerror(code))
            case .notOrdinary: "it is no ordinary file"
            case .tooLarge:
                "it is larger than \(limit < 1 << 20 ? "\(limit >> 10) KiB" : "\(limit >> 20) MiB")"
            }
        }
    }

    /// All bytes of a file.
    /// - Parameter limit: more are not read.
    static func bytes(of path: String, limit: Int) throws(Trouble) -> [UInt8] {
        let descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY)
        guard descriptor >= 0 else { throw .system(errno) }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { throw .notOrdinary }
        guard status.st_size <= limit else { throw .tooLarge }
        // One more than it says: a file that has grown meanwhile is noticed.
        var bytes = [UInt8](repeating: 0, count: Int(status.st_size) + 1)
        var count = 0
        while count < bytes.count {
            let more = bytes.withUnsafeMutableBytes { buffer in
                let rest = UnsafeMutableRawBufferPointer(rebasing: buffer[count...])
                return read(descriptor, rest.baseAddress, rest.count)
            }
            if more < 0, errno == EINTR { continue }
            guard more >= 0 else { throw .system(errno) }
            if more == 0 { break }
            count += more
            if count == bytes.count {
                guard count <= limit else { throw .tooLarge }
                bytes += [UInt8](repeating: 0, count: count)
            }
        }
        bytes.removeSubrange(count...)
        return bytes
    }

    /// Writes a file whole or not at all: beside it first, then in its place, with the mode that it had.
    static func write(_ text: String, to path: String) throws(Trouble) {
        let beside = "\(path).\(getpid()).new"
        let descriptor = open(beside, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw .system(errno) }
        var status = stat()
        if stat(path, &status) == 0 { fchmod(descriptor, status.st_mode & 0o777) }
        var failure = writeAll(Array(text.utf8), to: descriptor)
        if failure == nil, fsync(descriptor) != 0 { failure = errno }
        if close(descriptor) != 0, failure == nil { failure = errno }
        if failure == nil, rename(beside, path) != 0 { failure = errno }
        guard let failure else { return }
        unlink(beside)
        throw .system(failure)
    }

    private static func writeAll(_ bytes: [UInt8], to descriptor: Int32) -> Int32? {
        var done = 0
        while done < bytes.count {
            let count = bytes.withUnsafeBytes { all in
                let rest = UnsafeRawBufferPointer(rebasing: all[done...])
                return Glibc.write(descriptor, rest.baseAddress, rest.count)
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return errno }
            done += count
        }
        return nil
    }
}
