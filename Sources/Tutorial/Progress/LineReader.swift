import Glibc

/// Reads the lines of a file that grows, each once.
struct LineReader {
    /// Where the first line begins that has not been read, in bytes.
    private var offset: off_t = 0
    private var isInLongLine = false

    /// Reads on to the end of the file.
    /// - Parameter onLine: gets each complete line without its newline, nil for one of more than `maximumLength`.
    /// - Returns: what stands behind the last newline, nil where that is too long too; it counts as not read.
    /// - Throws: where the file cannot be read; the lines before that place have been handed over.
    mutating func read(
        _ descriptor: Int32, onLine: (ArraySlice<UInt8>?) -> Void
    ) throws(SystemFailure) -> ArraySlice<UInt8>? {
        var status = stat()
        if fstat(descriptor, &status) == 0, status.st_size < offset {
            // Somebody has emptied the file: begin again.
            self = LineReader()
        }
        var buffer: [UInt8] = []
        while try fill(&buffer, from: descriptor) {
            var lineStart = 0
            while let newline = buffer[lineStart...].firstIndex(of: UInt8(ascii: "\n")) {
                // An editor may have put a byte order mark in front.
                if offset == 0, lineStart == 0, buffer.starts(with: [0xEF, 0xBB, 0xBF]) { lineStart = 3 }
                let isTooLong = isInLongLine || newline - lineStart > ProgressLine.maximumLength
                onLine(isTooLong ? nil : buffer[lineStart..<newline])
                isInLongLine = false
                lineStart = newline + 1
            }
            if buffer.count - lineStart > ProgressLine.maximumLength {
                isInLongLine = true
                lineStart = buffer.count
            }
            buffer.removeFirst(lineStart)
            offset += off_t(lineStart)
        }
        return isInLongLine ? nil : buffer[...]
    }

    /// Appends the next bytes of the file to those that the buffer holds from `offset` on.
    /// - Returns: whether there were any.
    private func fill(_ buffer: inout [UInt8], from descriptor: Int32) throws(SystemFailure) -> Bool {
        let position = offset + off_t(buffer.count)
        var failure: SystemFailure?
        buffer += [UInt8](unsafeUninitializedCapacity: 1 << 16) { chunk, count in
            let read = retryingInterrupted { pread(descriptor, chunk.baseAddress, chunk.count, position) }
            if read < 0 { failure = SystemFailure(code: errno) }
            count = max(read, 0)
        }
        if let failure { throw failure }
        return offset + off_t(buffer.count) > position
    }
}

/// A system call that failed.
struct SystemFailure: Error {
    var code: Int32
}

/// Repeats a system call for as long as signals interrupt it.
func retryingInterrupted(_ call: () -> Int) -> Int {
    // Whoever is interrupted without an end is told so rather than kept waiting.
    for _ in 0..<1_000 {
        let result = call()
        if result != -1 || errno != EINTR { return result }
    }
    return -1
}
