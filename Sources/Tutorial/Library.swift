import Course
import Experiment

/// The lessons of a folder, in order. Front matter is read when it is first asked for, a lesson when it is opened.
package struct Library: Sendable {
    package let course: Course
    /// A network of the learner's that the lessons can show by the name of a preset.
    let given: Preset?

    /// Whose progress this is, where these are not the program's own lessons.
    package let progressKey: String?
    /// The folder as the system opens it.
    package let openedFolder: String
    /// The lessons in order.
    package let entries: [Entry]
    /// The questions asked before the course and after it, if there are any.
    package let forms: Entry?

    package init(
        _ course: Course, given: Preset? = nil, progressKey: String? = nil, openedFolder: String = ""
    ) {
        self.course = course
        self.openedFolder = openedFolder
        self.progressKey = progressKey
        self.given = given
        // A lesson of the list has its number; the front matter of the others says what they are for.
        func isForms(_ entry: Entry) -> Bool {
            !(entry.name.first?.isNumber ?? true) && (try? entry.frontMatter.get().use) == .forms
        }
        entries = course.entries.filter { !isForms($0) }
        forms = course.entries.first(where: isForms)
    }

    /// Opens a folder of lessons with all the fences that the program has stages for.
    /// - Parameter isOwn: whether these are the lessons of the program; others keep their progress apart, by the
    ///   folder that they are in.
    package static func open(folder: String, shownAs: String? = nil, isOwn: Bool = true) -> Library {
        Library(
            Course.open(folder: folder, shownAs: shownAs, kinds: StageCatalog.kinds),
            progressKey: isOwn ? nil : String(Settings.seed(folder), radix: 16), openedFolder: folder)
    }

    /// The same folder as it is now.
    package func reopened() -> Library {
        Library(
            Course.open(folder: openedFolder, shownAs: course.folder, kinds: StageCatalog.kinds),
            given: given,
            progressKey: progressKey, openedFolder: openedFolder)
    }

    /// The same lessons, with progress kept as if they were another's.
    func keepingProgress(under key: String?) -> Library {
        Library(course, given: given, progressKey: key, openedFolder: openedFolder)
    }

    /// A hash of all that the lessons are made of.
    package var contentHash: String { course.contentHash }

    /// What wrong answers show that somebody believes.
    var misconceptions: Misconceptions { Misconceptions(ofFolder: openedFolder, shownAs: course.folder) }

    /// The lessons, and what is not listed among them.
    package var allEntries: [Entry] { course.entries }

    /// The ids of the lessons that can be opened.
    package var lessonIDs: [String] { entries.compactMap { try? $0.frontMatter.get().id } }

    /// The same of all that is in the folder.
    var allLessonIDs: [String] { allEntries.compactMap { try? $0.frontMatter.get().id } }

    /// Where the tour begins: at the visual model, or, in a folder of other lessons, at the first.
    package var tourStart: Int? {
        index(ofLesson: "visual-model") ?? entries.indices.first
    }

    /// What to do next: the first lesson that is not done and whose requirements are.
    /// - Parameter indices: the lessons that come into question; all, if left out.
    package func suggestion(for progress: ProgressState, among indices: Range<Int>? = nil) -> Int? {
        (indices ?? entries.indices).first { index in
            guard let lesson = try? entries[index].frontMatter.get(), !progress.isDone(lesson: lesson.id)
            else {
                return false
            }
            return lesson.requires.allSatisfy { progress.meets($0) }
        }
    }

    /// Where a learner goes on: in the lesson that is begun, else at what comes next.
    func start(for progress: ProgressState) -> Int? {
        if let last = progress.lastLesson, !progress.isDone(lesson: last), let index = index(ofLesson: last) {
            return index
        }
        return suggestion(for: progress)
    }

    /// The steps of a lesson as the command line names them: `visual-model#sum-and-bias`.
    package func addresses(ofLesson id: String) -> [String] {
        let lesson = index(ofLesson: id).flatMap { try? entries[$0].lessonWithUnreadFences() }
        return lesson?.steps.map { "\(id)#\($0.id)" } ?? []
    }

    package func index(ofLesson id: String) -> Int? {
        entries.firstIndex { (try? $0.frontMatter.get().id) == id }
    }

    /// The number that a lesson's folder begins with, as home shows it: `03-visual-model` is 3.
    package func number(of entry: Entry) -> String {
        let digits = entry.name.prefix(while: \.isNumber)
        return Int(digits).map(String.init) ?? ""
    }

    /// The title to list a lesson under, readable or not.
    package func title(of entry: Entry) -> String {
        (try? entry.frontMatter.get().title) ?? (entry.name.isEmpty ? entry.file : entry.name)
    }
}

/// The end of a message about an unknown word on the command line: `; did you mean "render"?`, or nothing.
package func suggestion(for word: String, among names: [String]) -> String {
    didYouMean(word, in: names)
}

extension Library {
    /// Why there is no such lesson or step, with the nearest name.
    package enum AddressError: Error, Sendable, CustomStringConvertible {
        case noLesson(String, suggestion: String)
        case noStep(String, lesson: String, suggestion: String)

        package var description: String {
            switch self {
            case .noLesson(let id, let suggestion): "no lesson has the id \"\(id)\"\(suggestion)"
            case .noStep(let id, let lesson, let suggestion):
                "the lesson \"\(lesson)\" has no step \"\(id)\"\(suggestion)"
            }
        }
    }

    /// Finds a lesson, or a step of it: `visual-model#sum-and-bias`. A step of a lesson that can't be read is not looked for.
    package func find(_ name: String) throws(AddressError) -> (entry: Int, step: Int?) {
        let address = LessonAddress(name)
        guard let index = index(ofLesson: address.lesson) else {
            throw .noLesson(address.lesson, suggestion: didYouMean(address.lesson, in: lessonIDs))
        }
        guard let step = address.step else { return (index, nil) }
        guard let lesson = try? entries[index].lessonWithUnreadFences() else { return (index, nil) }
        guard let number = lesson.steps.firstIndex(where: { $0.id == step }) else {
            let suggestion = didYouMean(step, in: lesson.steps.map(\.id))
            throw .noStep(step, lesson: address.lesson, suggestion: suggestion)
        }
        return (index, number)
    }
}
