import CNcurses
import Glibc

/// Where ncurses writes: the terminal, or, during an update, a file in memory whose content is then sent at once.
///
/// ncurses hands over what it has after each movement of the cursor, so that a full screen goes out in more than a
/// hundred writes, and a slow line shows it half drawn. No buffer of a `FILE` changes that: it writes past it.
final class ScreenOutput {
    let file: UnsafeMutablePointer<FILE>
    private let descriptor: Int32
    /// Negative where the system has none to give; then each piece goes out as it comes.
    private let memory: Int32
    private var bytes: [UInt8] = []

    /// Nil where the system has no descriptor left.
    init?() {
        descriptor = fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 3)
        guard descriptor >= 0 else { return nil }
        guard let file = fdopen(descriptor, "w") else {
            Glibc.close(descriptor)
            return nil
        }
        self.file = file
        memory = cncurses_memory_file()
    }

    /// Sends all that ncurses writes meanwhile in one piece.
    func gather(_ update: () -> Void) {
        let isGathering = memory >= 0 && point(at: memory)
        update()
        guard isGathering, point(at: STDOUT_FILENO) else { return }
        send()
    }

    func close() {
        fclose(file)
        if memory >= 0 { Glibc.close(memory) }
    }

    /// Lets ncurses' descriptor stand for another one.
    private func point(at target: Int32) -> Bool {
        guard dup2(target, descriptor) >= 0 else { return false }
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
        return true
    }

    private func send() {
        let count = Int(lseek(memory, 0, SEEK_CUR))
        guard count > 0 else { return }
        if bytes.count < count { bytes = [UInt8](repeating: 0, count: count) }
        let available = pread(memory, &bytes, count, 0)
        lseek(memory, 0, SEEK_SET)
        bytes.withUnsafeBytes { bytes in
            var rest = bytes[..<max(0, available)]
            while !rest.isEmpty {
                let written = write(
                    STDOUT_FILENO, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
                if written > 0 {
                    rest = rest.dropFirst(written)
                } else if errno == EAGAIN {
                    TerminalPoll.waitUntilWritable()
                } else if errno != EINTR {
                    return
                }
            }
        }
    }
}
