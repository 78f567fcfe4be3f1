import Experiment
import TerminalUI
import Testing

@testable import Tutorial

/// Lessons as they are walked through: keys in, screens out, over the whole program but the terminal.
struct LessonScreenTests {
    /// Lessons for these tests alone, so that those of the course can be rewritten.
    private static let lessons: WrittenLessons = {
        let lessons = WrittenLessons()
        let network =
            "```yaml network\npreset: seed-net\ninput: [1, 1]\nfocus: W1[0][0]\nalt: Words.\n```\n\n"
        lessons.write(
            lessons.frontMatter(id: "visual-model") + """
                ## Values enter {#values-enter}

                Two numbers.

                ```yaml network
                preset: seed-net
                known: start
                play: in
                alt: Words.
                ```

                <!-- pause -->

                They are the inputs.

                ## Weights multiply {#weights-multiply}

                Each connection multiplies what passes by its weight. There is much to say about this, so that it
                takes some rows in a small terminal, and even some more of them, until all of it has been said.

                ```yaml network
                preset: seed-net
                known: in
                play: products(1, 0)
                alt: Words.
                ```

                ```yaml predict
                ask: What does x₂ bring?
                answer: 0
                proof: products1[0][1]
                reveals: products(1, 0, 1)
                ```

                ## ReLU decides {#activation}

                ```yaml network
                preset: seed-net
                known: sum(1, 0)
                play: activation(1, 0)
                alt: Words.
                ```

                ```yaml predict
                ask: What does ReLU do?
                answer: nothing
                options: [much, nothing]
                proof: a1[0] == z1[0]
                reveals: activation(1, 0)
                ```

                ## Your turn {#your-edit}

                Choose a weight.

                \(network)```yaml do
                ask: Change any weight.
                check: edits(weight) >= 1
                solution:
                  - W1[0][0] = 0.6
                ```

                This is a forward pass.

                """, to: "03-visual-model/lesson.md")
        lessons.writeStep(
            network.replacing("seed-net\ninput: [1, 1]", with: "seed-neuron") + """
                ```yaml code
                listing: neuron
                lines:
                  - at: "weights = ["
                    literals: W1[0]
                  - at: "sum += inputs"
                    computes: products(1, 0)
                    shows: sum
                prints: 0.40000000000000013
                ```
                """, lesson: "one-neuron", folder: "04-one-neuron")
        for (name, text) in neuronListings { lessons.write(text, to: "04-one-neuron/\(name)") }
        return lessons
    }()

    private func play(
        _ keys: String, at address: String, size: String = "80x24", progress: ProgressState = ProgressState()
    ) throws -> ScreenPlayer {
        try play(KeyScript(keys).keys.map(Event.key), at: address, size: size, progress: progress)
    }

    private func play(
        _ events: [Event], at address: String, size: String = "80x24",
        progress: ProgressState = ProgressState()
    ) throws -> ScreenPlayer {
        try ScreenPlayer(
            events: events, at: "visual-model#\(address)", size: size, library: Self.lessons.library,
            progress: progress)
    }

    private func playListing(_ keys: String) throws -> ScreenPlayer {
        try ScreenPlayer(keys, at: "one-neuron", library: Self.lessons.library)
    }

    // MARK: Walking

    @Test func enterAndBackspaceWalkThroughTheSteps() throws {
        #expect(try play("", at: "values-enter").header.contains("stop 1/4"))
        // The first step has a pause, then nothing to answer.
        let next = try play("Enter Enter", at: "values-enter")
        #expect(next.header.contains("stop 2/4") && next.header.contains("Weights multiply"))
        #expect(try play("Enter Enter Backspace", at: "values-enter").header.contains("stop 1/4"))
        #expect(try play("Backspace", at: "values-enter").header.contains("stop 1/4"))
    }

    @Test func aStepIsAsItWasLeft() throws {
        let back = try play("text:0.5 Enter Backspace Enter Enter", at: "weights-multiply")
        #expect(back.header.contains("stop 2/4"))
        #expect(back.contains("your answer  0.5"))
    }

    @Test func whatIsReachedAndDoneIsKept() throws {
        let progress = try play("Enter Enter text:0 Enter", at: "values-enter").progress
        #expect(progress.lastLesson == "visual-model")
        #expect(progress.lastStep(ofLesson: "visual-model") == "weights-multiply")
        #expect(progress.doneSteps(lesson: "visual-model") == ["values-enter", "weights-multiply"])
        #expect(progress.answers(lesson: "visual-model", step: "weights-multiply") == [0: "0"])
    }

