import Foundation
import TerminalUI
import Testing

@testable import Tutorial

/// When things come back, and the screen on which they do.
struct ReviewTests {
    private static let today = Day("2026-11-25") ?? .unknown

    private func day(_ text: String) -> Day { Day(text) ?? .unknown }

    private func answered(right: Bool, confidence: Int = 2) -> ItemOutcome.What {
        .answered(option: right ? "yes" : "no", right: right, confidence: confidence, misconception: nil)
    }

    /// The days that pass between an answer and the next time: wrong, then right each time it is due.
    @Test func theGapsGrow() {
        var history = ItemHistory()
        var now = day("2026-01-01")
        history.add(answered(right: false), on: now)
        for gap in [1, 3, 7, 21] {
            #expect(history.due(today: now) == now + gap)
            now = now + gap
            history.add(answered(right: true), on: now)
        }
        // Right after three weeks: it need not come back.
        #expect(history.due(today: now) == nil)
        history.add(answered(right: false), on: now + 100)
        #expect(history.due(today: now + 100) == now + 101)
    }

    @Test func wrongBeginsAnew() {
        var history = ItemHistory()
        history.add(answered(right: false), on: day("2026-01-01"))
        history.add(answered(right: true), on: day("2026-01-02"))
        history.add(answered(right: false), on: day("2026-01-05"))
        #expect(history.due(today: day("2026-01-05")) == day("2026-01-06"))
    }

    /// Right before it is due moves nothing; late is as good as on the day.
    @Test func onlyWhatIsDueCounts() {
        var history = ItemHistory()
        history.add(answered(right: false), on: day("2026-01-01"))
        history.add(answered(right: true), on: day("2026-01-02"))
        history.add(answered(right: true), on: day("2026-01-03"))
        #expect(history.due(today: day("2026-01-03")) == day("2026-01-05"))
        history.add(answered(right: true), on: day("2026-02-01"))
        #expect(history.due(today: day("2026-02-01")) == day("2026-02-08"))
    }

    @Test func whatIsKnownDoesNotComeBack() {
        var history = ItemHistory()
        history.add(answered(right: true, confidence: 3), on: Self.today)
        #expect(history.due(today: Self.today) == nil)
        history.add(answered(right: true, confidence: 1), on: Self.today)
        #expect(history.due(today: Self.today) == Self.today + 1)
        var solved = ItemHistory()
        solved.add(.solved(edits: 3, hints: 2), on: Self.today)
        #expect(solved.due(today: Self.today) == nil)
        solved.add(.solved(edits: 3, hints: 3), on: Self.today)
        #expect(solved.due(today: Self.today) == Self.today + 1)
    }

    /// A clock that was years ahead for a day locks nothing away, and one that was behind asks for nothing odd.
    @Test func clocksMayJump() {
        var history = ItemHistory()
        history.add(answered(right: false), on: day("2076-01-01"))
        #expect(history.due(today: Self.today) == Self.today + 1)
        history.add(answered(right: true), on: day("1970-01-01"))
        #expect(history.due(today: Self.today) == Self.today + 1)
        #expect(history.due(today: day("1970-01-01")) == day("1970-01-02"))
    }

    /// Folded in twice, whatever the order, it is the same: files are read again, and instances write at once.
    @Test func theOrderOfLinesWithinADayDoesNotMatter() {
        let lines = [answered(right: false), answered(right: true), answered(right: true, confidence: 3)]
        var (first, second) = (ItemHistory(), ItemHistory())
        for line in lines + lines { first.add(line, on: Self.today) }
        for line in lines.reversed() { second.add(line, on: Self.today) }
        #expect(first == second && first.due(today: Self.today) == Self.today + 1)
    }

    /// Foundation's calendar is the judge of days.
    @Test func daysAreCounted() throws {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = try #require(TimeZone(identifier: "UTC"))
        // Before 1582 Foundation counts by the Julian calendar.
        for number in stride(from: -135_000, through: 200_000, by: 97) {
            let date = Date(timeIntervalSince1970: Double(number) * 86_400)
            let parts = calendar.dateComponents([.year, .month, .day], from: date)
            let text = String(format: "%04d-%02d-%02d", parts.year ?? 0, parts.month ?? 0, parts.day ?? 0)
            #expect(Day(text)?.number == number)
        }
        for text in ["", "2026", "2026-13-01", "2026-00-10", "0-1-1", "2026-11-25T10", "x-y-z", "-1-01-01"] {
            #expect(Day(text) == nil)
        }
    }

    // MARK: The screen

    private func session(_ progress: ProgressState, today: Day = today) -> Session {
        var session = Session(library: courseLibrary, progress: progress, settings: .still)
        session.clock = { today }
        return session
    }

