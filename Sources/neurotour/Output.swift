import Glibc

/// Standard output, where a failed write is an error and a reader that has gone away ends the program quietly.
enum Output {
    static func print(_ lines: [String]) throws(ProgramEnding) {
        signal(SIGPIPE, SIG_IGN)
        // `neurotour list | head -1` has all that it wanted.
        if try !write(lines.map { $0 + "\n" }.joined()) { exit(0) }
    }

    /// - Returns: false where nobody reads it any more.
    static func write(_ text: String) throws(ProgramEnding) -> Bool {
        var bytes = Array(text.utf8)[...]
        while !bytes.isEmpty {
            let written = bytes.withUnsafeBytes { Glibc.write(STDOUT_FILENO, $0.baseAddress, $0.count) }
            if written >= 0 {
                bytes = bytes.dropFirst(written)
            } else if errno == EPIPE {
                return false
            } else if errno == EAGAIN {
                // Whoever started us may have set their end of the pipe not to wait, and ours is the same.
                var poll = pollfd(fd: STDOUT_FILENO, events: Int16(POLLOUT), revents: 0)
                _ = Glibc.poll(&poll, 1, -1)
            } else if errno != EINTR {
                throw .wrongInput("standard output can't be written: \(String(cString: strerror(errno)))")
            }
        }
        return true
    }
}
