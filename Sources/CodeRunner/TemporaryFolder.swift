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
    var template = Array("\(Variables.current("TMPDIR") ?? "/tmp")/neurotour-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else {
        throw SystemError(what: "no temporary folder", code: errno)
    }
    let path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    defer { removeTree(path) }
    let folder = RunFolder(path: path)
    for inner in [folder.code, folder.work] {
        guard mkdir(inner, 0o700) == 0 else { throw SystemError(what: inner, code: errno) }
    }
    try write("", to: folder.answers)
    return try await body(folder)
}

/// Writes a new file.
func write(_ text: String, to path: String) throws {
    let file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw SystemError(what: path, code: errno) }
    defer { close(file) }
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
        let count = rest.withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
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

/// Removes a folder with all that is in it: folders that nobody may enter, and folders in folders whose paths are
/// longer than the system takes. Links are removed, never followed.
///
/// Inner folders are moved up to the top before they are emptied, so that no path is longer than a few names.
func removeTree(_ path: String) {
    let top = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
    guard top >= 0 else { return }
    defer { close(top) }
    var moved = 0
    var found = names(inFolder: top)
    while !found.isEmpty {
        for name in found where unlinkat(top, name, 0) != 0 {
            fchmodat(top, name, 0o700, 0)
            let folder = openat(top, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
            guard folder >= 0 else { continue }
            for inner in names(inFolder: folder) where unlinkat(folder, inner, 0) != 0 {
                // A folder can be moved by whoever may write in it.
                fchmodat(folder, inner, 0o700, 0)
                moved += 1
                renameat(folder, inner, top, ".moved-up-\(moved)")
            }
            close(folder)
            unlinkat(top, name, AT_REMOVEDIR)
        }
        let left = names(inFolder: top)
        // What can't be removed, such as another user's, is left alone.
        guard left != found else { break }
        found = left
    }
    rmdir(path)
}

/// What is in an open folder.
private func names(inFolder descriptor: Int32) -> Set<String> {
    // The folder's stream closes the descriptor that it reads.
    guard let stream = fdopendir(openat(descriptor, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)) else { return [] }
    defer { closedir(stream) }
    var names: Set<String> = []
    while let entry = readdir(stream) {
        let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
            pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
        }
        if name != ".", name != ".." { names.insert(name) }
    }
    return names
}

/// A system call that failed, in words.
struct SystemError: Error, CustomStringConvertible {
    var what: String
    var code: Int32
    var description: String { "\(what): \(String(cString: strerror(code)))" }
}
