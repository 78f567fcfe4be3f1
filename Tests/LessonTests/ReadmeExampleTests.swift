import Foundation
import Testing

@testable import Tutorial

/// What `Lessons/README.md` shows its readers works as it stands there.
struct ReadmeExampleTests {
    /// A fenced block of the README.
    struct Example: Sendable, CustomTestStringConvertible {
        let language: String
        let text: String
        let line: Int
        var testDescription: String {
            "line \(line): \(text.split(separator: "\n").first { $0.hasPrefix("## ") } ?? "")"
        }
    }

    private static let readme =
        (try? String(contentsOfFile: "\(LessonCheckTests.lessons)/README.md", encoding: .utf8)) ?? ""

    /// The blocks at the top level: those with five backticks hold blocks with three.
    private static let examples: [Example] = {
        var examples: [Example] = []
        var open: (fence: String, language: String, line: Int, text: [String])?
        for (index, row) in readme.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            if let block = open {
                if row == block.fence {
                    let text = block.text.joined(separator: "\n") + "\n"
                    examples.append(Example(language: block.language, text: text, line: block.line))
                    open = nil
                } else {
                    open?.text.append(String(row))
                }
            } else if row.hasPrefix("```") {
                let fence = row.prefix { $0 == "`" }
                open = (String(fence), String(row.dropFirst(fence.count)), index + 1, [])
            }
        }
        return examples
    }()

    private static let markdown = examples.filter { $0.language == "markdown" }

    /// The listings, by the ending of their files.
    private static let listings: [String: String] = {
        let endings = ["javascript": "js", "swift": "swift", "python": "py"]
        return Dictionary(
            examples.compactMap { example in endings[example.language].map { ($0, example.text) } },
            uniquingKeysWith: { first, _ in first })
    }()

    @Test func thereAreExamples() {
        #expect(Self.markdown.count >= 5)
        #expect(Self.markdown.count { $0.text.hasPrefix("---") } >= 2)
        #expect(Set(Self.listings.keys) == ["js", "swift", "py"])
    }

    /// A step on its own gets the front matter of a lesson around it.
    private func lesson(_ example: Example) -> String {
        if example.text.hasPrefix("---") { return example.text }
        return "---\nformat: 1\nid: example\ntitle: An example\nminutes: 1\n---\n" + example.text
    }

    @Test(arguments: markdown)
    func anExampleHasNoProblems(example: Example) async throws {
        let copy = LessonCopy()
        try copy.write(lesson(example), to: "01-example/lesson.md")
        for (ending, text) in Self.listings { try copy.write(text, to: "01-example/neuron.\(ending)") }
        var check = LessonCheck(copy.library)
        check.prove()
        await check.runListings()
        #expect(check.text == [])
        #expect(check.summary.contains("1 step:"))
    }

    /// The examples together, each in its own folder, are a course.
    @Test func theWholeLessonsAreACourse() throws {
        let copy = LessonCopy()
        for (number, example) in Self.markdown.filter({ $0.text.hasPrefix("---") }).enumerated() {
            try copy.write(example.text, to: "0\(number + 1)-example/lesson.md")
        }
        #expect(copy.problems() == [])
    }
}
