import CodeRunner
import Foundation

/// The learner's own files for a challenge, in a folder of theirs. They are made from the starters, and after that
/// only the learner writes in them.
package struct ChallengeFolder: Sendable {
    package let path: String
    private let challenge: Challenge

    /// - Parameter space: whose lessons the challenge is from, where it is not the program's own.
    package init(
        _ challenge: Challenge, space: String? = nil,
        environment: [String: String] = ProcessInfo.processInfo.environment
    ) throws(ChallengeFileError) {
        self.challenge = challenge
        let root: String
        switch userFolder("XDG_DATA_HOME", orInHome: ".local/share", environment) {
        case .success(let folder): root = folder
        case .failure(let problem):
            throw ChallengeFileError(what: "there is no place for your files: \(problem)")
        }
        path = ([root, "neurotour/challenges"] + [space, challenge.name].compactMap(\.self)).joined(
            separator: "/")
    }

    package func file(in language: Language) -> String { "\(path)/\(challenge.fileName(in: language))" }

    /// The language that the learner wrote in last: the one of the newest file.
    func latestLanguage() -> Language? {
        let dates = Language.all.map { language in
            (
                language,
                (try? FileManager.default.attributesOfItem(atPath: file(in: language)))?[.modificationDate]
                    as? Date
            )
        }
        return dates.filter { $0.1 != nil }.max { ($0.1 ?? .distantPast) < ($1.1 ?? .distantPast) }?.0
    }

    /// Makes the file from its starter, where there is none.
    func prepare(_ language: Language) throws(ChallengeFileError) {
        do { try makeFolder(path) } catch { throw ChallengeFileError(what: "\(error)") }
        do { try writeNewFile(challenge.starters[language] ?? "", to: file(in: language)) } catch {
            guard error.code == EEXIST else { throw ChallengeFileError(what: "\(error)") }
        }
    }

    /// Puts the starter back. What was there stays beside it, under a name that says so.
    /// - Returns: the name of what was there.
    func reset(_ language: Language) throws(ChallengeFileError) -> String? {
        let name = challenge.fileName(in: language)
        var backup: String?
        for number in 1...999 {
            let name = "\(name).backup-\(number)"
            // A second name for it, which replaces nothing that is there; a symbolic link is kept as one.
            if linkat(AT_FDCWD, file(in: language), AT_FDCWD, "\(path)/\(name)", 0) == 0 {
                unlink(file(in: language))
                backup = name
                break
            }
            if errno == ENOENT { break }
            guard errno == EEXIST else { throw ChallengeFileError(file(in: language), code: errno) }
        }
        try prepare(language)
        return backup
    }
}

/// The learner's file as it is now.
package enum ChallengeFile {
    /// A longer file is none that anyone has written.
    static let mostBytes = 256 << 10

    /// The text of the file, whatever its bytes are.
    package static func text(of path: String) throws(ChallengeFileError) -> String {
        do throws(OrdinaryFile.Trouble) {
            return String(decoding: try OrdinaryFile.bytes(of: path, limit: mostBytes), as: UTF8.self)
        } catch {
            switch error {
            case .system(let code): throw ChallengeFileError(path, code: code)
            case .notOrdinary: throw ChallengeFileError(what: "\(path) is no ordinary file")
            case .tooLarge: throw ChallengeFileError(what: "\(path) is larger than \(mostBytes >> 10) KiB")
            }
        }
    }

    /// What tells that a file was written anew, without reading it; nil where there is none.
    static func stamp(of path: String) -> [Int]? {
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        return [status.st_mtim.tv_sec, status.st_mtim.tv_nsec, Int(status.st_size), Int(status.st_ino)]
    }
}

package struct ChallengeFileError: Error, Sendable, CustomStringConvertible {
    package let description: String

    init(what: String) {
        description = what
    }

    init(_ path: String, code: Int32) {
        description = "\(path): \(String(cString: strerror(code)))"
    }
}
