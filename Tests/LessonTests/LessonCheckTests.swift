import CodeRunner
import Course
import Foundation
import Testing

@testable import Tutorial

/// The course proves itself: every answer, every solution, every listing.
struct LessonCheckTests {
    /// The checkout that these tests are part of.
    static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().path
    static let lessons = "\(root)/Lessons"

    static let library = Library.open(folder: lessons, shownAs: "Lessons")

    /// A lesson by its folder's name.
    struct LessonFolder: Sendable, CustomTestStringConvertible {
        let name: String
        var testDescription: String { name }
    }

    static let folders = library.entries.map { LessonFolder(name: $0.name) }

    @Test func thereAreLessons() {
        #expect(Self.library.course.problems.isEmpty)
        #expect(Self.library.lessonIDs.count == Self.library.entries.count)
        #expect(
            Self.library.lessonIDs.contains("visual-model") && Self.library.lessonIDs.contains("one-neuron"))
    }

    @Test func theCourseHasNoProblems() {
        var check = LessonCheck(Self.library)
        check.prove()
        #expect(check.text == [])
        #expect(check.summary.hasSuffix("nothing is wrong"))
    }

    /// Each lesson on its own: what is wrong with it is in its own test.
    @Test(arguments: folders)
    func aLessonHasNoProblems(folder: LessonFolder) {
        var check = LessonCheck(Library.open(folder: "\(Self.lessons)/\(folder.name)", shownAs: folder.name))
        check.prove()
        // Alone, a lesson misses those that it requires.
        #expect(check.problems.filter { !$0.message.hasPrefix("no lesson has the id") }.isEmpty)
    }

    /// Every listing prints what its lesson says, in each language that this machine has.
    @Test(arguments: folders)
    func listingsPrintWhatTheirLessonSays(folder: LessonFolder) async {
        var check = LessonCheck(Library.open(folder: "\(Self.lessons)/\(folder.name)", shownAs: folder.name))
        check.prove()
        await check.runListings()
        #expect(check.problems.filter { !$0.message.hasPrefix("no lesson has the id") }.isEmpty)
        let missing = Language.all.filter { !$0.isAvailable }.map(\.name)
        #expect(check.notes.count <= missing.count)
    }
}
