import Glibc

/// Finds programs as a shell does, in the folders of PATH.
enum SearchPath {
    /// The full path of a program, or nil. Relative folders are passed over: what runs must not depend on where
    /// the learner stands.
    static func find(_ program: String, path: String? = Variables.current("PATH")) -> String? {
        folders(of: path).map { "\($0)/\(program)" }.first(where: isProgram)
    }

    /// The folders of PATH.
    static var folders: [String] { folders(of: Variables.current("PATH")) }

    private static func folders(of path: String?) -> [String] {
        (path ?? "").split(separator: ":").map(String.init).filter { $0.hasPrefix("/") }
    }

    private static func isProgram(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG && access(path, X_OK) == 0
    }
}
