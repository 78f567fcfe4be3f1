import Glibc

extension ProgressStore {
    /// Where progress lives: `neurotour/progress.jsonl` in `$XDG_STATE_HOME`, or else in `$HOME/.local/state`.
    package static func defaultPath(environment: [String: String]) -> Result<String, ProgressProblem> {
        userFolder("XDG_STATE_HOME", orInHome: ".local/state", environment).map {
            "\($0)/neurotour/progress.jsonl"
        }
    }
}

/// A folder for a user's files of one kind.
///
/// A variable that is relative or empty is passed over, as the XDG Base Directory Specification asks; a folder that it
/// names is made when it is missing. A home is not: where it is missing, it is missing on purpose.
func userFolder(
    _ variable: String, orInHome folder: String, _ environment: [String: String]
) -> Result<String, ProgressProblem> {
    if let named = environment[variable], named.hasPrefix("/") {
        return isRepaired(named) ? .failure(.notUTF8(variable: variable)) : .success(named)
    }
    guard let home = environment["HOME"], home.hasPrefix("/") else {
        return .failure(.noHome(variable: variable))
    }
    guard !isRepaired(home) else { return .failure(.notUTF8(variable: "HOME")) }
    var status = stat()
    guard stat(home, &status) == 0, status.kind == S_IFDIR else { return .failure(.homeIsNoFolder(home)) }
    // Under `sudo`, files of root would lock the owner of this home out of their own progress.
    if geteuid() == 0, status.st_uid != 0 { return .failure(.homeOfAnother(home)) }
    return .success("\(home)/\(folder)")
}

/// Whether the environment had bytes that are no text, and this in their place: the name of another folder.
private func isRepaired(_ path: String) -> Bool { path.contains("\u{FFFD}") }

/// The path up to its last component.
func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
}

/// Makes a folder and those above it that are missing, each for this user alone whatever the umask.
func makeFolder(_ path: String) throws(ProgressProblem) {
    if mkdir(path, 0o700) == 0 {
        chmod(path, 0o700)
        return
    }
    guard errno == ENOENT, folder(of: path) != path else {
        if errno == EEXIST { return }
        throw .system(doing: .makeFolder, path: path, code: errno)
    }
    try makeFolder(folder(of: path))
    guard mkdir(path, 0o700) == 0 || errno == EEXIST else {
        throw .system(doing: .makeFolder, path: path, code: errno)
    }
    chmod(path, 0o700)
}

extension stat {
    /// `S_IFREG`, `S_IFDIR`, …
    var kind: mode_t { st_mode & S_IFMT }

    func isSameFile(as other: stat) -> Bool {
        st_dev == other.st_dev && st_ino == other.st_ino
    }
}
