import Foundation
import Testing

@testable import Course

/// A folder for one test, removed with it.
private final class TemporaryFolder {
    let path: String

    init() throws {
        path = FileManager.default.temporaryDirectory.path + "/course-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }

    func write(_ text: String, to name: String) throws {
        try write(Array(text.utf8), to: name)
    }

    func write(_ bytes: [UInt8], to name: String) throws {
        let url = URL(fileURLWithPath: path + "/" + name)
        try FileManager.default.createDirectory(
            at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(bytes).write(to: url)
    }

    func link(_ name: String, to destination: String) throws {
        let url = URL(fileURLWithPath: path + "/" + name)
        try FileManager.default.createDirectory(
            at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try FileManager.default.createSymbolicLink(atPath: url.path, withDestinationPath: destination)
    }

    func open() -> Course { Course.open(folder: path + "/Lessons", shownAs: "Lessons", kinds: kinds) }
}

private func lesson(id: String, requires: String = "[]", body: String = "## A {#a}\n\nText.\n") -> String {
    "---\nformat: 1\nid: \(id)\ntitle: T\nminutes: 5\nrequires: \(requires)\n---\n" + body
}

@Suite struct CourseFolderTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    /// The same for the same course wherever it lies; another for anything that a lesson is made of.
    @Test func theHashIsOfAllThatLessonsAreMadeOf() throws {
        try folder.write(lesson(id: "one"), to: "Lessons/01-one/lesson.md")
        try folder.write("x = 1", to: "Lessons/01-one/code/one.py")
        let before = folder.open().contentHash
        let copy = try TemporaryFolder()
        try copy.write(lesson(id: "one"), to: "Lessons/01-one/lesson.md")
        try copy.write("x = 1", to: "Lessons/01-one/code/one.py")
        #expect(copy.open().contentHash == before)
        // A guide beside the lessons, and what editors leave.
        try folder.write("a guide", to: "Lessons/README.md")
        try folder.write("old", to: "Lessons/01-one/lesson.md~")
        try folder.write("swap", to: "Lessons/01-one/.lesson.md.swp")
        #expect(folder.open().contentHash == before)

        var hashes: Set = [before]
        for (text, name) in [
            ("x = 2", "01-one/code/one.py"), ("x = 2", "01-one/code/two.py"), ("", "01-one/empty"),
            (lesson(id: "one", body: "## A {#a}\n\nText!\n"), "01-one/lesson.md"),
            (lesson(id: "two"), "02-two/lesson.md"),
        ] {
            try folder.write(text, to: "Lessons/\(name)")
            #expect(hashes.insert(folder.open().contentHash).inserted, "\(name)")
        }
        #expect(Course.open(folder: folder.path + "/none", kinds: kinds).contentHash.count == 16)
    }

    @Test func opensTheLessonsInTheOrderOfTheirFolders() throws {
        for name in ["10-ten", "02-two", "01-one"] {
            try folder.write(lesson(id: "l\(name.prefix(2))"), to: "Lessons/\(name)/lesson.md")
        }
        try folder.write("no lesson", to: "Lessons/README.md")
        try folder.write("no lesson", to: "Lessons/pictures/README.md")
        try folder.write(lesson(id: "hidden"), to: "Lessons/.git/lesson.md")
        try folder.write(lesson(id: "l01"), to: "Lessons/de/01-one/lesson.md")

        let course = folder.open()
        #expect(course.problems.isEmpty)
        #expect(course.entries.map(\.name) == ["01-one", "02-two", "10-ten"])
        #expect(course.entries.map(\.file)[0] == "Lessons/01-one/lesson.md")
        #expect(course.entries.map(\.folder)[0] == folder.path + "/Lessons/01-one")
        #expect(try course.entries.map { try $0.frontMatter.get().id } == ["l01", "l02", "l10"])
        #expect(try course.entries[1].lesson().get().steps.map(\.id) == ["a"])
        #expect(course.structureProblems().isEmpty)
    }

    @Test func aFolderWithALessonIsACourseOfOne() throws {
        try folder.write(lesson(id: "only"), to: "Lessons/lesson.md")
        let course = folder.open()
        #expect(course.entries.map(\.file) == ["Lessons/lesson.md"])
        #expect(course.entries.map(\.name) == [""])
    }

    @Test func aFolderThatIsMissingOrEmptyIsAProblem() throws {
        #expect(folder.open().problems.map(\.description) == ["Lessons:1:1: there is no such file or folder"])
        try folder.write("x", to: "Lessons/README.md")
        #expect(
            folder.open().problems.map(\.description) == [
                "Lessons:1:1: there are no lessons in this folder (NAME/lesson.md)"
            ])
        #expect(folder.open().structureProblems() == folder.open().problems)
    }

    @Test func aFileInPlaceOfTheFolderIsAProblem() throws {
        try folder.write("x", to: "Lessons")
        #expect(folder.open().problems.map(\.description) == ["Lessons:1:1: it is not a folder"])
    }

    @Test func aBrokenLessonLeavesTheOthersUnharmed() throws {
        try folder.write([0x2D, 0x2D, 0x2D, 0x0A, 0xFF], to: "Lessons/01-bytes/lesson.md")
        try folder.write(lesson(id: "good"), to: "Lessons/02-good/lesson.md")
        try folder.write(lesson(id: "body", body: "## A {#a}\n\n<b>\u{0}"), to: "Lessons/03-body/lesson.md")
        try folder.write([UInt8](repeating: 0x20, count: 100 << 20), to: "Lessons/04-large/lesson.md")

        let entries = folder.open().entries
        try #require(entries.count == 4)
        #expect(throws: Problems.self) { try entries[0].frontMatter.get() }
        #expect(throws: Problems.self) { try entries[3].frontMatter.get() }
        #expect(try entries[1].lesson().get().id == "good")
        // Opening a course reads front matter only.
        #expect(try entries[2].frontMatter.get().id == "body")
        #expect(
            folder.open().structureProblems().map(\.description) == [
                "Lessons/01-bytes/lesson.md:2:1: byte 0xFF is not UTF-8; save the file as UTF-8",
                "Lessons/03-body/lesson.md:10:4: U+0000 (a control character) is not allowed in a lesson:"
                    + " nobody sees what it does",
                "Lessons/04-large/lesson.md:1:1: the file is larger than 256 KB; split the lesson",
            ])
    }

