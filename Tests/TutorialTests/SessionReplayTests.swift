import CodeRunner
import Foundation
import NeuralNetwork
import TerminalUI
import Testing

@testable import Tutorial

/// A recorded session leads to the same screen when it is played again, cell by cell.
struct SessionReplayTests {
    /// Animated beats of odd lengths, an answer, edits, the why, the matrices, exact digits, another language.
    @Test func aLesson() throws {
        var events = [Event?].ticks([33, 41, 7, 180])
        events += .keys("Space")
        events += .ticks([33, 29, 64, 33])
        events += .keys("Enter Tab + + ] u Ctrl-R w Down Esc m x L")
        try RecordedSession(events, opening: RecordedSession.lesson("visual-model")).expectTheSame()
    }

    @Test func editsResizesAndClicks() throws {
        var events = [Event?].keys("Down Enter Tab + + + Tab = text:0.25 Enter")
        events += .resize(120, 40)
        events += .click(60, 12)
        events += [.mouse(.wheelUp, at: Point(x: 60, y: 12))]
        events += .resize(44, 13)
        events += .keys("Tab + z")
        events += .resize(0, 0)
        events += .resize(100, 30)
        events += .keys("N a D")
        try RecordedSession(
            events, opening: RecordedSession.lesson("visual-model#your-edit"), size: "80x24", glyphs: .ascii,
            colors: 0, settings: .still
        ).expectTheSame()
    }

    @Test func homeSearchPaletteAndPaste() throws {
        var events = [Event?].keys("Down Down ? Esc /")
        events += .paste("relu")
        events += .keys("Down Esc c Esc Ctrl-P")
        events += .paste("contents\n\u{202E}")
        events += .keys("Enter Enter")
        let session = try RecordedSession(events, notice: "The terminal is unknown.")
        try session.expectTheSame()
    }

    /// What a tick of training does depends on how late it came: ticks of many lengths, late ones among them.
    @Test func trainingInThePlayground() throws {
        var events = [Event?].keys("Space")
        events += .ticks([25, 26, 31, 90, 25, 200])
        events += .keys("Space N ,")
        events += .ticks([25])
        events += .keys("Space")
        events += .ticks([25, 27])
        events += .keys("R s s u")
        var configuration = PlaygroundConfiguration()
        configuration.take(.playground(.spiral))
        configuration.hidden = [3]
        let start = try PlaygroundStart(configuration)
        try RecordedSession(events, opening: .playground(start), settings: .still).expectTheSame()
    }

    /// A table and a network that are opened on the way are in the recording; the files may be gone.
    @Test func filesAreInTheRecording() async throws {
        let scratch = ScratchFolder()
        let table = scratch.file(
            "own.csv", "a,b,kind\n" + (0..<40).map { "\($0 % 7).5,\($0 % 5),\($0 % 2)\n" }.joined())
        let own = try PlaygroundStart(PlaygroundConfiguration()).playground.network
        let network = scratch.file("own.json", try NetworkFile(network: own).json)
        func open(_ file: String) -> [Event?] {
            var events = [Event?].keys("o")
            events += [.paste(file)]
            events += .keys("Enter")
            return events + [nil]
        }
        var events = open(table)
        events += .keys("Space")
        events += .ticks([25, 25])
        events += open(network)
        events += open(scratch.path + "/none.csv")
        let session = try await onAThreadOfItsOwn { [events] in
            try RecordedSession(events, opening: .playground(PlaygroundStart()))
        }
        #expect(session.text.contains("own.csv"))
        #expect(session.screen.text.contains("No such file"), "\(session.screen.text)")
        unlink(table)
        unlink(network)
        try session.expectTheSame()
    }

    @Test func aTableThatTheCommandLineNamed() throws {
        var configuration = PlaygroundConfiguration()
        let rows = (0..<30).map { "\($0 % 7).1,\($0 % 5),\(["no", "yes", "so"][$0 % 3])\n" }.joined()
        configuration.take(.table(try LabelledData(csv: Array(("a,b,kind\n" + rows).utf8)), name: "t.csv"))
        let start = try PlaygroundStart(configuration)
        let events: [Event?] = .keys("Space") + .ticks([25, 25, 25])
        try RecordedSession(events, opening: .playground(start)).expectTheSame()
    }

    @Test func aTourOfOnesOwnNetwork() throws {
        let network = try PlaygroundStart(PlaygroundConfiguration()).playground.network
        let tour = try NetworkTour(network, input: [0.1, -0.7], fileName: "mine.json")
        try RecordedSession(.keys("Enter Enter Tab +"), opening: .network(tour), library: tour.library)
            .expectTheSame()
    }

    /// The order of a quiz is drawn from the seed, what is due from the progress and the day.
    @Test func progressSeedAndDay() throws {
        var progress = ProgressState()
        let lesson = "visual-model"
        let wrong = ItemOutcome.What.answered(option: "0", right: false, confidence: 3, misconception: nil)
        for record in [
            ProgressRecord(lesson: lesson, step: "your-edit", what: .edited(["W1[0][0] = 0.9"])),
            ProgressRecord(lesson: lesson, step: "your-edit", what: .reached),
            ProgressRecord(lesson: lesson, step: nil, what: .done(contentHash: "")),
            ProgressRecord(lesson: "quick-quiz", step: nil, what: .outcome(item: "Q03", wrong)),
            ProgressRecord(
                lesson: lesson, step: "your-edit", what: .answered(task: 0, answer: "rise", right: true)),
            ProgressRecord(lesson: lesson, step: nil, what: .tested(form: "form-a", right: 5, of: 8)),
        ] { progress.apply(record, on: Day(number: 19_990)) }
        var settings = Settings.still
        settings.seed = .max - 3
        for events in [
            [Event?].keys("R Enter 1 Enter 2 Enter"), .keys("Down Down Enter Tab + Esc Backspace"),
        ] {
            let session = try RecordedSession(
                events, settings: settings, progress: progress,
                days: [Day(number: 20_000), Day(number: 20_001)])
            try session.expectTheSame()
            #expect(session.text.contains("20001"))
        }
        try RecordedSession(
            .keys("1 Enter 3 Enter Enter 2 Enter"), opening: RecordedSession.lesson("quick-quiz"),
            settings: settings
        ).expectTheSame()
    }

