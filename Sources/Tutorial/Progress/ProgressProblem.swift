import Glibc

/// Why progress is not saved, or cannot be read; its description is a sentence for the learner.
package enum ProgressProblem: Error, Hashable, Sendable, CustomStringConvertible {
    case noHome(variable: String)
    case homeIsNoFolder(String)
    /// A variable names a folder in bytes that are no text.
    case notUTF8(variable: String)
    case homeOfAnother(String)
    case notAFile(String)
    case notSetAside(path: String, code: Int32)
    case isNoProgress(String)
    case system(doing: Action, path: String, code: Int32)

    package enum Action: String, Hashable, Sendable {
        case open = "opened"
        case read
        case write = "written"
        case makeFolder = "made"
    }

    /// Whether there is no use in trying again while the program runs.
    var isLasting: Bool {
        if case .system = self { false } else { true }
    }

    var isMissingFile: Bool {
        if case .system(doing: .open, path: _, code: ENOENT) = self { true } else { false }
    }

    package var description: String {
        switch self {
        case .noHome(let variable):
            "neither \(variable) nor HOME names a folder"
        case .notUTF8(let variable):
            "\(variable) names a folder that is not spelled in UTF-8"
        case .homeIsNoFolder(let path):
            "HOME is \(path), and there is no such folder"
        case .homeOfAnother(let path):
            "HOME is \(path), which belongs to another user"
        case .notAFile(let path):
            "\(path) is not a file"
        case .notSetAside(let path, let code):
            "\(path) holds something other than progress, and could not be set aside (\(words(for: code)))"
        case .isNoProgress(let path):
            "\(path) holds something other than progress"
        case .system(let action, let path, let code):
            "\(path) cannot be \(action.rawValue) (\(words(for: code)))"
        }
    }
}

/// The system's words for an error number.
func words(for code: Int32) -> String {
    String(cString: strerror(code))
}
