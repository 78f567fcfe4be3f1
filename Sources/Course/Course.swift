import Glibc
import Synchronization

/// A folder of lessons: `<folder>/<name>/lesson.md`, in the order of the names.
///
/// A folder that holds a `lesson.md` itself is a course of that one lesson. Folders without one are passed
/// over: they may hold translations, or files that lessons share.
package struct Course: Sendable {
    package let entries: [Entry]
    /// What is wrong with the folder itself; what is wrong with a lesson is in its entry.
    package let problems: [Problem]
    /// The folder as shown to people.
    package let folder: String

    /// Opens a folder and lists its lessons, without ever failing as a whole.
    ///
    /// - Parameters:
    ///   - folder: the folder as the system opens it.
    ///   - shownAs: the folder as it is shown in places; as it is opened when nil.
    ///   - kinds: the kinds of fences that there are.
    package static func open(folder: String, shownAs: String? = nil, kinds: Set<String>) -> Course {
        let shown = (shownAs ?? folder).withoutTrailingSlashes
        let place = Place(file: shown, line: 1, column: 1)
        do {
            let (names, areAll) = try lessonFolders(in: folder)
            let root = resolvedPath(folder) ?? folder
            var problems: [Problem] = []
            if names.isEmpty {
                problems.append(Problem("there are no lessons in this folder (NAME/lesson.md)", at: place))
            }
            if !areAll {
                let message = "more than \(Caps.namesPerFolder) files and folders; the others are left out"
                problems.append(Problem(message, at: place))
            }
            if names.count > Caps.lessonsPerCourse {
                let message = "more than \(Caps.lessonsPerCourse) lessons; the others are left out"
                problems.append(Problem(message, at: place))
            }
            let entries = names.prefix(Caps.lessonsPerCourse).map { name in
                let path = folder.withoutTrailingSlashes + name.slashed
                let lessonFolder = LessonFolder(path: path, shownPath: shown + name.slashed, root: root)
                return Entry(name: name, lessonFolder: lessonFolder, kinds: kinds)
            }
            return Course(entries: entries, problems: problems, folder: shown)
        } catch {
            return Course(entries: [], problems: [Problem("\(error)", at: place)], folder: shown)
        }
    }

    /// A course of one lesson whose text is at hand, with no files beside it.
    package static func ofOneLesson(text: String, file: String, kinds: Set<String>) -> Course {
        let folder = LessonFolder(path: "", shownPath: "", root: "")
        let entry = Entry(name: "", lessonFolder: folder, file: file, kinds: kinds, text: Array(text.utf8))
        return Course(entries: [entry], problems: [], folder: file)
    }

    /// The names of the folders that hold a lesson, and whether all names were looked at.
    ///
    /// An empty name stands for the folder itself.
    private static func lessonFolders(
        in folder: String
    ) throws(FileError) -> (names: [String], areAll: Bool) {
        if exists(folder + "/" + Entry.fileName) { return ([""], true) }
        guard let directory = opendir(folder) else { throw FileError(code: errno) }
        defer { closedir(directory) }
        var names: [String] = []
        var seen = 0
        while let entry = readdir(directory) {
            seen += 1
            guard seen <= Caps.namesPerFolder else { return (names.sorted(), false) }
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: Int(NAME_MAX) + 1) { String(cString: $0) }
            }
            guard !name.hasPrefix(".") else { continue }
            // Where one may not look, reading tells what is wrong.
            if exists("\(folder)/\(name)/\(Entry.fileName)") || errno == EACCES { names.append(name) }
        }
        return (names.sorted(), true)
    }

    /// Whether there is something of this name, a link that leads nowhere included; if not, errno tells why.
    private static func exists(_ path: String) -> Bool {
        var status = stat()
        return lstat(path, &status) == 0
    }
}

