import Course

/// The lessons of a course, read one at a time, so that a screen that waits for them stays alive.
struct CourseReading: Sendable {
    /// A lesson that was read.
    struct Read: Sendable {
        /// Its place among the library's entries.
        let entry: Int
        let number: String
        let lesson: Lesson

        /// As lists show it: `3 The visual model`.
        var title: String { number.isEmpty ? lesson.title : "\(number) \(lesson.title)" }
    }

    private let library: Library
    private var next = 0
    /// The lessons that can't be read, by their titles.
    private(set) var unreadable: [String] = []

    init(_ library: Library) {
        self.library = library
    }

    var isOver: Bool { next >= library.entries.count }

    /// `reading 3 of 7`; nil when all is read.
    var progress: String? { isOver ? nil : "reading \(next + 1) of \(library.entries.count)" }

    /// Reads the next lesson. Nil where it can't be read, and where there is none.
    mutating func readNext() -> Read? {
        guard !isOver else { return nil }
        let entry = library.entries[next]
        defer { next += 1 }
        switch entry.lesson() {
        case .failure:
            unreadable.append(library.title(of: entry))
            return nil
        case .success(let lesson):
            return Read(entry: next, number: library.number(of: entry), lesson: lesson)
        }
    }
}

/// A stop of the course to go to: a lesson by its place among the entries, and its step; nil where the learner was.
struct Stop: Hashable, Sendable {
    let entry: Int
    let step: Int?
}
