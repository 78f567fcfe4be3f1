import Foundation
import Testing

@testable import Tutorial

/// What the lessons' misconceptions are in words.
struct MisconceptionTests {
    @Test func allThatLessonsNameAreSaid() throws {
        let words = LessonCheckTests.library.misconceptions
        #expect(words.problems.isEmpty)
        var named: Set<String> = []
        for folder in LessonCheckTests.library.course.entries.map(\.folder) {
            let text = try String(contentsOfFile: "\(folder)/lesson.md", encoding: .utf8)
            for line in text.split(separator: "\n") where line.contains("misconception: ") {
                named.insert(String(line.suffix(3)))
            }
        }
        #expect(named.count > 30)
        #expect(named.filter { words[$0] == nil } == [])
    }

    @Test func aMistakeHasItsLineAndTheRestCounts() throws {
        let copy = LessonCopy()
        try copy.write(
            "M01: one\nM2: two\nM03: [a, b]\nM04: four\nM04: five\n: [\n", to: Misconceptions.fileName)
        let words = copy.library.misconceptions
        #expect(words["M01"] == "one" && words["M03"] == nil && words["M04"] == "four" && words["M05"] == nil)
        let places = words.problems.map { "\($0.place.file):\($0.place.line)" }.sorted()
        #expect(places == [2, 3, 5, 6].map { "Lessons/misconceptions.yaml:\($0)" })
        #expect(copy.problems().filter { $0.contains("M2") }.count == 1)
        #expect(LessonCopy().library.misconceptions.problems.isEmpty)
    }
}
