import Glibc

/// The learner's own editor, which has the terminal to itself while it runs.
package struct Editor: Sendable {
    /// What the learner calls it, arguments included: `code --wait`.
    package let command: String

    /// The editor that the environment names: VISUAL, or else EDITOR.
    package init?(environment: (String) -> String? = Variables.current) {
        let named = ["VISUAL", "EDITOR"].compactMap(environment).first { !$0.allSatisfy(\.isWhitespace) }
        guard let named else { return nil }
        command = named
    }

    /// Editors that are installed here, for whoever has named none.
    package static var installed: [String] {
        ["nano", "micro", "vim", "nvim", "hx", "emacs", "code", "vi"].filter { SearchPath.find($0) != nil }
    }

    /// Edits a file, and returns when the editor has ended.
    ///
    /// The command is a shell's, as git and others take it, and the file is its last argument. The editor is in our
    /// own process group: Ctrl-Z stops both, and Ctrl-C is for the editor alone.
    ///
    /// - Parameter isAskedToEnd: asked now and then; when it says yes, the editor is asked to end, too.
    /// - Returns: what went wrong, in words; nil where nothing did.
    package func edit(_ file: String, isAskedToEnd: () -> Bool) -> String? {
        guard let shell = SearchPath.find("sh") ?? SearchPath.find("sh", path: "/bin:/usr/bin") else {
            return "there is no sh to start your editor with"
        }
        let process: pid_t
        switch start([shell, "-c", command + " \"$@\"", command, file]) {
        case .success(let started): process = started
        case .failure(let error): return "your editor can't be started: \(error)"
        }
        let status = wait(for: process, isAskedToEnd: isAskedToEnd)
        guard status & 0x7F == 0 else {
            return "your editor \(RunOutcome.ended(signal: status & 0x7F))"
        }
        switch (status >> 8) & 0xFF {
        case 0: return nil
        case 126, 127: return "there is no editor \"\(command)\" that could be started; see VISUAL and EDITOR"
        case let code: return "your editor (\(command)) exited with code \(code)"
        }
    }

    private func start(_ arguments: [String]) -> Result<pid_t, SystemError> {
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        // What is handled or ignored here is as usual there.
        var all = sigset_t()
        var none = sigset_t()
        sigfillset(&all)
        sigemptyset(&none)
        posix_spawnattr_setsigdefault(&attributes, &all)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK))

        var words: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) } + [nil]
        defer { words.forEach { free($0) } }
        var process: pid_t = 0
        let code = posix_spawn(&process, arguments[0], nil, &attributes, &words, environ)
        return code == 0 ? .success(process) : .failure(SystemError(what: arguments[0], code: code))
    }

    private func wait(for process: pid_t, isAskedToEnd: () -> Bool) -> Int32 {
        var status: Int32 = 0
        while true {
            let ended = waitpid(process, &status, WNOHANG)
            if ended == process { return status }
            if ended < 0, errno != EINTR { return 0 }
            if isAskedToEnd() { kill(process, SIGTERM) }
            usleep(10_000)
        }
    }
}
