import Course
import Samples
import TerminalUI
import Testing

@testable import Tutorial

/// Whole screens as they are meant to be, one a file in `Golden/`.
///
/// They are changed on purpose only: `NEUROTOUR_RECORD_GOLDENS=1 swift test --filter GoldenTests` writes them
/// anew, and whoever does it looks at each one.
struct GoldenTests {
    private static let folder = GoldenFolder(beside: #filePath)

    /// One screen: where it is, after which keys, how large and in which alphabet.
    struct Golden: Sendable, CustomTestStringConvertible {
        let address: String?
        let keys: String
        let size: String
        let glyphs: GlyphSet

        /// `visual-model#your-edit.Tab-+.80x24.unicode.txt`: the name says how to see the same in the program.
        var file: String {
            // No shell should take a name for a pattern.
            let script = keys.replacing("text:", with: "").replacing("?", with: "help")
                .split(separator: " ").joined(separator: "-")
            return [address ?? "home", script, size, glyphs.rawValue, "txt"].filter { !$0.isEmpty }
                .joined(separator: ".")
        }

        var testDescription: String { file }

        func text() throws -> String {
            try ScreenPlayer(keys, at: address, size: size, glyphs: glyphs).text + "\n"
        }
    }

    /// Every step as it opens, in both alphabets; a chosen few after some keys and at other sizes.
    private static let goldens: [Golden] = {
        var goldens: [Golden] = []
        func add(_ address: String?, _ keys: String = "", _ sizes: String..., glyphs: [GlyphSet] = [.unicode])
        {
            for size in sizes.isEmpty ? ["80x24"] : sizes {
                goldens += glyphs.map { Golden(address: address, keys: keys, size: size, glyphs: $0) }
            }
        }
        for step in courseSteps { add(step.address, glyphs: GlyphSet.allCases) }
        add("visual-model#weights-multiply", "text:-0.3 Enter")
        add("visual-model#weights-multiply", "text:0 Enter", "80x24", "40x12")
        add("visual-model#activation", "Down")
        add("visual-model#activation", "Down Down Enter", "80x24", glyphs: GlyphSet.allCases)
        add("visual-model#four-numbers", "", "40x12", "120x40", "200x60")
        add("visual-model#four-numbers", "F6", "40x12")
        add("visual-model#your-edit", "Down Enter +", "80x24", "120x40", glyphs: GlyphSet.allCases)
        add("visual-model#your-edit", "Down Enter = text:0.7", "80x24")
        add("visual-model#your-edit", "Down Enter x Tab -", "80x24")
        add("one-neuron#line-by-line", "", "40x12", "120x40", "200x60")
        add("one-neuron#line-by-line", "text:0.1 Enter", "80x24", "120x40")
        add("one-neuron#line-by-line", "text:0.1 Enter L , ,", "80x24")
        add("one-neuron#last-two-sums", "text:1.5 Enter text:2.5 Enter", "80x24", glyphs: GlyphSet.allCases)
        add("one-neuron#change-it", "text:0.7 Enter + + + + + +", "80x24")
        add(nil, "", "80x24", "40x12", "120x40", glyphs: GlyphSet.allCases)
        add(nil, "q")
        add(nil, "?")
        add("visual-model#your-edit", "?", "80x24", "40x12", glyphs: GlyphSet.allCases)
        let all = ["40x12", "80x24", "120x40", "200x60"]
        for size in all {
            let toOutput = "Down Down Down Enter Right Right Right Down"
            add("visual-model#your-edit", "\(toOutput) w Enter", size, glyphs: GlyphSet.allCases)
            add("visual-model#your-edit", "Down Down Down Enter m", size, glyphs: GlyphSet.allCases)
            add("visual-model#your-edit", "Down Down Down Enter N F6", size, glyphs: GlyphSet.allCases)
            add("sigmoid#squeeze", "Up Up Up F6", size, glyphs: GlyphSet.allCases)
            add("sigmoid#squeeze", "Up Up Up Enter F6", size, glyphs: GlyphSet.allCases)
            add("sigmoid#slope", "F6", size, glyphs: GlyphSet.allCases)
        }
        add("the-words#where-numbers-stand", "Enter Enter Enter Enter Enter", glyphs: GlyphSet.allCases)
        add("the-words#where-numbers-stand", "Enter Enter Enter Enter Enter Tab Enter")
        add("in-the-real-world#match-inputs", "b a c", "80x24", "40x12", glyphs: GlyphSet.allCases)
        add("visual-model#four-numbers", "Ctrl-P", "80x24", "40x12")
        add("visual-model#four-numbers", "c", "80x24", "40x12", glyphs: GlyphSet.allCases)
        return goldens
    }()

    /// The lesson whose end is shown.
    private static var lesson: Result<Lesson, Problems> {
        let index = courseLibrary.index(ofLesson: "visual-model") ?? 0
        return courseLibrary.entries[index].lesson()
    }

    @Test(arguments: goldens)
    func looksAsItIsMeantTo(golden: Golden) throws {
        try compare(try golden.text(), with: golden.file)
    }

    /// The end of a lesson, reached with every answer right and with none.
    @Test(arguments: [true, false], GlyphSet.allCases)
    func lessonsEndAsTheyAreMeantTo(isAllDone: Bool, glyphs: GlyphSet) throws {
        var session = Session(library: courseLibrary, settings: .still)
        let lesson = try Self.lesson.get()
        for step in lesson.steps where isAllDone || step.id == lesson.steps[0].id {
            session.progress.apply(
                ProgressRecord(lesson: lesson.id, step: step.id, what: .done(contentHash: step.contentHash)))
        }
        var canvas = Canvas(size: session.size, glyphs: glyphs)
        LessonEndScreen(lesson: lesson, number: "3").draw(on: &canvas, in: session)
        let name = "\(lesson.id)-end.\(isAllDone ? "all-done" : "one-done").80x24.\(glyphs.rawValue).txt"
        try compare(canvas.text + "\n", with: name)
    }

    /// A file that no test looks at any more would only mislead.
    @Test(.enabled(if: !GoldenFolder.isRecording)) func thereIsNoGoldenTooMany() throws {
        let lesson = try Self.lesson.get()
        var known = Set(Self.goldens.map(\.file))
        for done in ["all-done", "one-done"] {
            for glyphs in GlyphSet.allCases {
                known.insert("\(lesson.id)-end.\(done).80x24.\(glyphs.rawValue).txt")
            }
        }
        let others = try Self.folder.files(besides: known)
        #expect(others.isEmpty)
    }

    // MARK: Comparing

    private func compare(_ text: String, with file: String) throws {
        if let difference = try Self.folder.difference(of: text, from: file) { Issue.record("\(difference)") }
    }
}
