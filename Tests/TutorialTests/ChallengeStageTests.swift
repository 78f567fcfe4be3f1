@testable import CodeRunner
import TerminalUI
import Testing

@testable import Tutorial

/// The stage of a challenge: what it shows and asks for, told of what happens as the app tells it.
struct ChallengeStageTests {
    private typealias Sample = SampleChallenge

    private func opened(_ reports: ChallengeReport...) throws -> StepRun {
        var run = try run(Sample.fence(), listings: Sample.files)
        run.prepare(in: Session(library: courseLibrary))
        _ = run.receive(.opened(Sample.tools()))
        _ = run.receive(.read("# mine\n", isNew: false))
        for report in reports { _ = run.receive(report) }
        return run
    }

    private func rows(_ run: StepRun) -> String { run.rows(width: 60).joined(separator: "\n") }

    private func pane(_ run: StepRun, size: Size = Size(width: 60, height: 16)) -> String {
        var canvas = Canvas(size: size, glyphs: .unicode)
        run.picture?.draw(on: &canvas, view: run.view(.still))
        return canvas.text
    }

    @Test func beforeAnythingIsKnownTheTaskStands() throws {
        let run = try run(Sample.fence(), listings: Sample.files)
        #expect(rows(run).contains("Multiply every value by the factor."))
        #expect(rows(run).contains("○ 1 twice"))
        #expect(rows(run).contains("and 3 hidden"))
        #expect(pane(run).contains("// the starter"))
        #expect(run.openChallenge != nil)
    }

    @Test func theLearnersFileIsShown() throws {
        let run = try opened(.protected(.limits))
        #expect(pane(run).contains("# mine"))
        #expect(rows(run).contains("/home/ada/scale.py"))
        #expect(rows(run).contains("no JavaScript: node is not installed"))
        #expect(rows(run).contains("no sandbox"))
    }

    @Test func savingRunsTheVisibleCases() throws {
        var run = try opened()
        let onSave = run.receive(.read("# more\n", isNew: true))
        #expect(onSave == .run(withHidden: false))
        expectOutcomes(of: "Enter", [.errand(.run(withHidden: true))], in: &run)
    }

    @Test func whileItRunsTimeGoesByAndEscStops() throws {
        var run = try opened(.started(withHidden: true))
        #expect(run.tickInterval != nil)
        run.tick(.milliseconds(1250), settings: .still)
        #expect(rows(run).contains("running, 1.2 s"))
        expectOutcomes(of: "Esc", [.errand(.stop)], in: &run)
        _ = run.receive(.stopped)
        #expect(run.tickInterval == nil)
        #expect(rows(run).contains("stopped"))
        // Then Esc is the lesson's again.
        expectOutcomes(of: "Esc", [nil], in: &run)
    }

    @Test func aWrongCaseIsDrawn() throws {
        var answers = Sample.right
        answers[0] = Sample.numbers(3, 4)
        var run = try opened(.ran(try Sample.verdict(answers), source: "# mine\n"))
        #expect(rows(run).contains("✗ 4 of 5 cases pass"))
        #expect(rows(run).contains("The factor was added."))
        #expect(rows(run).contains("✗ 1 twice"))
        #expect(rows(run).contains("✓ 2 nothing"))
        #expect(pane(run).contains("scale_all(2, [1, 2])"))
        #expect(pane(run).contains("✗ [0]  2      3"))
        #expect(pane(run).contains("✓ [1]  4      4"))
        expectOutcomes(of: "Tab", [.taken], in: &run)
        #expect(pane(run).contains("# mine"))
    }

    @Test func aHiddenCaseThatFailsIsShown() throws {
        var answers = Sample.right
        answers[2] = Sample.numbers(5)
        let run = try opened(.ran(try Sample.verdict(answers), source: ""))
        #expect(rows(run).contains("✗ 3 not a number"))
        #expect(rows(run).contains("What is no number stays none."))
        #expect(rows(run).contains("2 of 3 hidden cases pass"))
    }

    @Test func aMistakeIsMarkedInTheListing() throws {
        let mistake = FunctionResult.Refusal.mistakes(
            [.init(line: 1, column: 3, message: "SyntaxError: no")], text: "")
        let run = try opened(.ran(try Sample.verdict([], refusal: mistake), source: "# mine\n"))
        #expect(pane(run).contains("✗ 1 # mine\n    SyntaxError: no"))
        #expect(rows(run).contains("scale.py has a mistake"))
        #expect(rows(run).contains("line 1: SyntaxError: no"))
    }

