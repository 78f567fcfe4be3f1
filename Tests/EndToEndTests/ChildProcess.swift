import Glibc

/// A short-lived program run from a test, with its output.
///
/// Foundation's `Process` hands its children the signal mask of a test runner's thread, under which `tmux`
/// hangs; here a child starts with no signal blocked and every signal at its default.
struct ChildProcess {
    var status: Int32
    var output: String

    struct Failure: Error, CustomStringConvertible {
        var description: String
    }

    /// Runs a program found on PATH with exactly this environment and returns when it has ended.
    static func run(
        _ arguments: [String], environment: [String: String], limit: Duration = .seconds(20)
    ) throws -> ChildProcess {
        // Sockets, because `pipe2` is not visible from Swift: an end that is not close-on-exec from birth can
        // be inherited by a tmux server that another test starts, and then output never ends.
        var ends: [Int32] = [0, 0]
        let kind = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
        guard socketpair(AF_UNIX, kind, 0, &ends) == 0 else {
            throw Failure(description: "socketpair: \(lastError())")
        }
        defer { close(ends[0]) }

        let started = Result { try spawn(arguments, environment: environment, output: ends[1]) }
        close(ends[1])
        let process = try started.get()

        let output = readToEnd(of: ends[0], limit: limit)
        if output == nil { kill(process, SIGKILL) }
        var status: Int32 = 0
        while waitpid(process, &status, 0) < 0 && errno == EINTR {}
        guard let output else {
            throw Failure(description: "\(arguments.joined(separator: " ")) did not end within \(limit)")
        }
        return ChildProcess(status: status >> 8 & 0xff, output: String(decoding: output, as: UTF8.self))
    }

    private static func spawn(
        _ arguments: [String], environment: [String: String], output: Int32
    ) throws -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO)
        posix_spawn_file_actions_adddup2(&actions, output, STDERR_FILENO)
        return try spawn(arguments, environment: environment, &actions)
    }

    /// Starts a program in a session of its own, with a terminal as its standard input, output and error.
    static func spawn(
        _ arguments: [String], environment: [String: String], terminal: String
    ) throws -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        // The first terminal that a session opens is its own; 0x80 is POSIX_SPAWN_SETSID, which Swift does not see.
        posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, terminal, O_RDWR, 0)
        posix_spawn_file_actions_adddup2(&actions, STDIN_FILENO, STDOUT_FILENO)
        posix_spawn_file_actions_adddup2(&actions, STDIN_FILENO, STDERR_FILENO)
        return try spawn(arguments, environment: environment, &actions, flags: 0x80)
    }

    private static func spawn(
        _ arguments: [String], environment: [String: String],
        _ actions: UnsafePointer<posix_spawn_file_actions_t>, flags: Int32 = 0
    ) throws -> pid_t {
        var none = sigset_t()
        var all = sigset_t()
        sigemptyset(&none)
        sigfillset(&all)
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setsigdefault(&attributes, &all)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | flags))

        var process: pid_t = 0
        let code = withCStrings(arguments) { argv in
            withCStrings(environment.map { "\($0)=\($1)" }) { envp in
                posix_spawnp(&process, arguments[0], actions, &attributes, argv, envp)
            }
        }
        guard code == 0 else {
            let reason =
                code == ENOENT ? "not on PATH; Scripts/test installs it" : String(cString: strerror(code))
            throw Failure(description: "\(arguments[0]): \(reason)")
        }
        return process
    }

    /// All bytes up to the end of output; nil when that does not come within the limit.
    private static func readToEnd(of descriptor: Int32, limit: Duration) -> [UInt8]? {
        let deadline = ContinuousClock.now + limit
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 65_536)
        while ContinuousClock.now < deadline {
            var readable = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
            guard poll(&readable, 1, 100) > 0 else { continue }
            let count = read(descriptor, &chunk, chunk.count)
            if count == 0 { return bytes }
            if count > 0 { bytes += chunk[..<count] }
        }
        return nil
    }

    private static func withCStrings<Result>(
        _ strings: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Result
    ) -> Result {
        let copies = strings.map { strdup($0) }
        defer { copies.forEach { free($0) } }
        return body(copies + [nil])
    }
}

/// What went wrong in the last system call, in words.
func lastError() -> String { String(cString: strerror(errno)) }
