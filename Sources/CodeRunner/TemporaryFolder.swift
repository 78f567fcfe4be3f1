import CProgramGuard
import Glibc

/// The folder of one run: what the program reads, what it answers, and where it starts.
struct RunFolder: Sendable {
    let path: String
    /// What is run, and what it is given. A sandbox shows it as it is, and lets nothing be written there.
    var code: String { path + "/code" }
    /// Where the program starts, empty; its temporary files are to go there too.
    var work: String { path + "/work" }
    /// The file for what the program answers.
    var answers: String { path + "/answers" }
}

/// Gives the body a folder that only this user can enter, and removes it afterwards, whatever happens.
func withTemporaryFolder<Result>(
    _ body: (_ folder: RunFolder) async throws -> Result
) async throws -> Result {
    // Who removes the folder is there before it is.
    let name = String(UInt64.random(in: 0 ... .max), radix: 36)
    let folder = RunFolder(path: "\(temporaryFolder)/neurotour-\(name)")
    var socket: Int32 = -1
    let keeper = program_guard_keep_folder(folder.path, &socket)
    guard keeper > 0 else { throw SystemError(what: "no guard for a temporary folder", code: errno) }
    defer { program_guard_clear_folder(keeper, socket) }
    for inner in [folder.path, folder.code, folder.work] {
        guard mkdir(inner, 0o700) == 0 else { throw SystemError(what: inner, code: errno) }
    }
    try writeNewFile("", to: folder.answers)
    return try await body(folder)
}

/// Where temporary folders are made: where TMPDIR says, if that is a folder that compilers bear, too.
private var temporaryFolder: String {
    let fallback = "/tmp"
    guard let named = Variables.current("TMPDIR"), named.hasPrefix("/"), named.allSatisfy(\.isASCII),
        access(named, R_OK | W_OK | X_OK) == 0
    else { return fallback }
    return named
}

/// Writes a new file for this user alone, only if there is nothing at all of that name, be it a link that leads nowhere.
package func writeNewFile(_ text: String, to path: String) throws(SystemError) {
    let file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw SystemError(what: path, code: errno) }
    defer { close(file) }
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
        let count = rest.withUnsafeBytes { write(file, $0.baseAddress, $0.count) }
        guard count > 0 else { throw SystemError(what: path, code: errno) }
        rest = rest.dropFirst(count)
    }
}

/// The bytes of a regular file, no more than the limit; nil where it is none. A link is not followed.
func bytes(ofFile path: String, limit: Int) -> [UInt8]? {
    let file = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
    guard file >= 0 else { return nil }
    defer { close(file) }
    var status = stat()
    guard fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while bytes.count < limit {
        let count = read(file, &buffer, buffer.count)
        guard count > 0 else { break }
        bytes += buffer[..<count]
    }
    return Array(bytes.prefix(limit))
}

/// A system call that failed, in words.
package struct SystemError: Error, CustomStringConvertible {
    var what: String
    package var code: Int32
    package var description: String { "\(what): \(String(cString: strerror(code)))" }
}