    @Test(arguments: [
        (
            FunctionResult.Refusal.noFunction(declaration: "def scale_all(factor, values):"),
            "there is no scale_all yet"
        ),
        (
            .outcome(.memoryLimit(bytes: 1 << 30), message: nil, line: nil),
            "it used more than 1 GiB of memory"
        ),
        (
            .outcome(.missingTool("node", language: "JavaScript"), message: nil, line: nil),
            "node is not on your PATH"
        ),
        (
            .outcome(.compileTimeLimit(.seconds(60)), message: nil, line: nil),
            "still compiling after 60 seconds"
        ),
        (
            .outcome(
                .compilerFailed(tool: "swiftc", how: "exited with code 3", said: "oh"), message: nil,
                line: nil), "swiftc itself exited with code 3"
        ),
        (.otherFunction(declaration: "func f()", []), "scale_all can't be called"),
    ])
    func whatCannotRunSaysWhy(refusal: FunctionResult.Refusal, words: String) throws {
        let run = try opened(.ran(try Sample.verdict([], refusal: refusal), source: ""))
        #expect(rows(run).contains(words))
    }

    @Test(arguments: [
        (Answer.raised("ValueError: no", line: 4), "In case 1 your function raised an error in line 4:"),
        (.ended(.ended(signal: 4), message: "Fatal error: no", line: 2), "your program crashed in line 2:"),
        (.ended(.finished, message: nil, line: nil), "your program ended before it had an answer"),
        (.ended(.failed(exitCode: 139), message: nil, line: nil), "your program exited with code 139"),
        (.ended(.ended(signal: 11), message: nil, line: nil), "ended by signal 11"),
        (.ended(.timeLimit(.seconds(15)), message: nil, line: nil), "still running after 15 seconds"),
        (.ended(.processLimit(64), message: nil, line: nil), "started more than 64 processes"),
        (.changedArguments(.list([])), "changed what it was given"),
        (.other("None"), "nothing came back. Is there a return?"),
        (.other("{}"), "this came back: {}; a list of numbers was due"),
        (.value(.number(2)), "A list of numbers was due."),
    ])
    func whatGoesWrongInACaseIsSaid(answer: Answer, words: String) throws {
        let run = try opened(.ran(try Sample.verdict([answer]), source: "a\nb\nc\nd\n"))
        #expect(run.rows(width: 200).joined(separator: "\n").contains(words))
    }

    @Test func whatItPrintsIsShownSafely() throws {
        let printed = "begin \u{1B}[31m\u{202E}\n" + String(repeating: "line\n", count: 500)
        let run = try opened(
            .ran(try Sample.verdict(Sample.right, printed: printed, withHidden: true), source: ""))
        #expect(rows(run).contains("✓ all 5 cases pass"))
        var answers = Sample.right
        answers[0] = Sample.numbers(0)
        let failed = try opened(.ran(try Sample.verdict(answers, printed: printed), source: ""))
        #expect(rows(failed).contains("begin ␛[31m\u{FFFD}"))
        #expect(rows(failed).contains("lines left out"))
    }

    @Test func passingOpensTheSolution() throws {
        var run = try opened(.ran(try Sample.verdict(Sample.right), source: "# mine\n"))
        #expect(run.isDone)
        #expect(pane(run).contains("# the solution"))
        #expect(rows(run).contains("✓ all 5 cases pass"))
        #expect(rows(run).contains("One product for each value."))
        #expect(run.answers.first?.answer.text == "solved language=py hints=0")
        // Enter goes on; the other keys stay.
        expectOutcomes(of: "Enter Tab e", [nil, .taken, .errand(.edit)], in: &run)
    }

    /// What was passed once says nothing of what stands in the file now.
    @Test func afterPassingEverythingIsJudgedAnew() throws {
        var run = try opened(.ran(try Sample.verdict(Sample.right), source: "# mine\n"))
        _ = run.receive(.read("# other\n", isNew: true))
        #expect(!rows(run).contains("✓"))
        expectOutcomes(of: "Enter", [.errand(.run(withHidden: true))], in: &run)
        _ = run.receive(.ran(try Sample.verdict([Sample.numbers(0)]), source: "# other\n"))
        #expect(rows(run).contains("✗ 0 of 5 cases pass"))
        #expect(!pane(run).contains("# the solution"))
        // In another language, too; and its solution is not there yet.
        _ = run.receive(.ran(try Sample.verdict(Sample.right), source: "# mine\n"))
        expectOutcomes(of: "L", [.errand(.stop)], in: &run)
        _ = run.receive(.opened(Sample.tools(.swift)))
        #expect(!rows(run).contains("✓"))
        expectOutcomes(of: "Enter", [.errand(.run(withHidden: true))], in: &run)
        run.press("Tab")
        #expect(!pane(run).contains("the solution"))
    }

