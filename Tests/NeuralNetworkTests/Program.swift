import Glibc

/// Starts programs of other languages: by `posix_spawn` with no signal blocked or ignored, and no shell.
enum Program {
    struct Failure: Error {
        let status: Int32
    }

    /// What a program prints on standard output.
    /// - Parameters:
    ///   - input: the file that it reads on standard input.
    ///   - isQuiet: whether what it says on standard error is of no interest.
    /// - Throws: `Failure` where it can't be started, or ends with another status than 0.
    static func run(_ words: [String], input: String = "/dev/null", isQuiet: Bool = false) throws -> String {
        var ends: [Int32] = [0, 0]
        guard pipe(&ends) == 0 else { throw Failure(status: errno) }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        defer { close(ends[0]) }
        let spawned = spawn(words, input: input, output: ends[1], isQuiet: isQuiet)
        close(ends[1])
        guard spawned.error == 0 else { throw Failure(status: spawned.error) }

        var output: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 4096)
        while case let count = read(ends[0], &buffer, buffer.count), count > 0 {
            output += buffer.prefix(count)
        }
        var status: Int32 = 0
        guard waitpid(spawned.pid, &status, 0) == spawned.pid, status == 0 else {
            throw Failure(status: status)
        }
        return String(decoding: output, as: UTF8.self)
    }

    private static func spawn(_ words: [String], input: String, output: Int32, isQuiet: Bool) -> (
        error: Int32, pid: pid_t
    ) {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, input, O_RDONLY, 0)
        posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO)
        if isQuiet { posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0) }
        defer { posix_spawn_file_actions_destroy(&actions) }

        var attributes = posix_spawnattr_t()
        var noSignals = sigset_t()
        var allSignals = sigset_t()
        sigemptyset(&noSignals)
        sigfillset(&allSignals)
        posix_spawnattr_init(&attributes)
        posix_spawnattr_setsigmask(&attributes, &noSignals)
        posix_spawnattr_setsigdefault(&attributes, &allSignals)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))
        defer { posix_spawnattr_destroy(&attributes) }

        var arguments = words.map { strdup($0) } + [nil]
        defer { arguments.forEach { free($0) } }
        var pid: pid_t = 0
        return (posix_spawnp(&pid, words[0], &actions, &attributes, &arguments, environ), pid)
    }
}

/// Python with what the exported programs import: the system's own, whose packages apt installs, or else the first on the
/// PATH.
enum Python {
    static let plain = interpreter(importing: "csv")
    static let withNumPy = interpreter(importing: "numpy")
    static let withPyTorch = interpreter(importing: "torch")

    private static func interpreter(importing module: String) -> String? {
        ["/usr/bin/python3", "python3"].first { (try? Program.run([$0, "-c", "import \(module)"])) != nil }
    }
}
