import FoundationEssentials
import Glibc

/// Gives the body a folder that only this user can enter, and removes it afterwards, whatever happens.
func withTemporaryFolder<Result>(
    _ body: (_ path: String) async throws -> Result
) async throws -> Result {
    var template = Array("\(Variables.current("TMPDIR") ?? "/tmp")/neurotour-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else {
        throw SystemError(what: "no temporary folder", code: errno)
    }
    let path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    defer { try? FileManager.default.removeItem(atPath: path) }
    return try await body(path)
}

/// A system call that failed, in words.
struct SystemError: Error, CustomStringConvertible {
    var what: String
    var code: Int32
    var description: String { "\(what): \(String(cString: strerror(code)))" }
}