    @Test func contentsGoAnywhere() throws {
        let contents = try play("c", at: "values-enter")
        for title in ["Values enter", "Weights multiply", "ReLU decides", "Your turn"] {
            #expect(contents.contains(title))
        }
        #expect(try play("c Down Down Enter", at: "values-enter").header.contains("stop 3/4"))
        #expect(try play("c End Enter", at: "values-enter").header.contains("stop 4/4"))
        #expect(try play("c Esc", at: "activation").header.contains("stop 3/4"))
        #expect(try play("c c", at: "activation").header.contains("stop 3/4"))
    }

    /// A detour through the contents loses nothing that was changed.
    @Test func anEditSurvivesTheContents() throws {
        #expect(try play("+ + c Enter", at: "your-edit").contains("+0.70"))
    }

    @Test func escapeLeavesToHome() throws {
        for key in ["Esc", "q"] { #expect(try play(key, at: "activation").header.contains("NeuroTour")) }
    }

    /// The lesson from its first step to its end, every answer right: all of it is done.
    /// Training takes its time: what the lesson about it asks for is done by `TrainStageTests` and `neurotour check`.
    @Test(arguments: Set(courseSteps.map(\.lesson)).subtracting(["training-live"]).sorted())
    func aLessonCanBeDoneFromEndToEnd(lesson: String) throws {
        var session = Session(library: courseLibrary, settings: .still)
        let first = try #require(courseSteps.first { $0.lesson == lesson })
        var screen = try #require(LessonScreen.course(first, session))
        var end: LessonEndScreen?
        func carryOut(_ commands: [Command]) {
            for command in commands {
                if case .save(let record) = command { session.progress.apply(record) }
                if case .replace(let next) = command { end = next as? LessonEndScreen }
            }
        }
        func press(_ keys: [Key]) {
            for key in keys { carryOut(screen.handle(.key(key), in: session)) }
        }
        /// Moves the focus with the arrows until it is where it is wanted.
        func walk(until isThere: (Address) -> Bool) {
            press(Array(repeating: .left, count: 5) + Array(repeating: .up, count: 20))
            for _ in 0..<5 {
                for _ in 0..<20 {
                    if let cursor = screen.run.experiment?.cursor, isThere(cursor) { return }
                    press([.down])
                }
                press([.right] + Array(repeating: .up, count: 20))
            }
            Issue.record("the focus does not get there")
        }
        /// Takes an option of the question that waits, by its letter.
        func answer(_ right: String) {
            let rows =
                screen.run.activeTask?.task.rows(screen.run.view(.still, width: 400), isActive: true) ?? []
            let row = rows.map(\.text).first { $0.dropFirst(5) == right && $0.hasPrefix("  ") }
            guard let letter = row?.dropFirst(2).first else { return }
            press([.character(letter), .character("3")])
        }
        for step in courseSteps where step.lesson == lesson {
            #expect(screen.run.plan.step.id == step.step.id)
            for task in try step.tasks {
                // Enter reads on and passes pauses; a task that waits has an Enter of its own.
                if screen.isFocusFresh { press([.escape]) }
                for _ in 0..<30 where screen.hasMoreToRead(session) || screen.run.activeTask == nil {
                    if end == nil { press([.enter]) }
                }
                switch task {
                case .question(let script): press(script.keys)
                case .blanks(let values): for value in values { press(KeyScript("text:\(value) Enter").keys) }
                case .matching(let letters): press(letters.map(Key.character) + [.enter])
                case .pointing(let parts, let words):
                    press(Array(repeating: .enter, count: words))
                    var latest: Address?
                    for part in parts {
                        walk { part.contains($0) && $0 != latest }
                        latest = screen.run.experiment?.cursor
                        press([.enter])
                    }
                case .change(let edits):
                    for text in edits {
                        if text.hasPrefix("randomise") {
                            press([.enter])
                            continue
                        }
                        let experiment = try #require(screen.run.experiment)
                        switch try Edit(text, for: experiment) {
                        case let edit where experiment.isCurve:
                            press(SolutionKeys([edit], from: experiment).keys)
                        case .select(let address): walk { $0 == address }
                        case .assign(let assignments):
                            for assignment in assignments {
                                walk { $0 == assignment.address }
                                press(KeyScript("= text:\(assignment.value) Enter").keys)
                            }
                        case let edit:
                            let visitsComputed = screen.run.activeTask?.task.asksForANumber ?? false
                            press(SolutionKeys([edit], from: experiment, visitsComputed: visitsComputed).keys)
                        }
                    }
                case .challenge:
                    for report in try ChallengeReport.solving(screen.run) {
                        carryOut(screen.receive(report, in: session))
                    }
                case .quiz(let right): answer(right)
                case .drawnQuiz:
                    while let quiz = screen.run.activeTask?.task as? QuizStage, let right = quiz.rightAnswer {
                        answer(right)
                        for _ in 0..<5 where screen.hasMoreToRead(session) { press([.enter]) }
                        press([.enter])
                    }
                }
            }
            let place = screen.run.plan.step.id
            if screen.isFocusFresh { press([.escape]) }
            for _ in 0..<20 where screen.run.plan.step.id == place && end == nil { press([.enter]) }
        }
        let finished = try #require(end)
        #expect(session.progress.isDone(lesson: lesson))
        #expect(finished.inWords(in: session).contains { $0.contains("All") && $0.contains("done") })
    }

    // MARK: Editing

    @Test func plusAndMinusChangeTheFocusedNumber() throws {
        #expect(try play("+", at: "your-edit").contains("+0.6 (+0.5)"))
        let minus = try play("- - - - - - - -", at: "your-edit")
        // 0.5 − 8 × 0.1 in decimals: no 0.29999999999999993 and no −0.30000000000000004.
        #expect(minus.contains("−0.3 (+0.5)"))
        #expect(try play("] ] [", at: "your-edit").contains("+0.51 (+0.5)"))
        #expect(try play("} {", at: "your-edit").contains("+0.5"))
        #expect(try play("z", at: "your-edit").contains("+0 (+0.5)"))
    }

    @Test func undoRedoAndReset() throws {
        func weight(_ keys: String) throws -> ScreenPlayer { try play(keys, at: "your-edit") }
        #expect(try weight("+ u").contains("w¹₁₁ is 0.5 again"))
        #expect(try weight("+ u Tab Shift-Tab").contains("+0.5 (+0.6)"))
        #expect(try weight("+ u Ctrl-R").contains("+0.6 (+0.5)"))
        #expect(try weight("u").contains("nothing to undo"))
        #expect(try weight("Ctrl-R").contains("nothing to redo"))
        let reset = try weight("+ Tab + r")
        #expect(reset.contains("as it was at the start"))
        #expect(reset.progress.edits(lesson: "visual-model", step: "your-edit").isEmpty)
        // y is 0.46 again.
        #expect(reset.contains("0.46"))
        let redone = try weight("+ Tab + r Ctrl-R Ctrl-R Tab Tab").progress
        #expect(redone.edits(lesson: "visual-model", step: "your-edit").count == 2)
    }

    @Test func tabWalksOverEveryNumberOnce() throws {
        // 2 inputs, 4 weights and 2 biases, 2 weights and 1 bias: after eleven the first has the focus again.
        let names = ["w¹₁₂", "b¹₁", "w¹₂₁", "w¹₂₂", "b¹₂", "w²₁₁", "w²₁₂", "b²₁", "x₁", "x₂", "w¹₁₁"]
        for (index, name) in names.enumerated() {
            let tabs = Array(repeating: "Tab", count: index + 1).joined(separator: " ")
            let backs = Array(repeating: "Shift-Tab", count: names.count - index - 1).joined(separator: " ")
            for keys in [tabs, backs] where !keys.isEmpty {
                let screen = try play(keys, at: "your-edit")
                #expect(screen.rows[22].contains("\(name) "), "\(keys): \(screen.rows[22])")
            }
        }
    }

    @Test func arrowsMoveTheFocus() throws {
        for (keys, name) in [
            ("Down", "w¹₁₂"), ("j j", "z¹₁"), ("Down Down Down", "h₁"), ("j j j j", "b¹₁"), ("Up", "w¹₁₁"),
            ("Right", "z¹₁"), ("l l", "w²₁₁"), ("Right Right Right", "z²₁"), ("l l l l", "z²₁"),
            ("Right Left", "w¹₁₁"), ("Left", "x₁"), ("h h", "x₁"), ("Left Down", "x₂"), ("Down Left", "x₂"),
            ("Left Down Right", "w¹₂₂"), ("Right Right Right Down", "y"), ("Right Right Left", "h₁"),
        ] {
            let screen = try play(keys, at: "your-edit")
            #expect(screen.rows[22].contains("\(name) "), "\(keys): \(screen.rows[22])")
        }
    }

    @Test func valuesAreTyped() throws {
        #expect(try play("= text:0.75 Enter", at: "your-edit").contains("+0.75 (+0.5)"))
        #expect(try play("text:2 Enter", at: "your-edit").contains("+2 (+0.5)"))
        #expect(try play("= text:−1,5 Enter", at: "your-edit").contains("−1.5 (+0.5)"))
        #expect(try play("= text:9 Esc", at: "your-edit").contains("+0.5"))
        #expect(try play("= text:0.755 Backspace Enter", at: "your-edit").contains("+0.75 (+0.5)"))
    }

    @Test(arguments: ["abc", "1.2.3", "", "1e999", "q"])
    func whatIsNoNumberIsRefused(text: String) throws {
        let typed = text.isEmpty ? "" : "text:\(text) "
        let screen = try play("= \(typed)Enter", at: "your-edit")
        // The lesson is still there, the field is open, and says what it wants.
        #expect(screen.header.contains("stop 4/4"))
        #expect(screen.rows[22].contains("w¹₁₁ = \(text)_"))
        #expect(screen.rows[22].contains("number") || screen.rows[22].contains("too large"))
        #expect(screen.progress.edits(lesson: "visual-model", step: "your-edit").isEmpty)
    }

    @Test func anEditWithoutAFocusSaysWhatToDo() throws {
        let screen = try play("Enter +", at: "values-enter")
        #expect(screen.rows[22].contains("Tab"))
        #expect(try play("Enter =", at: "values-enter").rows[22].contains("Tab"))
    }

    /// Before the answer, nothing can be changed; the key says why.
    @Test(arguments: ["+", "-", "z", "a"])
    func numbersAreLockedBeforeAnAnswer(key: String) throws {
        // The question of this step is a choice, so no key is part of an answer.
        let screen = try play("Tab Tab \(key)", at: "activation")
        #expect(screen.contains("first your answer"))
        #expect(screen.progress.edits(lesson: "visual-model", step: "activation").isEmpty)
        let answered = try play("Down Down Enter Tab \(key)", at: "activation")
        #expect(!answered.contains("first your answer"))
    }

    @Test func activationsCanBeChanged() throws {
        let screen = try play("a", at: "your-edit")
        #expect(screen.contains("sigmoid"))
        // h = [σ(0.3), σ(0.7)], y = 0.6 × 0.57 + 0.4 × 0.67 = 0.61.
        #expect(screen.contains("0.57") && screen.contains("0.67") && screen.contains("0.61"))
        #expect(try play("a u", at: "your-edit").contains("0.46"))
    }

    /// The task is done in the very frame of the edit, and so is everything else that follows from it.
    @Test func oneEditChangesTheWholeScreenAtOnce() throws {
        let player = try play("+", at: "your-edit")
        #expect(player.canvases.count >= 2)
        // The frame right after the key: h₁ = 0.4, y = 0.52, and the text that waited for the edit.
        let frame = player.canvases[1].text
        #expect(frame.contains("0.40") && frame.contains("0.52") && frame.contains("0.46"))
        #expect(frame.contains("✓") && frame.contains("forward pass"))
        #expect(!player.canvases[0].text.contains("forward pass"))
    }

    @Test func infinityIsExplained() throws {
        let screen = try play(
            "= text:1e308 Enter Tab = text:1e308 Enter Right Right = text:1e308 Enter", at: "your-edit")
        #expect(screen.contains("∞") && screen.contains("u undoes"))
    }

    // MARK: Showing

    @Test func exactDigitsOnDemand() throws {
        #expect(try playListing("x").contains("0.40000000000000013"))
        #expect(try !playListing("x x").contains("0.40000000000000013"))
    }

    @Test func listingsChangeTheirLanguage() throws {
        for (keys, text) in [
            ("", "const weights = ["), ("L", "let weights = ["), ("L L", "  weights = ["),
            ("L L L", "const weights = ["),
        ] {
            #expect(try playListing(keys).contains(text))
        }
    }

    @Test func helpListsTheKeys() throws {
        let help = try play("?", at: "your-edit", size: "80x60")
        for text in ["Tab", "undo", "Backspace", "contents", "F6", "Ctrl-R"] { #expect(help.contains(text)) }
        #expect(try play("? Esc", at: "your-edit").header.contains("stop 4/4"))
        #expect(try play("? x", at: "your-edit").header.contains("stop 4/4"))
    }

    // MARK: Pasting

    /// Pasted text never runs as keys: no q that leaves, no Enter that answers.
    @Test(arguments: ["q", "qqq\ny\n", "+\n+\n", "0\n", "c", "\u{1B}[A"])
    func aPasteIsNoKeys(text: String) throws {
        for address in ["activation", "your-edit", "weights-multiply"] {
            let player = try play([.paste(text)], at: address)
            let plain = try play("", at: address)
            #expect(player.header == plain.header)
            #expect(player.progress.answers(lesson: "visual-model", step: address).isEmpty)
            #expect(player.progress.edits(lesson: "visual-model", step: address).isEmpty)
        }
    }

    @Test func aPasteGoesIntoAField() throws {
        let paste = Event.paste(" 0.75\n")
        let typed = try play([.key(.character("=")), paste], at: "your-edit")
        #expect(typed.contains("w¹₁₁ = 0.75_"))
        let answered = try play([.paste("-0,3\n")], at: "weights-multiply")
        #expect(answered.contains("-0,3_"))
        let then = try play([.paste("0"), .key(.enter)], at: "weights-multiply")
        #expect(then.progress.answers(lesson: "visual-model", step: "weights-multiply") == [0: "0"])
    }

    // MARK: Small terminals

    /// Where the text does not fit, Enter reads on before it answers or goes on.
    @Test func enterReadsOnFirst() throws {
        let small = "60x8"
        let first = try play("", at: "weights-multiply", size: small)
        #expect(first.footer.contains("read on") && !first.contains("What does"))
        // Whatever is read, no answer is given by it.
        let read = try play("Enter Enter", at: "weights-multiply", size: small)
        #expect(read.text != first.text)
        #expect(read.progress.answers(lesson: "visual-model", step: "weights-multiply").isEmpty)
    }

    /// Reading on comes to every row of the text, and then to the question.
    @Test(arguments: courseSteps)
    func everythingCanBeReadInASmallTerminal(step: CourseStep) throws {
        var session = Session(library: courseLibrary, settings: .still)
        session.size = Size(width: 40, height: 12)
        var screen = try #require(LessonScreen.course(step, session))
        var seen = ""
        func look() {
            var canvas = Canvas(size: session.size)
            screen.draw(on: &canvas, in: session)
            seen += canvas.text + "\n"
        }
        look()
        var presses = 0
        while screen.hasMoreToRead(session), presses < 50 {
            presses += 1
            _ = screen.handle(.key(.enter), in: session)
            look()
        }
        #expect(presses < 50)
        for word in screen.visibleWords(session) { #expect(seen.contains(word), "\(word)") }
    }

    @Test func f6ChangesThePane() throws {
        let small = "40x12"
        let text = try play("", at: "your-edit", size: small)
        let picture = try play("F6", at: "your-edit", size: small)
        #expect(text.contains("Choose a weight"))
        #expect(picture.contains("h₁") && picture.text != text.text)
        #expect(try play("F6 F6", at: "your-edit", size: small).text == text.text)
        #expect(text.footer.contains("F6 picture") && picture.footer.contains("F6 text"))
    }

    /// The number in focus is in sight as soon as it is moved or changed.
    @Test func theFocusBringsThePictureForward() throws {
        #expect(try play("Tab", at: "your-edit", size: "40x12").contains("h₁"))
    }

    /// A terminal that changes its size keeps everything in place.
    @Test func resizingKeepsTheStep() throws {
        let sizes = [
            Size(width: 40, height: 10), Size(width: 0, height: 0), Size(width: 200, height: 60),
            Size(width: 80, height: 24),
        ]
        let player = try play([.key(.character("+"))] + sizes.map(Event.resize), at: "your-edit")
        let plain = try play("+", at: "your-edit")
        #expect(player.text == plain.text)
    }

    // MARK: Resuming

    @Test func aStepIsTakenUpWhereItWasLeft() throws {
        let first = try play("+ + Tab", at: "your-edit")
        let later = try play("", at: "your-edit", progress: first.progress)
        #expect(later.contains("+0.70") && later.contains("✓"))
        // Home knows where the learner was.
        var progress = first.progress
        progress.apply(ProgressRecord(lesson: "visual-model", step: "your-edit", what: .reached))
        let home = try ScreenPlayer("Enter", library: Self.lessons.library, progress: progress)
        #expect(home.header.contains("The lesson visual-model") && home.header.contains("stop 4/4"))
    }
}

extension LessonScreen {
    /// The words of the text that can be read now, without signs.
    func visibleWords(_ session: Session) -> Set<String> {
        var words: Set<String> = []
        for part in run.visibleParts {
            guard case .prose(let blocks) = part else { continue }
            for row in ProseLayout(width: 10_000, glyphs: session.glyphs).rows(of: blocks) {
                words.formUnion(row.text.split(separator: " ").map(String.init))
            }
        }
        // A word that is wider than a row is cut.
        return words.filter { cellWidth(of: $0) < 20 }
    }
}
