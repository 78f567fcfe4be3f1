import Course
import Experiment
import Foundation
import NeuralNetwork
import TerminalUI
import Testing

@testable import Tutorial
import Samples

/// What holds for every screen there is: every size is drawn, every key in the footer works, and all that shows
/// can be heard.
struct EveryScreenTests {
    /// A screen with a name, over the course.
    struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let screen: any Screen
    }

    private static func session(_ size: Size = Size(width: 80, height: 24), motion: Settings.Motion = .full)
        -> Session
    {
        var session = Session(library: courseLibrary, settings: .motion(motion))
        session.size = size
        return session
    }

    /// Home, every step as it opens, and the screens behind their keys.
    static let screens: [Case] = {
        let session = Self.session()
        var cases = [Case(testDescription: "home", screen: HomeScreen(session))]
        for step in courseSteps {
            guard let screen = LessonScreen.course(step, session) else { continue }
            cases.append(Case(testDescription: step.address, screen: screen))
        }
        cases += playgrounds
        let problems = Problems([
            Problem("a mistake", at: Place(file: "Lessons/01-a/lesson.md", line: 3, column: 7))
        ])
        cases.append(
            Case(testDescription: "broken", screen: BrokenLessonScreen(title: "A lesson", problems: problems))
        )
        if case .success(let lesson)? = courseLibrary.entries.first?.lesson() {
            cases.append(
                Case(testDescription: "contents", screen: ContentsScreen(lesson: lesson, current: 2)))
            cases.append(Case(testDescription: "end", screen: LessonEndScreen(lesson: lesson, number: "3")))
        }
        let hints = [KeyHint(label: "Tab", help: "the next number", footer: nil)]
        cases.append(
            Case(
                testDescription: "help",
                screen: HelpScreen(title: "Keys", hints: Array(repeating: hints[0], count: 40))))
        return cases
    }()

    /// The playground as it opens, on the map and in a neuron, training, on a wide table, and deep.
    private static let playgrounds: [Case] = {
        func playground(
            _ name: String, _ keys: String, ticks: Int = 0,
            _ change: (inout PlaygroundConfiguration) -> Void = { _ in }
        ) -> Case? {
            guard var player = try? PlaygroundPlayer(change) else { return nil }
            // A step a frame: the fast passes are slow without optimization.
            player.press("< <")
            player.press(keys)
            player.tick(ticks)
            return Case(testDescription: "playground \(name)", screen: player.screen)
        }
        return [
            playground("start", ""), playground("map", "e F6 F6 w"), playground("neuron", "e Down Right w"),
            playground("training", "Space", ticks: 3), playground("typing", "Right = 5"),
            playground("saving", "S"),
            playground("looking back", "e e ,"),
            playground("deep", "e") { $0.hidden = Array(repeating: 5, count: 12) },
            playground("classes", "e") {
                $0.take(.extra(ExtraData.allCases.first { $0.classes.count > 2 } ?? .corners))
            },
            playground("table", "e Down") { configuration in
                let rows = (0..<30).map { row in (0..<40).map { "\(($0 * row) % 7)" }.joined(separator: ",") }
                let csv =
                    ((0..<40).map { "column \($0)" }.joined(separator: ",") + "\n"
                        + rows.joined(separator: "\n"))
                if let data = try? LabelledData(csv: Array(csv.utf8)) {
                    configuration.take(.table(data, name: "mine.csv"))
                }
            },
        ].compactMap(\.self)
    }()

    @Test func thereAreAllPlaygrounds() { #expect(Self.playgrounds.count == 10) }

    /// Every key that the playground's footer names does something.
    @Test(arguments: playgrounds)
    func everyKeyOfThePlaygroundsFooterWorks(each: Case) throws {
        let session = Self.session()
        let opened = try #require(each.screen as? PlaygroundScreen)
        guard opened.prompt == nil, opened.board.typed == nil else { return }
        var canvas = Canvas(size: session.size)
        opened.draw(on: &canvas, in: session)
        let footer = canvas.text.split(separator: "\n").last ?? ""
        let before = state(opened, [], session)
        for binding in opened.board.bindings where binding.hint.footer.map({ footer.contains($0) }) == true {
            // The four arrows are told of together; at an edge one of them leads nowhere.
            let keys = binding.keys.contains(.left) ? [.left, .right, .up, .down] : binding.keys
            let isWorking = keys.contains { key in
                var screen = opened
                let commands = screen.handle(.key(key), in: session)
                return state(screen, commands, session) != before
            }
            #expect(isWorking, "\(binding.hint.footer ?? "") does nothing")
        }
    }

    // MARK: Sizes

    private static let sizes: [Size] = {
        var sizes = [
            (0, 0), (1, 1), (0, 24), (80, 0), (3, 200), (200, 10), (2, 2), (5, 3), (20, 5), (39, 11),
            (40, 12),
            (69, 9), (80, 15), (80, 16), (110, 30), (200, 60),
        ].map { Size(width: $0.0, height: $0.1) }
        var generator = SeededGenerator(seed: 5)
        for _ in 0..<8 {
            sizes.append(
                Size(
                    width: .random(in: 0...220, using: &generator),
                    height: .random(in: 0...70, using: &generator)))
        }
        return sizes
    }()

    /// Those that a screen is tried at. A lesson's steps share them, a third for each, so that every kind of step meets all;
    /// there are fewer where maps are computed for each of them.
    private static func sizes(for each: Case) -> [Size] {
        guard each.screen is PlaygroundScreen || each.testDescription.hasPrefix("training-live") else {
            guard let step = (each.screen as? LessonScreen)?.stepIndex else { return sizes }
            return sizes.indices.filter { $0 % 3 == step % 3 }.map { sizes[$0] }
        }
        return [(40, 12), (0, 0), (1, 1), (80, 0), (5, 3), (3, 60), (39, 11), (80, 24), (20, 5), (110, 30)]
            .map { Size(width: $0.0, height: $0.1) }
    }

    /// Every screen is drawn at every size, in ASCII at every other one, beside anything else; at one of them, another for
    /// each step, it goes on working.
    @Test(arguments: screens)
    func isDrawnAtEverySize(each: Case) {
        let keys = KeyScript("Tab + Down Enter x F6 PgDn . , Space 1 Backspace H L").keys
        let (sizes, step) = (Self.sizes(for: each), (each.screen as? LessonScreen)?.stepIndex ?? 0)
        for (number, size) in sizes.enumerated() {
            var session = Self.session(size)
            session.glyphs = GlyphSet.allCases[(number + step / 3) % 2]
            var screen = each.screen
            _ = screen.handle(.resize(size), in: session)
            // Leaving and opening other screens is not for this test.
            for key in [nil] + (number == step % sizes.count ? keys : []).map(Optional.some) {
                if let key { _ = screen.handle(.key(key), in: session) }
                _ = screen.handle(.tick(.milliseconds(33)), in: session)
                var canvas = Canvas(size: size, glyphs: session.glyphs)
                screen.draw(on: &canvas, in: session)
                #expect(canvas.cells.count == size.width * size.height)
                #expect(
                    session.glyphs == .unicode || canvas.text.utf8.allSatisfy { $0 < 0x80 }, "at \(size)")
            }
        }
    }

    @Test(arguments: screens)
    func drawnTwiceItIsTheSame(each: Case) {
        let session = Self.session()
        var (first, second) = (Canvas(size: session.size), Canvas(size: session.size))
        each.screen.draw(on: &first, in: session)
        each.screen.draw(on: &second, in: session)
        #expect(first == second)
    }

    /// While a question waits, one thing at most is in reverse video: the answer under the cursor, or the field.
    @Test(arguments: courseSteps)
    func onlyTheQuestionIsReversedWhileItWaits(step: CourseStep) throws {
        let session = Self.session(motion: .off)
        let opened = try #require(LessonScreen.course(step, session))
        guard opened.run.isAsking else { return }
        for keys in ["", "Tab", "Tab Down", "Tab Down Down"] {
            var screen = opened
            for key in KeyScript(keys).keys { _ = screen.handle(.key(key), in: session) }
            var canvas = Canvas(size: session.size)
            screen.draw(on: &canvas, in: session)
            // An answer that is wrapped has several rows, one below the other.
            let runs = (0..<canvas.size.height).map { y in
                let row = (0..<canvas.size.width).map { x in
                    canvas[x, y]?.style.attributes.contains(.reverse) ?? false
                }
                return zip([false] + row, row).count { !$0 && $1 }
            }
            let rows = runs.indices.filter { runs[$0] > 0 }
            #expect(runs.allSatisfy { $0 <= 1 }, "after \(keys)")
            #expect((rows.last ?? 0) - (rows.first ?? 0) + 1 == max(1, rows.count), "after \(keys)")
        }
    }

    // MARK: Keys

    /// Everything that can be seen of a screen, and what it asks for.
    private func state(_ screen: any Screen, _ commands: [Command], _ session: Session) -> String {
        var canvas = Canvas(size: session.size)
        screen.draw(on: &canvas, in: session)
        return canvas.text
            + "\n\(commands.count)\n\(canvas.cells.map(\.style.attributes.rawValue).reduce(0) { $0 &* 31 &+ Int($1) })"
    }

    /// Every key that the footer names does something, at every step, before and after its tasks.
    @Test(arguments: courseSteps)
    func everyKeyOfTheFooterWorks(step: CourseStep) throws {
        // After the tasks steps differ less: every third one stands for the others.
        for hasDoneIt in step.index % 3 == 0 ? [false, true] : [false] {
            let session = Self.session()
            var opened = try #require(LessonScreen.course(step, session))
            if hasDoneIt {
                try opened.run.doAll(try step.tasks, settings: session.settings)
                opened.run.finishPlaying()
            }
            let before = state(opened, [], session)
            let bindings = opened.bindings(session)
            let tasks = opened.run.activeTask?.task.bindings ?? []
            let isReadingOn = opened.hasMoreToRead(session)
            let keys =
                bindings.filter { $0.hint.footer != nil }.map { ($0.keys[0], $0.hint) }
                + tasks.filter { $0.hint.footer != nil && !(isReadingOn && $0.keys == [.enter]) }
                .map { ($0.keys[0], $0.hint) }
            #expect(!keys.isEmpty)
            for (key, hint) in keys {
                // The four arrows are told of together; at an edge one of them leads nowhere.
                let pressed = hint.label == "arrows" ? [.left, .right, .up, .down] : [key]
                let isWorking = pressed.contains { key in
                    var screen = opened
                    let commands = screen.handle(.key(key), in: session)
                    return state(screen, commands, session) != before
                }
                #expect(isWorking, "\(key): \(hint.footer ?? "") does nothing")
            }
        }
    }

    /// A key that the task takes is not promised to do something else as well.
    @Test(arguments: courseSteps)
    func helpPromisesNothingThatAnotherKeyTakes(step: CourseStep) throws {
        let session = Self.session()
        let screen = try #require(LessonScreen.course(step, session))
        guard let task = screen.run.activeTask?.task else { return }
        let taken = Set(task.bindings.flatMap(\.keys))
        let help = screen.allHints(session)
        let shadowed = screen.bindings(session).filter { binding in
            !binding.hint.help.isEmpty && binding.keys.allSatisfy(taken.contains)
                && help.contains(binding.hint)
        }
        #expect(shadowed.isEmpty)
    }

    /// The help of a lesson has every key that does something there.
    @Test(arguments: courseSteps)
    func everyKeyIsInTheHelp(step: CourseStep) throws {
        let session = Self.session()
        let screen = try #require(LessonScreen.course(step, session))
        let text = screen.allHints(session).map { "\($0.label) \($0.help)" }.joined(separator: "\n")
        for binding in screen.bindings(session) {
            let names = binding.keys.map { key -> [String] in
                switch key {
                case .up: ["↑"]
                case .down: ["↓"]
                case .left: ["←"]
                case .right: ["→"]
                case .character(let digit) where digit.isNumber: ["0-9"]
                default: ["\(key)"]
                }
            }
            #expect(names.contains { $0.contains { text.contains($0) } }, "\(binding.hint)")
        }
    }

    // MARK: Words

    /// All text that a step shows, in every stage of it, is in what it says; so is every number of its picture.
    @Test(arguments: courseSteps)
    func saysItselfInWords(step: CourseStep) throws {
        let session = Self.session(motion: .off)
        var screen = try #require(LessonScreen.course(step, session))
        func check(_ run: StepRun) {
            screen.run = run
            let said = screen.inWords(in: session).joined(separator: " ")
            var missing: [String] = []
            for part in run.visibleParts {
                switch part {
                case .prose(let blocks):
                    let rows = ProseLayout(width: 10_000, glyphs: .unicode).rows(of: blocks).map(\.text)
                    missing += rows.filter { !$0.isEmpty && !said.contains($0) }
                case .task(let index):
                    guard let task = run.stages[index] as? any TaskStage else { continue }
                    let rows = task.rows(run.view(session.settings, width: 10_000), isActive: true).map(
                        \.text)
                    missing += Self.words(of: rows).filter { !said.contains($0) }
                case .pause: break
                }
            }
            #expect(missing.isEmpty, "not said: \(missing)")
            #expect(said.contains(step.step.title))
        }
        var run = screen.run
        try run.doAll(try step.tasks) { check($0) }
        check(run)
    }

    /// Words and numbers, without marks and what only the screen needs to say.
    private static func words(of rows: [String]) -> [String] {
        let ofTheScreen = ["your", "answer", "the", "Enter", "again:", "Choose", "with", "and", "first."]
        return rows.flatMap { $0.split(separator: " ").map(String.init) }.filter { word in
            word.contains { $0.isLetter || $0.isNumber } && !ofTheScreen.contains(word)
        }
    }

    @Test(arguments: screens)
    func hasWords(each: Case) {
        let words = each.screen.inWords(in: Self.session())
        #expect(!words.isEmpty && words.allSatisfy { !$0.isEmpty })
        // Blocks have several lines.
        let lines = words.flatMap { $0.split(separator: "\n") }
        #expect(lines.allSatisfy { $0.unicodeScalars.allSatisfy { !isUnsafe($0) } })
    }
}
