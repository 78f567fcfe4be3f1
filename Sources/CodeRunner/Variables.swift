import Glibc

/// The environment that a program run from here gets.
///
/// A list of what may pass, not of what may not: tokens, agents' sockets, loader settings and our own markers
/// stay behind, also those that nobody has thought of yet.
package enum Variables {
    private static let passed = ["PATH", "HOME", "LANG", "LC_ALL", "LC_CTYPE", "TZ"]

    /// The environment, with its temporary files in the given folder.
    static func allowed(temporaryFolder: String) -> [String: String] {
        var variables = ["TMPDIR": temporaryFolder]
        for name in passed {
            variables[name] = current(name)
        }
        return variables
    }

    package static func current(_ name: String) -> String? {
        getenv(name).map { String(cString: $0) }
    }
}
