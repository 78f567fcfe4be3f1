import FoundationEssentials
import Glibc

/// Runs JavaScript, so that the listings of the lesson page are judged by their own language.
enum Node {
    struct Failure: Error {
        let status: Int32
    }

    static let isInstalled = (try? run("")) != nil

    /// What a program prints; by `posix_spawn` with no signal blocked or ignored, and no shell.
    static func run(_ program: String) throws -> String {
        var ends: [Int32] = [0, 0]
        guard pipe(&ends) == 0 else { throw Failure(status: errno) }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        defer { close(ends[0]) }
        let spawned = spawn(["node", "-e", program], output: ends[1])
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

    /// The numbers that a JavaScript expression gives, after a listing has run without printing.
    static func numbers(_ expression: String, after listing: String) throws -> [Double] {
        let text = try run(
            "console.log = () => {};\n\(listing)\nprocess.stdout.write(JSON.stringify(\(expression)))")
        return try JSONDecoder().decode([Double].self, from: Data(text.utf8))
    }

    private static func spawn(_ words: [String], output: Int32) -> (error: Int32, pid: pid_t) {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO)
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