    /// What came of a program of the learner's is in the recording; it is not run again.
    @Test func aChallengeIsNotRunAgain() throws {
        let step = try #require(courseSteps.first { $0.address == "challenge-dense-layer#dense-layer" })
        let reports = try ChallengeReport.solving(step.run())
        let recorded = try reports.map { report in
            let json = try JSONEncoder().encode(RecordedNote(.challenge(report)))
            return try #require(
                CastLine.note(try JSONDecoder().decode(RecordedNote.self, from: json)).text(at: .zero))
        }
        let session = try RecordedSession([], opening: RecordedSession.lesson(step.address), settings: .still)
        // The reports stand where the desk would have made them.
        let outcome = try session.replay(text: session.text + recorded.joined())
        #expect(outcome.screen.text.contains("✓") && outcome.screen.text.contains("cases pass"))
        #expect(outcome.screen != session.screen)
    }

    @Test func everyReportIsReadBack() throws {
        let special = FunctionResult.Refusal.outcome(
            .compileFailed(diagnostics: "x"), message: "y", line: 3)
        var answers = try SampleChallenge.verdict(
            [
                .value(.list([.number(-0.0), .number(.nan), .number(.infinity), .number(0.1), .list([])])),
                .raised("no", line: 2, isAccident: true), .other("a text"), .changedArguments(.number(1)),
                .ended(.timeLimit(.seconds(2)), message: nil, line: 4),
            ], printed: "hello")
        let reports: [ChallengeReport] = [
            .opened(SampleChallenge.tools()), .protected(.sandbox), .read("x\n", isNew: true),
            .trouble("gone"),
            .started(withHidden: false), .ran(answers, source: "def"), .stopped, .edited(problem: nil),
            .reset(backup: "b"),
        ]
        answers = try SampleChallenge.verdict([], refusal: special)
        for report in reports + [.ran(answers, source: "")] {
            let note = RecordedNote.challenge(RecordedChallengeReport(report))
            let json = try JSONEncoder().encode(note)
            guard case .challenge(let read) = try JSONDecoder().decode(RecordedNote.self, from: json) else {
                Issue.record("another note")
                continue
            }
            let again = read.report(of: try SampleChallenge.challenge())
            // NaN is not equal to itself, so they are compared as they are described.
            #expect(Self.words(again) == Self.words(report))
        }
    }

    private static func words(_ report: ChallengeReport) -> String {
        guard case .ran(let verdict, let source) = report else { return "\(report)" }
        let cases = verdict.cases.map { "\($0.got) \(String(describing: $0.failure)) \($0.raised)" }
        return
            "\(cases) \(String(describing: verdict.refusal)) \(verdict.printed) \(verdict.isWhole) \(source)"
    }

    @Test func anotherSizeIsPlayedInThatSize() throws {
        let session = try RecordedSession(
            .keys("Down Enter Tab +") + [.resize(Size(width: 100, height: 30))],
            opening: RecordedSession.lesson("visual-model#your-edit"),
            settings: .still)
        let outcome = try session.replay(size: "60x20")
        #expect(outcome.screen.size == Size(width: 60, height: 20) && outcome.difference == nil)
        let live = try RecordedSession(
            .keys("Down Enter Tab +"), opening: RecordedSession.lesson("visual-model#your-edit"),
            size: "60x20",
            settings: .still)
        #expect(outcome.screen == live.screen)
    }

    /// A key that is another one than was pressed leads elsewhere, and that is noticed.
    @Test func aDifferenceIsTold() throws {
        let session = try RecordedSession(keys: "Down Enter Tab + Tab", at: "visual-model#your-edit")
        let changed = session.text.replacing("\"i\", \"+\"", with: "\"i\", \"-\"")
        let line = try #require(try session.replay(text: changed).difference)
        #expect(session.lines[line - 1].contains("\"h\""))
        #expect(session.lines.firstIndex { $0.contains("\"i\", \"+\"") } ?? .max < line)
    }

    /// The program was killed: whatever is there of the file, up to a line cut in two, is played.
    @Test func everyBeginningIsPlayed() throws {
        let session = try RecordedSession(keys: "Down Enter Tab + Tab + m", at: "visual-model#your-edit")
        let bytes = Array(session.text.utf8)
        let header = try #require(bytes.firstIndex(of: UInt8(ascii: "\n")))
        for end in stride(from: header, through: bytes.count, by: bytes.count / 12) {
            let cut = String(decoding: bytes[..<end], as: UTF8.self)
            guard cut.utf8.count == end else { continue }
            let outcome = try session.replay(text: cut)
            #expect(outcome.difference == nil)
            let isTorn = !cut.hasSuffix("\n") && !cut.hasSuffix("]") && end > header
            #expect(outcome.notes.isEmpty == !isTorn, "\(cut.suffix(20)) \(outcome.notes)")
        }
    }
}
