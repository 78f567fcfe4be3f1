import Glibc

/// What stands between a learner's program and their computer. It protects them from mistakes; neither level is a
/// boundary against malicious code.
package enum Protection: String, Sendable, Hashable, Codable {
    /// Limits of time, memory, processes and files, in a view of the system that can be read, not written, and
    /// that has no network and no other processes.
    case sandbox
    /// Limits of time, memory, processes and files alone: the program can do all that the learner can.
    case limits

    /// The best that works on this computer; found out once, by trying.
    package static var best: Protection {
        get async { await Sandbox.current == nil ? .limits : .sandbox }
    }

    /// The level in a few words, for the screen.
    package var title: String {
        switch self {
        case .sandbox: "in a sandbox: no network, files read-only"
        case .limits: "limited in time, memory and files; no sandbox (bubblewrap) here"
        }
    }
}

/// Where bubblewrap is, once it has been seen to work: some systems forbid what it needs.
struct Sandbox: Sendable {
    /// The full path of `bwrap`.
    private let tool: String
    /// Our own program, which is started in the sandbox as the inner guard.
    private let guardProgram: String

    static var current: Sandbox? {
        get async { await probe.value }
    }

    private static let probe = Task { () -> Sandbox? in
        guard let tool = SearchPath.find("bwrap"), let program = ownProgram else { return nil }
        let sandbox = Sandbox(tool: tool, guardProgram: program)
        let probe = try? await withTemporaryFolder { folder in
            try await ProgramRun(
                command: ["/bin/true"], environment: Variables.allowed(temporaryFolder: folder.work),
                folder: folder, limits: GuardLimits(wall: .seconds(2)), outputBytes: 4096, sandbox: sandbox
            ).run()
        }
        return probe?.ending == .exited(0) ? sandbox : nil
    }

    private static var ownProgram: String? {
        guard let path = realpath("/proc/self/exe", nil) else { return nil }
        defer { free(path) }
        return String(cString: path)
    }

    private static let temporarySize = 64 << 20

    /// A command that runs the given one within the sandbox, under a guard that sets the limits there.
    func command(around command: [String], limits: [String], in folder: RunFolder) -> [String] {
        let size = ["--size", "\(Self.temporarySize)"]
        let innerGuard = "/tmp/\(ProgramGuard.name)"
        var arguments = [tool, "--unshare-all", "--die-with-parent", "--ro-bind", "/", "/"]
        arguments += ["--dev", "/dev"] + size + ["--tmpfs", "/dev/shm", "--remount-ro", "/dev"]
        arguments += ["--proc", "/proc"] + size + ["--tmpfs", "/tmp"]
        if Self.isFolder("/run") { arguments += size + ["--tmpfs", "/run"] }
        for path in shownAgain { arguments += ["--ro-bind", path, path] }
        arguments += ["--ro-bind", folder.code, folder.code]
        arguments += size + ["--tmpfs", folder.work, "--bind", folder.answers, folder.answers]
        arguments += ["--ro-bind", guardProgram, innerGuard, "--chdir", folder.work]
        return arguments + [innerGuard] + limits + ["--"] + command
    }

    /// Folders of tools that lie where the sandbox hides what there is: those on PATH, with the `lib` beside
    /// their `bin`.
    private var shownAgain: [String] {
        let hidden = ["/tmp/", "/run/"]
        return SearchPath.folders.filter { path in
            hidden.contains(where: path.hasPrefix) && Self.isFolder(path)
        }.map { path in
            let parts = path.split(separator: "/")
            let isPrefixed = parts.count > 2 && ["bin", "sbin"].contains(parts.last)
            return isPrefixed ? "/" + parts.dropLast().joined(separator: "/") : path
        }
    }

    private static func isFolder(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }
}
