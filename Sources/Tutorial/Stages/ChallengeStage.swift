import CodeRunner
import Course
import Diagrams
import Experiment
import TerminalUI

/// A function to write in the learner's own editor, run for real: the listing and what went wrong in its pane, the
/// cases and what to do beside it.
package struct ChallengeStage: TaskStage, PictureStage {
    package static let kind = "challenge"

    /// What stands in the pane.
    private enum Page: Hashable {
        case listing, failure, solution
    }

    /// A program that runs now.
    private struct Run: Hashable {
        let withHidden: Bool
        var elapsed: Duration = .zero
    }

    /// What came of a run, drawn and put into words once: a program may have printed a megabyte.
    private struct Outcome {
        let verdict: ChallengeVerdict
        let picture: CasePicture?
        let headline: [StyledLine]
        let explanation: [StyledLine]
        let printed: [StyledLine]

        init(_ verdict: ChallengeVerdict, of challenge: Challenge, in language: Language) {
            self.verdict = verdict
            picture = verdict.tellingFailure.map { CasePicture($0, of: challenge, language: language) }
            let words = ChallengeWords(verdict, challenge, language)
            (headline, explanation, printed) = (words.headline, words.explanation, words.printed)
        }
    }

    package let challenge: Challenge
    /// What the learner has here to work with; nil before it was looked at.
    private var tools: ChallengeTools?
    /// The language that was asked for, until its file is there.
    private var wanted: Language?
    private var protection: Protection?
    /// The learner's file as it is.
    private var source: String?
    private var run: Run?
    /// What came of the file as it is now.
    private var outcome: Outcome?
    private var page = Page.listing
    private var hints: Hints
    /// Whether a hint came after the last run: then it is what the learner wants to read first.
    private var hasHintNews = false
    /// The language that all cases were passed in first.
    private var solvedIn: Language?
    /// Those that the learner has passed them in now, and may see a solution in.
    private var passedIn: Set<Language> = []
    /// Whether the learner is at it once more, after all cases were passed.
    private var isTryingOn = false
    /// Something to say once: about the editor, the file, a reset.
    private var remark: String?
    private var asksToReset = false
    /// Whose lessons these are, where they are not the program's own, and what the learner allowed there.
    private var consent: Consent
    private var space: String?

    /// Whether code of a folder of lessons may be run.
    private enum Consent: Hashable {
        /// The program's own lessons, or the learner has said yes.
        case given
        /// Not asked yet; the files that have changed since they said yes to others.
        case needed(changed: [String])
    }

    package init(_ fence: Fence, in setting: StepSetting) throws(Problems) {
        challenge = try Challenge(fence)
        hints = Hints(challenge.hints)
        consent = .given
    }

    // MARK: What is open

    package var isOpen: Bool { !isAtRest }
    package var isQuestion: Bool { false }
    package var locksNumbers: Bool { false }
    package var reveals: Moment? { nil }
    package var keepsKeys: Bool { true }
    package var scrolls: Bool { true }
    /// Enter runs what there is, however much there is to read.
    package var isBeingAnswered: Bool { tools != nil && !isAtRest }
    package var tickInterval: Duration? { run == nil ? nil : .milliseconds(100) }

    /// Whether there is nothing left to do: all cases pass, and nothing was changed since.
    private var isAtRest: Bool { solvedIn != nil && !isTryingOn && passedIn.contains(language) }

    private var language: Language { tools?.language ?? wanted ?? solvedIn ?? .swift }

    package var openChallenge: OpenChallenge? {
        OpenChallenge(challenge: challenge, space: space, language: tools?.language ?? wanted)
    }

    package mutating func prepare(in session: Session) {
        space = session.library.progressKey
        guard space != nil else { return }
        let agreed = session.progress.agreedFiles(challenge: challenge.name)
        let changed = challenge.contentHashes.filter { agreed?[$0.key] != $0.value }.keys.sorted()
        consent = changed.isEmpty ? .given : .needed(changed: agreed == nil ? [] : changed)
    }

    package mutating func tick(_ elapsed: Duration) {
        run?.elapsed += elapsed
    }

    // MARK: Keys

    package var bindings: [KeyBinding<TaskAction>] {
        if asksToReset { return answers(yes: "put the starter back", no: "keep my file") }
        if case .needed = consent, tools != nil {
            return answers(yes: "let this lesson's code run", no: "not now", key: .character("y"))
        }
        var bindings: [KeyBinding<TaskAction>] = []
        if run != nil {
            bindings.append(KeyBinding([.escape], .cancel, help: "stop what runs", footer: "stop it"))
        }
        guard let tools else { return bindings + hints.bindings }
        if !isAtRest {
            bindings.append(
                KeyBinding(
                    [.enter], .commit, help: "run every case, the hidden ones too",
                    footer: run == nil ? "run all" : nil))
        }
        bindings.append(
            KeyBinding([.character("e")], .edit, help: "open your file in your editor", footer: "edit"))
        if pages.count > 1 {
            bindings.append(
                KeyBinding(
                    [.tab], .nextPage, help: "the next view: \(pages.map(name).joined(separator: ", "))",
                    footer: name(pageAfter)))
        }
        if tools.languages.count > 1 {
            bindings.append(
                KeyBinding(
                    [.character("L")], .nextLanguage, help: "your file in \(nextLanguage.name)",
                    footer: nextLanguage.name))
        }
        bindings += isAtRest ? [] : hints.bindings
        return bindings + [
            KeyBinding(
                [.character("r")], .reset, help: "begin anew from the starter; your file is kept beside it")
        ]
    }

    private func answers(yes: String, no: String, key: Key = .character("r")) -> [KeyBinding<TaskAction>] {
        [
            KeyBinding([key], .confirm, help: yes, footer: yes),
            KeyBinding([.escape], .cancel, help: no, footer: no),
        ]
    }

    private var nextLanguage: Language {
        let all = tools?.languages ?? []
        let index = all.firstIndex(of: language) ?? 0
        return all.isEmpty ? language : all[(index + 1) % all.count]
    }

    /// The views that there is something to see in.
    private var pages: [Page] {
        [.listing] + (outcome?.picture == nil ? [] : [.failure])
            + (passedIn.contains(language) ? [.solution] : [])
    }

    private var pageAfter: Page {
        let index = pages.firstIndex(of: page) ?? 0
        return pages[(index + 1) % pages.count]
    }

    private func name(_ page: Page) -> String {
        switch page {
        case .listing: "your file"
        case .failure: "the case"
        case .solution: "a solution"
        }
    }

    package mutating func handle(_ key: Key, view: StepView) -> TaskOutcome? {
        let action = bindings.action(for: key)
        if asksToReset, action != .confirm {
            asksToReset = false
            remark = nil
            return .taken
        }
        guard let action else { return nil }
        switch action {
        case .commit: return start(withHidden: true)
        case .edit:
            guard let tools else { return nil }
            guard tools.hasEditor else {
                remark = Self.advice(tools)
                return .taken
            }
            remark = nil
            return .errand(.edit)
        case .nextPage: page = pageAfter
        case .nextLanguage:
            let next = nextLanguage
            forgetRun()
            isTryingOn = true
            source = nil
            self.tools = nil
            wanted = next
            return .errand(.stop)
        case .hint: return showHint() ? .taken : nil
        case .reset:
            asksToReset = true
            remark = "r once more puts the starter back; what is there is kept beside it."
        case .confirm: return confirm()
        case .cancel:
            guard run != nil else { return nil }
            return .errand(.stop)
        default: return nil
        }
        return .taken
    }

    private mutating func confirm() -> TaskOutcome {
        if asksToReset {
            asksToReset = false
            remark = nil
            return .errand(.reset)
        }
        consent = .given
        return .agreed(challenge: challenge.name, files: challenge.contentHashes)
    }

    private mutating func start(withHidden: Bool) -> TaskOutcome? {
        guard consent == .given, tools != nil else { return nil }
        // One at a time: what runs already is what was asked for.
        if run?.withHidden == true { return .taken }
        remark = nil
        return .errand(.run(withHidden: withHidden))
    }

    package mutating func showHint() -> Bool {
        hasHintNews = true
        return hints.showNext()
    }

    /// What to do without an editor.
    private static func advice(_ tools: ChallengeTools) -> String {
        let installed = tools.installedEditors
        let example = installed.first ?? "nano"
        let here = installed.isEmpty ? "" : " Installed here: \(installed.joined(separator: ", "))."
        return
            "Neither VISUAL nor EDITOR names your editor.\(here) Start the program as EDITOR=\(example) neurotour, or open the file in another window: saving it runs the visible cases."
    }

    // MARK: Reports

    package mutating func receive(_ report: ChallengeReport) -> ChallengeErrand? {
        switch report {
        case .opened(let tools):
            self.tools = tools
            wanted = nil
        case .protected(let protection): self.protection = protection
        case .read(let text, let isNew):
            if text != source { forgetRun() }
            source = text
            guard isNew else { break }
            remark = nil
            isTryingOn = true
            if consent == .given { return .run(withHidden: false) }
        case .trouble(let problem):
            forgetRun()
            source = nil
            remark = problem
            isTryingOn = true
        case .started(let withHidden):
            run = Run(withHidden: withHidden)
            hasHintNews = false
            // What an older version of the file did says nothing of this one.
            outcome = nil
            page = .listing
        case .ran(let verdict, let source): take(verdict, of: source)
        case .stopped:
            run = nil
            remark = "stopped; Enter runs it once more"
            isTryingOn = true
        case .edited(let problem): remark = problem
        case .reset(let backup):
            forgetRun()
            isTryingOn = true
            remark = backup.map { "The starter is back. Your file is kept beside it as \($0)." }
        }
        return nil
    }

    private mutating func take(_ verdict: ChallengeVerdict, of source: String) {
        run = nil
        remark = nil
        self.source = source
        protection = verdict.protection
        let outcome = Outcome(verdict, of: challenge, in: language)
        self.outcome = outcome
        if verdict.isPassed, verdict.isWhole {
            solvedIn = solvedIn ?? language
            passedIn.insert(language)
            isTryingOn = false
        }
        page = isAtRest ? .solution : mistakenLine == nil && outcome.picture != nil ? .failure : .listing
    }

    private mutating func forgetRun() {
        (run, outcome, remark) = (nil, nil, nil)
        page = .listing
    }

    // MARK: Keeping

    package var committedAnswer: CommittedAnswer? {
        guard let solvedIn else { return nil }
        return CommittedAnswer(
            text: "\(Self.solution) language=\(solvedIn.fileExtension) hints=\(hints.shown)", isRight: true)
    }

    /// The word that an answer begins with which tells of a solution.
    private static let solution = "solved"

    /// Whether an answer that was kept tells of a solution.
    static func isSolution(_ answer: String) -> Bool { answer.hasPrefix(solution + " ") }

    package mutating func restore(_ answer: String, view: StepView) {
        guard Self.isSolution(answer) else { return }
        let words = answer.split(separator: " ")
        func value(_ name: String) -> Substring? {
            words.first { $0.hasPrefix("\(name)=") }?.dropFirst(name.count + 1)
        }
        let language = Language.all.first { $0.fileExtension == value("language") ?? "" } ?? .swift
        solvedIn = language
        passedIn = [language]
        hints.restore(shown: value("hints").flatMap { Int($0) } ?? 0)
    }

    // MARK: The pane

    package func draw(on canvas: inout Canvas, view: StepView) {
        if page == .failure, let picture = outcome?.picture {
            picture.draw(on: &canvas, view: view)
            return
        }
        let width = canvas.bounds.width
        let (title, listing) = listing
        canvas.writeCut(StyledLine(title, .dim), x: 1, y: 0, width: width - 2)
        let parts = canvas.bounds.split(top: 1)
        let (rows, marked) = listing.rows(width: width, glyphs: canvas.glyphs)
        canvas.clipped(to: parts.rest) { canvas in
            let height = canvas.bounds.height
            var scroll = ScrollPosition()
            if let marked {
                scroll.show(row: min(rows.count - 1, marked + 3), content: rows.count, visible: height)
            }
            scroll.scroll(by: view.listingShift, content: rows.count, visible: height)
            canvas.drawRows(rows, scroll: scroll)
        }
    }

    private var listing: (title: String, SourceListing) {
        if page == .solution {
            return (
                "a solution in \(language.name)",
                SourceListing(text: challenge.solutions[language] ?? "", language: language)
            )
        }
        let text = source ?? challenge.starters[language] ?? ""
        let mark = mistakenLine.map { ($0.line, $0.message) }
        return (challenge.fileName(in: language), SourceListing(text: text, language: language, marked: mark))
    }

    package func preferredWidth(_ view: StepView) -> Int? { 46 }

    /// The line of the learner's file that something is wrong with.
    private var mistakenLine: (line: Int, message: String)? {
        guard let verdict = outcome?.verdict else { return nil }
        switch verdict.refusal {
        case .mistakes(let mistakes, _):
            return mistakes.first { $0.line != nil }.flatMap { mistake in
                mistake.line.map { ($0, mistake.message) }
            }
        case .outcome(_, let message, let line): return line.map { ($0, message ?? "") }
        case .noFunction, .otherFunction, nil: break
        }
        switch verdict.tellingFailure?.failure {
        case .raised(let text, let line): return line.map { ($0, text) }
        case .ended(let outcome, let message, let line): return line.map { ($0, message ?? "\(outcome)") }
        default: return nil
        }
    }

    // MARK: The text

    package func rows(_ view: StepView, isActive: Bool) -> [StyledLine] {
        let ask = StyledLine(challenge.ask, .bold)
        let shownHints = isAtRest ? [] : hints.lines
        let file = fileLines(width: view.width)
        var (above, below): ([StyledLine], [StyledLine])
        if run != nil || outcome != nil || isAtRest {
            let news = hasHintNews ? shownHints + explanation : explanation + shownHints
            (above, below) = (state + news, printed + (isAtRest ? [] : [StyledLine(), ask]) + file)
        } else {
            // Before the first run the task comes first; after it, what came out.
            (above, below) = ([ask, StyledLine()] + state + shownHints + file, [])
        }
        return above.laidOut(in: view.glyphs, width: view.width)
            + cases.lines.laidOut(in: view.glyphs, width: view.width, indent: 4)
            + below.laidOut(in: view.glyphs, width: view.width)
    }

    private var cases: CaseList {
        CaseList(challenge: challenge, verdict: outcome?.verdict, offersHidden: !isAtRest)
    }

    private func fileLines(width: Int) -> [StyledLine] {
        guard let tools else { return [] }
        let times = outcome?.verdict.refusal == nil ? outcome?.verdict.times : nil
        return FilePlace(tools: tools, protection: protection).lines(width: width)
            + (times.map { [StyledLine($0, .dim)] } ?? [])
    }

    /// What goes on now, or what came out last.
    private var state: [StyledLine] {
        if case .needed(let changed) = consent, tools != nil { return Self.request(changed) }
        if let run {
            let seconds = (Double(run.elapsed / .milliseconds(100)).rounded(.down) / 10)
            return [StyledLine("◐ running, \(seconds) s", .accent) + StyledLine("  Esc stops it", .dim)]
        }
        if let remark { return [StyledLine(remark, .accent)] }
        if isAtRest {
            let words =
                outcome == nil
                ? "solved in \(solvedIn?.name ?? "")" : "all \(challenge.cases.count) cases pass"
            return [StyledLine("✓ \(words)", Style(.good, .bold))]
        }
        if let outcome { return outcome.headline }
        let ways = tools?.hasEditor ?? true ? "e opens your file. " : ""
        return [StyledLine("\(ways)Saving runs the visible cases, Enter runs all.", .accent)]
    }

    private static func request(_ changed: [String]) -> [StyledLine] {
        let question =
            "These lessons are not NeuroTour's own. May the code of this challenge run on your computer?"
        let files = "Changed since you said yes: \(changed.joined(separator: ", "))."
        return [StyledLine(question, .warning)] + (changed.isEmpty ? [] : [StyledLine(files)])
            + [StyledLine("y lets it run", .accent)]
    }

    /// Why it fails, or why the solution is one.
    private var explanation: [StyledLine] {
        guard run == nil, isAtRest else { return outcome?.explanation ?? [] }
        return challenge.why.split(separator: "\n").flatMap { [StyledLine(), StyledLine(String($0))] }
    }

    private var printed: [StyledLine] { outcome?.printed ?? [] }

    package func inWords(_ view: StepView) -> [String] {
        let lines = state + explanation + cases.lines + hints.lines + printed + fileLines(width: .max)
        let words = [challenge.ask] + lines.map(\.text)
        if page == .failure, let picture = outcome?.picture { return words + picture.inWords(view) }
        let (title, listing) = listing
        return words + ["\(title):\n\(listing.text)"]
    }
}
