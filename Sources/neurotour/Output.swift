import Glibc

/// Standard output, where a failed write is an error and a reader that has gone away ends the program quietly.
enum Output {
    static func print(_ lines: [String]) throws(ProgramEnding) {
        signal(SIGPIPE, SIG_IGN)
        let text = lines.map { $0 + "\n" }.joined()
        var bytes = Array(text.utf8)[...]
        while !bytes.isEmpty {
            let written = bytes.withUnsafeBytes { write(STDOUT_FILENO, $0.baseAddress, $0.count) }
            if written >= 0 {
                bytes = bytes.dropFirst(written)
            } else if errno == EPIPE {
                // `neurotour list | head -1` has all that it wanted.
                exit(0)
            } else if errno != EINTR {
                throw .wrongInput("standard output can't be written: \(String(cString: strerror(errno)))")
            }
        }
    }
}