    @Test func whileItRunsNothingOfTheLastRunShows() throws {
        let run = try opened(
            .ran(try Sample.verdict([Sample.numbers(0)]), source: "# mine\n"), .started(withHidden: true))
        #expect(!rows(run).contains("✗") && !rows(run).contains("hidden cases pass"))
        #expect(pane(run).contains("# mine"))
        var pressed = run
        expectOutcomes(of: "Enter", [.taken], in: &pressed)
    }

    @Test func passingTheVisibleCasesIsNotAll() throws {
        let verdict = try Sample.verdict(Array(Sample.right.prefix(2)), withHidden: false)
        let run = try opened(.ran(verdict, source: ""))
        #expect(!run.isDone)
        #expect(rows(run).contains("✓ 2 of 2 pass; Enter runs the hidden ones"))
    }

    @Test func whatWasPassedBeforeIsRemembered() throws {
        var run = try run(Sample.fence(), listings: Sample.files)
        run.restore(answers: [0: "solved language=swift hints=2"], edits: [], settings: .still)
        #expect(run.isDone)
        #expect(rows(run).contains("✓ solved in Swift"))
    }

    @Test func aChangedFileMakesTheVerdictOld() throws {
        var run = try opened(.ran(try Sample.verdict([Sample.numbers(0)]), source: "# mine\n"))
        _ = run.receive(.read("# other\n", isNew: true))
        #expect(rows(run).contains("○ 1 twice"))
        #expect(!rows(run).contains("✗"))
    }

    @Test func resettingAsksFirst() throws {
        var run = try opened()
        expectOutcomes(of: "r", [.taken], in: &run)
        #expect(rows(run).contains("r once more puts the starter back"))
        expectOutcomes(of: "Esc r Enter r r", [.taken, .taken, .taken, .taken, .errand(.reset)], in: &run)
        _ = run.receive(.reset(backup: "scale.py.backup-1"))
        let text = run.rows(width: 200).joined(separator: "\n")
        #expect(text.contains("Your file is kept beside it as scale.py.backup-1."))
    }

    @Test func withoutAnEditorItSaysWhatToDo() throws {
        var run = try run(Sample.fence(), listings: Sample.files)
        let tools = ChallengeTools(
            languages: [.python], language: .python, file: "/home/ada/scale.py", hasEditor: false,
            installedEditors: ["nano", "vim"])
        _ = run.receive(.opened(tools))
        expectOutcomes(of: "e", [.taken], in: &run)
        let text = run.rows(width: 300).joined(separator: "\n")
        #expect(text.contains("Neither VISUAL nor EDITOR names your editor. Installed here: nano, vim."))
        #expect(text.contains("EDITOR=nano neurotour"))
    }

    @Test func anotherLanguageIsAnotherFile() throws {
        var run = try opened()
        expectOutcomes(of: "L", [.errand(.stop)], in: &run)
        #expect(run.openChallenge?.language == .swift)
        _ = run.receive(.opened(Sample.tools(.swift)))
        #expect(rows(run).contains("/home/ada/scale.swift"))
    }

    @Test func hintsComeOneByOne() throws {
        var run = try opened()
        run.press("H H H")
        #expect(rows(run).contains("Hint 3:\nfor each value:\n    value × ___"))
    }

