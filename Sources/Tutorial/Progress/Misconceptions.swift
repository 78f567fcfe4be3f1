import Course
import Glibc

/// What wrong answers show that somebody believes, in words, by the ids that lessons name them with: M01 and so on. A
/// folder of lessons says them in a file beside the lessons, if it wants to.
struct Misconceptions {
    /// The file, in the folder of the lessons.
    static let fileName = "misconceptions.yaml"

    private var words: [String: String] = [:]
    private(set) var problems: [Problem] = []

    private static let largestFile = 64 << 10

    /// Reads the file of a folder. What is wrong with it is a problem, and the rest counts; no file is no problem.
    init(ofFolder folder: String, shownAs shown: String) {
        let file = "\(shown)/\(Self.fileName)"
        do throws(OrdinaryFile.Trouble) {
            let bytes = try OrdinaryFile.bytes(of: "\(folder)/\(Self.fileName)", limit: Self.largestFile)
            read(SettingsText(bytes: bytes, file: file))
        } catch {
            if case .system(ENOENT) = error { return }
            let place = Place(file: file, line: 1, column: 1)
            problems = [Problem("it can't be read: \(error.words(limit: Self.largestFile))", at: place)]
        }
    }

    private mutating func read(_ text: SettingsText) {
        problems = text.problems
        for entry in text.entries {
            guard entry.path.count == 1, entry.values.count == 1, let id = entry.path.first else {
                problems.append(Problem("expected one line of text for each id", at: entry.place))
                continue
            }
            guard id.isMisconceptionID else {
                problems.append(
                    Problem("\"\(id)\" is no id of a misconception, such as M01", at: entry.place))
                continue
            }
            words[id] = entry.values[0].value
        }
    }

    /// What is believed, if the file says it.
    subscript(id: String) -> String? { words[id] }
}