    private func progress(wrong ids: String..., on day: Day = today + -2) -> ProgressState {
        var progress = ProgressState()
        for id in ids {
            progress.apply(
                ProgressRecord(
                    lesson: "the-words", step: nil, what: .outcome(item: id, answered(right: false))),
                on: day)
        }
        return progress
    }

    private func text(_ screen: some Screen, _ session: Session) -> String {
        var canvas = Canvas(size: Size(width: 80, height: 24), glyphs: .unicode)
        screen.draw(on: &canvas, in: session)
        return canvas.text
    }

    @Test func homeSaysWhatIsDue() {
        let none = session(ProgressState())
        #expect(!text(HomeScreen(none), none).contains("due today"))
        let one = session(progress(wrong: "Q01"))
        let count = courseLibrary.entries.count
        #expect(text(HomeScreen(one), one).contains("\(count) lessons · 1 question due today"))
        let two = session(progress(wrong: "Q01", "Q02"))
        #expect(text(HomeScreen(two), two).contains("2 questions due today"))
        let early = session(progress(wrong: "Q01", on: Self.today))
        #expect(!text(HomeScreen(early), early).contains("due today"))
        // What belongs to no lesson is not asked.
        var strange = ProgressState()
        strange.apply(
            ProgressRecord(lesson: "gone", step: nil, what: .outcome(item: "Q01", answered(right: false))),
            on: Self.today + -9)
        #expect(!text(HomeScreen(session(strange)), session(strange)).contains("due"))
    }

    @Test func itemsAreAskedAndKept() throws {
        let session = session(progress(wrong: "Q01", "Q02"))
        var screen = ReviewScreen(in: session)
        #expect(text(screen, session).contains("1 of 2"))
        var saved: [ProgressRecord] = []
        for _ in 0..<2 {
            for key in KeyScript("a 2 Enter").keys {
                for case .save(let record) in screen.handle(.key(key), in: session) { saved.append(record) }
            }
        }
        #expect(saved.map(\.lesson) == ["the-words", "the-words"])
        let items = saved.compactMap { if case .outcome(let item, _) = $0.what { item } else { nil } }
        #expect(items == ["Q01", "Q02"])
        #expect(text(screen, session).contains("That is all for now."))
    }

    @Test func noMoreThanFiveAtATime() {
        var progress = progress(wrong: "Q01", "Q02", "Q03", "Q04", "Q05")
        for id in ["Q06", "Q07"] {
            progress.apply(
                ProgressRecord(
                    lesson: "visual-model", step: nil, what: .outcome(item: id, answered(right: false))),
                on: Self.today + -3)
        }
        let session = session(progress)
        #expect(session.dueNames.count == 7)
        // The longest due first.
        #expect(session.dueNames.prefix(2).map(\.id) == ["Q06", "Q07"])
        #expect(text(ReviewScreen(in: session), session).contains("1 of 5"))
    }

    /// An exercise that the last hint solved is opened in its step, from the beginning.
    @Test func exercisesAreDoneOnceMore() throws {
        var progress = ProgressState()
        let lesson = "all-weights-zero"
        progress.apply(
            ProgressRecord(
                lesson: lesson, step: nil, what: .outcome(item: "E11", .solved(edits: 3, hints: 3))),
            on: Self.today + -1)
        progress.apply(
            ProgressRecord(
                lesson: lesson, step: "bias-left", what: .answered(task: 1, answer: "solved", right: true)))
        let session = session(progress)
        var screen = ReviewScreen(in: session)
        #expect(text(screen, session).contains("Set all three weights to 0."))
        let commands = screen.handle(.key(.enter), in: session)
        guard case .push(let pushed)? = commands.first, let opened = pushed as? LessonScreen else {
            Issue.record("nothing is opened")
            return
        }
        #expect(opened.run.plan.step.id == "bias-left" && !opened.run.isDone)
        screen.comeBack(in: session)
        #expect(text(screen, session).contains("That is all for now."))
    }

    @Test func nothingDueSaysSo() {
        let session = session(ProgressState())
        #expect(text(ReviewScreen(in: session), session).contains("Nothing is due today."))
        for (width, height) in [(0, 0), (1, 1), (20, 3), (40, 12), (200, 60)] {
            var canvas = Canvas(size: Size(width: width, height: height), glyphs: .ascii)
            ReviewScreen(in: session).draw(on: &canvas, in: session)
        }
    }
}

/// The questions before the course, after it, and a week later.
struct FormTests {
    private static let today = Day("2026-11-25") ?? .unknown

