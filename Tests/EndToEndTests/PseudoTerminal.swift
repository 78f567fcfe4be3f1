import Foundation
import Glibc

/// The program in a terminal that nobody reads until the test does: a line that is slow, or has come to rest.
final class PseudoTerminal {
    private let ours: Int32
    /// The program's side, kept open to look at what it has not read yet.
    private let theirs: Int32
    private let process: pid_t
    private let home: String
    private var status: Int32?

    /// TIOCSPTLCK and TIOCGPTN of `asm-generic/ioctls.h`.
    private static let (setLock, getNumber): (UInt, UInt) = (0x4004_5431, 0x8004_5430)

    /// Starts the program, whose standard input, output and error are the terminal.
    init(
        type: String = "xterm-256color", size: (columns: UInt16, rows: UInt16), _ arguments: String...
    ) throws {
        var template = Array("/tmp/neurotour-terminal-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else {
            throw ChildProcess.Failure(description: "mkdtemp: \(lastError())")
        }
        home = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        // What `posix_openpt`, `unlockpt` and `ptsname` do, which Swift does not see.
        ours = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
        var (unlocked, number): (Int32, Int32) = (0, 0)
        guard ours >= 0, ioctl(ours, Self.setLock, &unlocked) == 0,
            ioctl(ours, Self.getNumber, &number) == 0
        else { throw ChildProcess.Failure(description: "/dev/ptmx: \(lastError())") }
        let name = "/dev/pts/\(number)"
        theirs = open(name, O_RDWR | O_NOCTTY | O_CLOEXEC)
        var window = winsize(ws_row: size.rows, ws_col: size.columns, ws_xpixel: 0, ws_ypixel: 0)
        guard theirs >= 0, ioctl(theirs, UInt(TIOCSWINSZ), &window) == 0 else {
            throw ChildProcess.Failure(description: "\(name): \(lastError())")
        }
        process = try ChildProcess.spawn(
            [Tmux.programFolder + "/neurotour"] + arguments,
            environment: [
                "PATH": Tmux.programFolder + ":/usr/bin:/bin", "LANG": "C.UTF-8", "TERM": type,
                "HOME": home, "XDG_STATE_HOME": home,
            ], terminal: name)
    }

    deinit {
        if !hasEnded {
            kill(process, SIGKILL)
            var status: Int32 = 0
            waitpid(process, &status, 0)
        }
        close(ours)
        close(theirs)
        try? FileManager.default.removeItem(atPath: home)
    }

    /// Gives the window another size.
    func resize(columns: UInt16, rows: UInt16) {
        var window = winsize(ws_row: rows, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
        _ = ioctl(ours, UInt(TIOCSWINSZ), &window)
    }

    /// Fills what lies between the program and whoever reads, but for a little room.
    func fill() {
        let flags = fcntl(theirs, F_GETFL)
        _ = fcntl(theirs, F_SETFL, flags | O_NONBLOCK)
        let blanks = [UInt8](repeating: UInt8(ascii: " "), count: 256)
        while write(theirs, blanks, blanks.count) > 0 {}
        _ = fcntl(theirs, F_SETFL, flags)
        var bytes = [UInt8](repeating: 0, count: 256)
        var room = pollfd(fd: theirs, events: Int16(POLLOUT), revents: 0)
        while poll(&room, 1, 0) == 0, read(ours, &bytes, bytes.count) > 0 {}
    }

    /// Types text.
    func type(_ text: String) {
        let bytes = Array(text.utf8)
        write(ours, bytes, bytes.count)
    }

    /// How many bytes were typed that the program has not read.
    var unread: Int { Self.waiting(at: theirs) }

    /// How many bytes the program has written that nobody has read.
    var unseen: Int { Self.waiting(at: ours) }

    private static func waiting(at descriptor: Int32) -> Int {
        var count: Int32 = 0
        return ioctl(descriptor, UInt(FIONREAD), &count) == 0 ? Int(count) : 0
    }

    /// Waits until something holds, for ten seconds at most.
    func wait(for condition: () -> Bool) -> Bool {
        let deadline = ContinuousClock.now + .seconds(10)
        while !condition() {
            if ContinuousClock.now > deadline { return false }
            usleep(5_000)
        }
        return true
    }

    var hasEnded: Bool {
        var now: Int32 = 0
        if status == nil, waitpid(process, &now, WNOHANG) == process { status = now }
        return status != nil
    }

    /// Reads all that is written until the program ends. The exit code, nil where it does not end, and the text.
    func readToEnd() -> (code: Int32?, text: String) {
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 65_536)
        let isOver = wait {
            let isLast = hasEnded
            while unseen > 0 {
                let count = read(ours, &chunk, chunk.count)
                guard count > 0 else { break }
                bytes += chunk[..<count]
            }
            return isLast
        }
        return (isOver ? status.map { $0 >> 8 & 0xff } : nil, String(decoding: bytes, as: UTF8.self))
    }
}