/// One lesson of a course, known by its front matter until it is opened.
package struct Entry: Sendable {
    static let fileName = "lesson.md"

    /// The name of the lesson's folder within the course, for example `02-words`; empty when it is the course.
    package let name: String
    /// The file as shown to people.
    package let file: String
    /// The folder that holds the lesson and its listings.
    package var folder: String { lessonFolder.path }
    /// What the lesson says about itself, read when it is first asked for: a tour needs that of few lessons.
    package var frontMatter: Result<FrontMatter, Problems> { firstReading.value }
    private let firstReading: FirstReading
    private let lessonFolder: LessonFolder
    private let kinds: Set<String>
    /// The lesson's text where it is no file.
    private let text: [UInt8]?

    init(
        name: String, lessonFolder: LessonFolder, file: String? = nil, kinds: Set<String>,
        text: [UInt8]? = nil
    ) {
        self.name = name
        self.lessonFolder = lessonFolder
        self.kinds = kinds
        self.text = text
        let file = file ?? lessonFolder.shown(Self.fileName)
        self.file = file
        firstReading = FirstReading { () throws(Problems) in
            let bytes = try Self.bytes(of: text, in: lessonFolder)
            let source = try SourceText.lesson(bytes: bytes.throughFrontMatter, file: file)
            return try FrontMatter.read(from: source).frontMatter
        }
    }

    /// Reads the file as it is now, and parses all of it.
    package func lesson() -> Result<Lesson, Problems> {
        Result { () throws(Problems) in try lesson(readsFences: true) }
    }

    /// Reads the file as it is now, but the YAML of its fences only when it is asked for: a lesson's first step
    /// can then be shown before the others are looked into. Where anything else is wrong, all that is wrong.
    package func lessonWithUnreadFences() throws(Problems) -> Lesson {
        do { return try lesson(readsFences: false) } catch { return try lesson(readsFences: true) }
    }

    private func lesson(readsFences: Bool) throws(Problems) -> Lesson {
        let bytes = try Self.bytes(of: text, in: lessonFolder)
        return try LessonParser.parse(
            bytes: bytes, file: file, folder: lessonFolder, kinds: kinds, readsFences: readsFences)
    }

    /// Adds what the lesson is made of to a hash. A file that can't be read counts by its name.
    func addContent(to hash: inout ContentHash) {
        if let text { return hash.combine(text) }
        for name in lessonFolder.fileNames() {
            let bytes = (try? lessonFolder.bytes(ofFile: name)) ?? []
            hash.combine("\(name) \(bytes.count)\n")
            hash.combine(bytes)
        }
    }

    private static func bytes(of text: [UInt8]?, in folder: LessonFolder) throws(Problems) -> [UInt8] {
        if let text { return text }
        do {
            return try folder.bytes(ofFile: fileName)
        } catch {
            let place = Place(file: folder.shown(fileName), line: 1, column: 1)
            throw Problems([Problem("\(error)", at: place)])
        }
    }
}

/// Front matter that is read once, when it is first asked for, whoever asks.
private final class FirstReading: Sendable {
    private let read: @Sendable () throws(Problems) -> FrontMatter
    private let known = Mutex<Result<FrontMatter, Problems>?>(nil)

    init(_ read: @escaping @Sendable () throws(Problems) -> FrontMatter) {
        self.read = read
    }

    var value: Result<FrontMatter, Problems> {
        known.withLock { known in
            let value = known ?? Result { () throws(Problems) in try read() }
            known = value
            return value
        }
    }
}

extension [UInt8] {
    /// The bytes up to the end of the line that closes the front matter, or all of them without one.
    fileprivate var throughFrontMatter: [UInt8] {
        guard count <= Caps.bytesPerFile, let mark = dropFirst().firstRange(of: Array("\n---".utf8)) else {
            return self
        }
        let end = self[mark.upperBound...].firstIndex(of: UInt8(ascii: "\n")) ?? endIndex
        return Array(self[..<end])
    }
}

extension String {
    fileprivate var withoutTrailingSlashes: String {
        var path = self
        while path.count > 1, path.hasSuffix("/") { path.removeLast() }
        return path
    }

    /// The name as the end of a path, or nothing.
    fileprivate var slashed: String { isEmpty ? "" : "/" + self }
}
