import CTerminalGuard
import CodeRunner
import Foundation
import NcursesTerminal
import TerminalUI
import Tutorial

/// Runs screens on the real terminal, under the guard that gives it back.
struct FullScreen {
    private let library: Library
    private var options: ShowWishes
    private let configurationFile = ConfigurationFile(environment: ProcessInfo.processInfo.environment)
    private let configuration: Configuration
    private let configurationProblems: [Configuration.Trouble]

    init(library: Library, options: ShowWishes) {
        self.library = library
        self.options = options
        (configuration, configurationProblems) = configurationFile.read()
    }

    /// What the command line says comes first, then the settings.
    private var glyphs: GlyphSet? { (options.glyphs ?? configuration.glyphs.wish ?? .auto).glyphs }
    private var color: ColorWish { options.color ?? configuration.color.wish ?? .auto }
    private var usesMouse: Bool { !options.noMouse && configuration.mouse != .off }

    /// - Throws: `ProgramEnding` when there is no terminal to run on, or a signal ended the program.
    func run(_ opening: Opening) throws {
        if let editor = configuration.editor { setenv("VISUAL", editor, 1) }
        if let plain = PlainScreen(options, glyphs: glyphs) { return try runPlainly(on: plain, opening) }
        let place = ProgressStore.defaultPath(environment: ProcessInfo.processInfo.environment)
        let hasTerminal = isatty(STDIN_FILENO) == 1 && isatty(STDOUT_FILENO) == 1
        // Where nothing can be shown, nothing is left behind either.
        guardTerminal(crashLog: hasTerminal ? crashLog(beside: try? place.get()) : nil)
        let recorder = try openRecording(opening)
        let terminal = try makeTerminal()
        let store = openStore(place)
        let shown = Self.shown(terminal)
        let drawn: any Terminal = options.presents ? CaptionTerminal(shown) : shown
        let start = start(on: drawn, notice: terminal.notice, store: store, recorder: recorder, opening)
        do { try recorder?.begin(start, size: drawn.size, at: drawn.uptime) } catch {
            terminal.end()
            throw ProgramEnding.wrongInput("\(error)")
        }
        let app = makeApp(on: drawn, from: start, store: store, recorder: recorder)
        if options.watch {
            let course = library
            app.follow(FolderWatch(course.openedFolder)) { course.reopened() }
        }
        let ending = app.run()
        terminal.end()
        let words = store.finish() + (recorder?.finish() ?? []) + [terminal.notice].compactMap { $0 }
        for line in words { printError(line) }
        switch ending {
        case .quit: break
        case .signal(let number): throw ProgramEnding.signal(number)
        case .terminalClosed: throw ProgramEnding.signal(SIGHUP)
        }
    }

    /// The same screens in words, without a guard: there is nothing to give back.
    private func runPlainly(on plain: PlainScreen, _ opening: Opening) throws {
        if options.record != nil {
            throw ProgramEnding.wrongInput(
                "--record is of what is drawn; what is told in lines can be kept as it is")
        }
        let store = openStore(ProgressStore.defaultPath(environment: ProcessInfo.processInfo.environment))
        var plainly = self
        plainly.options.motion = .off
        let start = plainly.start(
            on: plain.terminal, notice: plain.notice, store: store, recorder: nil, opening)
        let app = plainly.makeApp(on: plain.terminal, from: start, store: store, recorder: nil)
        let ending = app.run()
        for line in store.finish() { printError(line) }
        if let failure = plain.output.failure { throw failure }
        if case .signal(let number) = ending { throw ProgramEnding.signal(number) }
    }

    private func makeTerminal() throws(ProgramEnding) -> NcursesTerminal {
        // While the screen is up, what is written to standard error goes where the guard finds it.
        let errors = terminal_guard_error_descriptor()
        do {
            return try NcursesTerminal(
                glyphs: glyphs, colors: color, background: configuration.theme?.background,
                usesMouse: usesMouse, errorDescriptor: errors >= 0 ? errors : nil)
        } catch {
            throw .wrongInput("\(error)")
        }
    }

    private func openRecording(_ opening: Opening) throws(ProgramEnding) -> Recorder? {
        guard let file = options.record else { return nil }
        if options.watch {
            throw .wrongInput(
                "--record and --watch exclude each other: a recording is of lessons as they are")
        }
        if let problem = opening.recordingProblem() { throw .wrongInput("\(problem)") }
        do { return try Recorder(path: file) } catch { throw .wrongInput("\(error)") }
    }

    private func makeApp(
        on terminal: any Terminal, from start: SessionStart, store: ProgressStore, recorder: Recorder?
    ) -> App {
        var session = Session(start, library: library)
        let opened = start.opening.screens(in: session)
        if let arrival = session.noteArrival(at: opened) { store.append(arrival) }
        return App(
            terminal: terminal, session: session, store: store, screens: opened,
            desk: ChallengeDesk(languages: configuration.languages ?? Language.all),
            recorder: recorder, configurationFile: configurationFile)
    }

    /// All that the session begins with.
    private func start(
        on terminal: any Terminal, notice: String?, store: ProgressStore, recorder: Recorder?,
        _ opening: Opening
    ) -> SessionStart {
        var settings = Settings()
        settings.motion = options.motion ?? configuration.motion ?? .full
        if let language = configuration.language { settings.language = language }
        settings.isPresenting = options.presents
        settings.seed = options.seed.map(Settings.seed) ?? .random(in: 0 ... .max)
        let session = Session(library: library, settings: settings)
        let problems = configurationProblems + configuration.unknownActions(in: session)
        let count = problems.count == 1 ? "a mistake" : "\(problems.count) mistakes"
        let troubles =
            [notice].compactMap { $0 }
            + problems.prefix(1).map { "\(count) in your settings, told by s at home: \($0.text)" }
        let notices = store.takeNotices() + troubles
        var start = SessionStart(
            program: Neurotour.version, library: library,
            lessons: recorder == nil ? "" : library.contentHash, settings: settings,
            traits: terminal.traits, progress: store.state,
            notice: notices.isEmpty ? nil : notices.joined(separator: " "), opening: opening)
        start.configuration = configuration
        start.configurationProblems = problems
        return start
    }

    /// In a debug build, faults can be put in its way.
    private static func shown(_ terminal: NcursesTerminal) -> any Terminal {
        #if DEBUG
            FaultTerminal.wrap(terminal)
        #else
            terminal
        #endif
    }

    private func openStore(_ place: Result<String, ProgressProblem>) -> ProgressStore {
        if options.noSave { return .notSaving(because: nil) }
        switch place {
        case .success(let path): return .open(path: path, course: library.progressKey)
        case .failure(let problem): return .notSaving(because: problem)
        }
    }

    /// The file that a crash is told in, beside the progress; its folder is made for it.
    private func crashLog(beside progress: String?) -> String? {
        guard let progress, !options.noSave else { return nil }
        let folder = FileSystem.folder(of: progress)
        try? FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        return folder + "/crash.log"
    }

    /// From here on a process of its own watches over the terminal.
    private func guardTerminal(crashLog: String?) {
        terminal_guard_redirect_crashes(CommandLine.unsafeArgv, crashLog != nil)
        if terminal_guard_start(crashLog) != 0 {
            printError("no guard could be started; after a crash, type reset to get the terminal back")
        }
    }
}

extension Configuration.Glyphs? {
    fileprivate var wish: GlyphWish? { flatMap { GlyphWish(rawValue: $0.rawValue) } }
}

extension Configuration.Color? {
    fileprivate var wish: ColorWish? { flatMap { ColorWish(rawValue: $0.rawValue) } }
}