    private func session(_ build: (inout ProgressState) -> Void, seed: UInt64 = 1) -> Session {
        var progress = ProgressState()
        build(&progress)
        var settings = Settings.still
        settings.seed = seed
        var session = Session(library: courseLibrary, progress: progress, settings: settings)
        session.clock = { Self.today }
        return session
    }

    private static func finish(_ lessons: some Sequence<String>, _ progress: inout ProgressState) {
        for id in lessons {
            progress.apply(ProgressRecord(lesson: id, step: nil, what: .done(contentHash: "")))
        }
    }

    private static func test(_ form: String, _ right: Int, daysAgo: Int, _ progress: inout ProgressState) {
        progress.apply(
            ProgressRecord(lesson: "forms", step: nil, what: .tested(form: form, right: right, of: 8)),
            on: today + -daysAgo)
    }

    private static let lessons = courseLibrary.lessonIDs

    @Test func theyAreOfferedInTheirTime() {
        let fresh = FormPlan(session { _ in })
        #expect(fresh == nil)
        let first = FormPlan(session { Self.finish(Self.lessons.prefix(1), &$0) })
        #expect(first?.time == .before)
        let declined = FormPlan(
            session { progress in
                Self.finish(Self.lessons.prefix(1), &progress)
                progress.apply(ProgressRecord(lesson: "forms", step: nil, what: .declinedForms))
            })
        let done = FormPlan(
            session { progress in
                Self.finish(Self.lessons.prefix(2), &progress)
                Self.test("form-b", 3, daysAgo: 9, &progress)
            })
        #expect(declined == nil && done == nil)
        let after = FormPlan(
            session { progress in
                Self.finish(Self.lessons, &progress)
                Self.test("form-b", 3, daysAgo: 9, &progress)
            })
        #expect(after?.time == .after && after?.steps == ["form-a"])
        func later(_ days: Int) -> FormPlan? {
            FormPlan(
                session { progress in
                    Self.finish(Self.lessons, &progress)
                    Self.test("form-b", 3, daysAgo: 30, &progress)
                    Self.test("form-a", 7, daysAgo: days, &progress)
                })
        }
        #expect(later(6) == nil)
        #expect(later(7)?.steps == ["form-b", "transfer"])
    }

    @Test func theFormIsDrawnBySeed() {
        let forms = (0..<40).compactMap { seed in
            FormPlan(session({ Self.finish(Self.lessons.prefix(1), &$0) }, seed: UInt64(seed)))?.steps
        }
        #expect(Set(forms) == [["form-a"], ["form-b"]])
    }

    /// Nothing is told in between, and all is kept at the end.
    @Test func nothingIsToldInBetween() throws {
        let session = session { Self.finish(Self.lessons.prefix(1), &$0) }
        let plan = try #require(FormPlan(session))
        var screen = try #require(FormScreen(plan, in: session))
        var saved: [ProgressRecord] = []
        for key in KeyScript("Enter" + String(repeating: " a 2", count: 8)).keys {
            for case .save(let record) in screen.handle(.key(key), in: session) { saved.append(record) }
            let words = screen.inWords(in: session).joined(separator: " ")
            #expect(!words.contains("the answer ") && !words.contains("✓"))
        }
        #expect(saved.count == 9)
        guard case .tested(let form, let right, 8)? = saved.last?.what else {
            Issue.record("the result is not kept")
            return
        }
        #expect(plan.steps == [form] && (0...8).contains(right))
        #expect(screen.inWords(in: session).contains("\(right) of 8 right"))
        // Left in the middle, it counts for nothing.
        var left = try #require(FormScreen(plan, in: session))
        let commands = KeyScript("Enter a 2 a 2 q").keys.flatMap { left.handle(.key($0), in: session) }
        #expect(commands.count == 1)
    }

    /// The gain as Hake defines it, with nothing to gain left undefined.
    @Test(arguments: [(3, 7, 0.8), (0, 8, 1), (4, 2, -0.5), (8, 8, nil)] as [(Int, Int, Double?)])
    func theGainIsShown(before: Int, after: Int, normalised: Double?) {
        let gain = Gain(
            before: FormResult(form: "form-a", day: Self.today, right: before, count: 8),
            after: FormResult(form: "form-b", day: Self.today, right: after, count: 8))
        #expect(gain.change == after - before && gain.normalised == normalised)
    }

    @Test func theTwoFormsAreParallel() throws {
        let lesson = try #require(try courseLibrary.forms?.lesson().get())
        let counts = lesson.steps.map { $0.fences.count }
        #expect(lesson.steps.map(\.id) == ["form-a", "form-b", "transfer"] && counts == [8, 8, 2])
        // They are no lesson of the list.
        #expect(!courseLibrary.lessonIDs.contains("forms"))
    }
}