    @Test func aCourseHasAtMostAThousandLessons() throws {
        for number in 1000...2000 { try folder.write("", to: "Lessons/\(number)/lesson.md") }
        let course = folder.open()
        #expect(course.entries.count == 1000)
        #expect(course.entries.last?.name == "1999")
        #expect(
            course.problems.map(\.description) == [
                "Lessons:1:1: more than 1000 lessons; the others are left out"
            ])
    }

    @Test func aFolderOfTenThousandNamesIsCut() throws {
        try folder.write("", to: "Lessons/0")
        for number in 1...10_000 { #expect(symlink("0", folder.path + "/Lessons/\(number)") == 0) }
        #expect(
            folder.open().problems.map(\.message) == [
                "there are no lessons in this folder (NAME/lesson.md)",
                "more than 10000 files and folders; the others are left out",
            ])
    }

    @Test func readsTheFileAsItIsNow() throws {
        try folder.write(lesson(id: "a"), to: "Lessons/01-a/lesson.md")
        let entry = try #require(folder.open().entries.first)
        try folder.write(lesson(id: "a", body: "## B {#b}\n"), to: "Lessons/01-a/lesson.md")
        #expect(try entry.lesson().get().steps.map(\.id) == ["b"])
        try FileManager.default.removeItem(atPath: folder.path + "/Lessons/01-a/lesson.md")
        #expect(throws: Problems.self) { try entry.lesson().get() }
    }

    // MARK: - What is not read

    @Test func aLinkThatLeadsOutOfTheCourseIsRefused() throws {
        try folder.write(lesson(id: "secret"), to: "outside/lesson.md")
        try folder.write(lesson(id: "secret"), to: "Lessons-not/lesson.md")
        try folder.link("Lessons/01-file/lesson.md", to: "../../outside/lesson.md")
        try folder.link("Lessons/02-folder", to: folder.path + "/outside")
        try folder.link("Lessons/03-prefix", to: "../Lessons-not")
        try folder.link("Lessons/04-lost/lesson.md", to: "nothing")
        try folder.link("Lessons/05-circle/lesson.md", to: "lesson.md")
        let message = "it is a link that leads out of the course folder, which is not followed"
        #expect(
            folder.open().structureProblems().map(\.description) == [
                "Lessons/01-file/lesson.md:1:1: \(message)", "Lessons/02-folder/lesson.md:1:1: \(message)",
                "Lessons/03-prefix/lesson.md:1:1: \(message)",
                "Lessons/04-lost/lesson.md:1:1: there is no such file or folder",
                "Lessons/05-circle/lesson.md:1:1: its links lead in a circle",
            ])
    }

    @Test func aLinkWithinTheCourseIsFollowed() throws {
        try folder.write(lesson(id: "shared"), to: "Lessons/elsewhere/text.md")
        try folder.link("Lessons/01-a/lesson.md", to: "../elsewhere/text.md")
        #expect(try folder.open().entries.map { try $0.frontMatter.get().id } == ["shared"])
    }

    @Test func aPipeADeviceAndAFolderAreRefused() throws {
        try folder.write("x", to: "Lessons/01-pipe/x")
        #expect(mkfifo(folder.path + "/Lessons/01-pipe/lesson.md", 0o600) == 0)
        try folder.write("x", to: "Lessons/02-folder/lesson.md/x")
        #expect(
            folder.open().structureProblems().map(\.description) == [
                "Lessons/01-pipe/lesson.md:1:1: it is not a regular file",
                "Lessons/02-folder/lesson.md:1:1: it is not a regular file",
            ])
    }

    @Test func aFenceReadsTheFilesBesideItsLesson() throws {
        let body = "## A {#a}\n\n```yaml code\nlisting: neuron\n```\n"
        try folder.write(lesson(id: "a", body: body), to: "Lessons/01-a/lesson.md")
        try folder.write("let x = 1\r\n", to: "Lessons/01-a/neuron.swift")
        try folder.write("secret", to: "outside.txt")
        let fence = try #require(folder.open().entries[0].lesson().get().fences.first)
        let place = fence.place(of: "listing")

        #expect(try fence.text(ofFile: "neuron.swift", askedAt: place) == "let x = 1\n")
        for (name, reason) in [
            ("neuron.js", "there is no such file or folder"),
            ("../../outside.txt", "it is a link that leads out of the course folder, which is not followed"),
        ] {
            #expect(
                problems { () throws(Problems) in _ = try fence.text(ofFile: name, askedAt: place) } == [
                    "Lessons/01-a/lesson.md:11:10: Lessons/01-a/\(name): \(reason)"
                ])
        }
    }

    // MARK: - How lessons hang together

    @Test func idsAreUniqueOverTheCourse() throws {
        try folder.write(lesson(id: "same"), to: "Lessons/01-a/lesson.md")
        try folder.write(lesson(id: "same"), to: "Lessons/02-b/lesson.md")
        #expect(
            folder.open().structureProblems().map(\.description) == [
                "Lessons/02-b/lesson.md:3:5: the id \"same\" is also that of Lessons/01-a/lesson.md:3:5"
            ])
    }

    @Test func requiredLessonsExist() throws {
        try folder.write(lesson(id: "one-neuron"), to: "Lessons/01-a/lesson.md")
        try folder.write(lesson(id: "b", requires: "[one-neuron, one-nueron]"), to: "Lessons/02-b/lesson.md")
        #expect(
            folder.open().structureProblems().map(\.description) == [
                "Lessons/02-b/lesson.md:6:24: no lesson has the id \"one-nueron\"; did you mean \"one-neuron\"?"
            ])
    }

    @Test func lessonsThatRequireEachOtherAreFound() throws {
        for (name, requires) in [("a", "[b]"), ("b", "[d, c]"), ("c", "[a]"), ("d", "[]"), ("e", "[e, a]")] {
            try folder.write(lesson(id: name, requires: requires), to: "Lessons/\(name)/lesson.md")
        }
        #expect(
            folder.open().structureProblems().map(\.description) == [
                "Lessons/c/lesson.md:6:12: lessons require each other: a → b → c → a",
                "Lessons/e/lesson.md:6:12: lessons require each other: e → e",
            ])
    }

    // MARK: Requirements down to a step

    @Test func aRequirementMayNameAStep() throws {
        try folder.write(lesson(id: "a", requires: "[b#a]"), to: "Lessons/01-a/lesson.md")
        try folder.write(lesson(id: "b"), to: "Lessons/02-b/lesson.md")
        #expect(folder.open().structureProblems().isEmpty)
        try folder.write(lesson(id: "a", requires: "[b#aa]"), to: "Lessons/01-a/lesson.md")
        #expect(
            folder.open().structureProblems().map(\.description)
                == ["Lessons/01-a/lesson.md:6:12: the lesson \"b\" has no step \"aa\"; did you mean \"a\"?"])
    }

    /// A lesson that another one's first steps lead to can't come before those.
    @Test func stepsCloseACircleToo() throws {
        try folder.write(lesson(id: "a", requires: "[b#a]"), to: "Lessons/01-a/lesson.md")
        try folder.write(lesson(id: "b", requires: "[a]"), to: "Lessons/02-b/lesson.md")
        #expect(folder.open().structureProblems().contains { $0.message.contains("require each other") })
    }

    // MARK: A lesson without a file

    @Test func aLessonsTextCanBeAtHand() throws {
        let course = Course.ofOneLesson(text: lesson(id: "mine"), file: "net.json", kinds: kinds)
        #expect(try course.entries[0].frontMatter.get().id == "mine")
        #expect(try course.entries[0].lesson().get().steps.map(\.id) == ["a"])
        let broken = Course.ofOneLesson(text: "nothing", file: "net.json", kinds: kinds)
        #expect(throws: Problems.self) { try broken.entries[0].lesson().get() }
    }
}