    /// Code of other lessons runs only after a yes to just these files.
    @Test func otherLessonsAreAskedAbout() throws {
        let lessons = WrittenLessons()
        lessons.writeStep(Sample.fence())
        for (name, text) in Sample.files { lessons.write(text, to: "01-sample/\(name)") }
        func opened(_ progress: ProgressState) throws -> StepRun {
            let library = Library.open(folder: lessons.folder, isOwn: false)
            let lesson = try library.entries[0].lesson().get()
            var run = StepRun(try StepPlan(lesson.steps[0]), motion: .off)
            run.prepare(in: Session(library: library, progress: progress))
            _ = run.receive(.opened(SampleChallenge.tools()))
            return run
        }
        var run = try opened(ProgressState())
        #expect(rows(run).contains("These lessons are not NeuroTour's own."))
        let onSave = run.receive(.read("# mine\n", isNew: true))
        #expect(onSave == nil)
        expectOutcomes(of: "Enter", [nil], in: &run)
        guard case .agreed(let challenge, let files)?? = run.press("y").first else {
            Issue.record("y is no yes")
            return
        }
        expectOutcomes(of: "Enter", [.errand(.run(withHidden: true))], in: &run)

        var progress = ProgressState()
        progress.apply(
            ProgressRecord(
                lesson: "sample", step: "a-step", what: .agreed(challenge: challenge, files: files)))
        var again = try opened(progress)
        expectOutcomes(of: "Enter", [.errand(.run(withHidden: true))], in: &again)

        // One byte more in one file, and it asks anew, naming that.
        lessons.write("# the starter \n", to: "01-sample/scale.py")
        var changed = try opened(progress)
        #expect(rows(changed).contains("Changed since you said yes: scale.py."))
        expectOutcomes(of: "Enter", [nil], in: &changed)
    }

    @Test func itIsToldInWords() throws {
        var answers = Sample.right
        answers[0] = Sample.numbers(3, 4)
        let run = try opened(.ran(try Sample.verdict(answers), source: "# mine\n"))
        let words = run.inWords(.still).joined(separator: "\n")
        #expect(words.contains("Multiply every value by the factor."))
        #expect(words.contains("The factor was added."))
        #expect(words.contains("scale_all(2, [1, 2])."))
        #expect(words.contains("[0]  2      3"))
    }

    @Test(arguments: [(0, 0), (1, 1), (3, 200), (40, 12), (200, 3)])
    func itDrawsAtEverySize(width: Int, height: Int) throws {
        var answers = Sample.right
        answers[0] = Sample.numbers(3, 4)
        let failed = try opened(.ran(try Sample.verdict(answers), source: "# mine\n"))
        let passed = try opened(.ran(try Sample.verdict(Sample.right), source: "# mine\n"))
        for run in [failed, passed, try opened()] {
            #expect(
                pane(run, size: Size(width: width, height: height)).split(separator: "\n").count <= height)
        }
    }

    // MARK: Mistakes of authors

    @Test func aGoodChallengeHasNoProblems() {
        #expect(problemsFound(in: Sample.fence(), listings: Sample.files) == [])
    }

    @Test(arguments: [
        (
            "name: scale", "name: scale it",
            "10:7: a challenge's name has letters, digits and hyphens, a letter first"
        ),
        (
            "- factor: number", "- factor: numbre",
            "13:13: no kind named \"numbre\"; did you mean \"number\"?; there are number, numbers, matrix"
        ),
        (
            "returns: numbers", "returns: list",
            "15:10: no kind named \"list\"; there are number, numbers, matrix"
        ),
        (
            "files: scale", "files: scales",
            "16:8: Lessons/01-sample/scales.swift: there is no such file or folder"
        ),
        ("call: [2, [1, 2]]", "call: [2, 1]", "20:12: a call gives factor: number, values: numbers"),
        ("call: [2, [1, 2]]", "call: [2]", "20:12: a call gives factor: number, values: numbers"),
        ("expect: [2, 4]", "within: 0.1", "20:12: a case says what it expects, once for each call"),
        (
            "gives: {added: [3, 4]}", "gives: {aded: [3, 4]}",
            "no mistake has the id \"aded\"; did you mean \"added\"?"
        ),
        ("[\"NaN\", [1]]", "[\"Nan\", [1]]", "a number, a list, \"NaN\""),
        ("  - Each value by itself.\n", "", "a challenge has three hints"),
        (
            "signed_zero: true", "signed_zeros: true",
            "17:1: unknown key \"signed_zeros\"; did you mean \"signed_zero\"?"
        ),
        ("sum(got) == 4", "sum(gott) == 4", "40:16: unknown name \"gott\"; did you mean \"got\"?"),
    ])
    func aMistakeHasItsPlace(part: String, wrong: String, message: String) {
        let keys = Sample.keys.replacing(part, with: wrong)
        let problems = problemsFound(in: Sample.fence(keys), listings: Sample.files)
        #expect(problems.contains { $0.contains(message) }, "\(problems)")
    }
}
