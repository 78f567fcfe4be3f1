import CTerminalGuard
import Foundation
import NcursesTerminal
import TerminalUI
import Tutorial

/// Runs screens on the real terminal, under the guard that gives it back.
struct FullScreen {
    let library: Library
    var options: ShowWishes

    /// - Throws: `ProgramEnding` when there is no terminal to run on, or a signal ended the program.
    func run(_ screens: (Session) -> [any Screen]) throws {
        if let plain = PlainScreen(options) { return try runPlainly(on: plain, screens) }
        let place = ProgressStore.defaultPath(environment: ProcessInfo.processInfo.environment)
        let hasTerminal = isatty(STDIN_FILENO) == 1 && isatty(STDOUT_FILENO) == 1
        // Where nothing can be shown, nothing is left behind either.
        guardTerminal(crashLog: hasTerminal ? crashLog(beside: try? place.get()) : nil)
        let terminal = try makeTerminal()
        let store = openStore(place)
        let app = makeApp(on: shown(terminal), notice: terminal.notice, store: store, screens)
        if options.watch {
            let course = library
            app.follow(FolderWatch(course.openedFolder)) { course.reopened() }
        }
        let ending = app.run()
        terminal.end()
        for line in store.finish() + [terminal.notice].compactMap({ $0 }) { printError(line) }
        switch ending {
        case .quit: break
        case .signal(let number): throw ProgramEnding.signal(number)
        case .terminalClosed: throw ProgramEnding.signal(SIGHUP)
        }
    }

    /// The same screens in words, without a guard: there is nothing to give back.
    private func runPlainly(on plain: PlainScreen, _ screens: (Session) -> [any Screen]) throws {
        let store = openStore(ProgressStore.defaultPath(environment: ProcessInfo.processInfo.environment))
        var plainly = self
        plainly.options.motion = .off
        let app = plainly.makeApp(on: plain.terminal, notice: plain.notice, store: store, screens)
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
                glyphs: options.glyphs.glyphs, colors: options.color, usesMouse: !options.noMouse,
                errorDescriptor: errors >= 0 ? errors : nil)
        } catch {
            throw .wrongInput("\(error)")
        }
    }

    private func makeApp(
        on terminal: any Terminal, notice: String?, store: ProgressStore,
        _ screens: (Session) -> [any Screen]
    ) -> App {
        var settings = Settings()
        settings.motion = options.motion
        settings.isPresenting = options.presents
        settings.seed = options.seed.map(Settings.seed) ?? .random(in: 0 ... .max)
        var session = Session(library: library, progress: store.state, settings: settings)
        let notices = store.takeNotices() + [notice].compactMap { $0 }
        session.notice = notices.isEmpty ? nil : notices.joined(separator: " ")
        let opened = screens(session)
        // Where the command line led is where the learner stands now.
        if let lesson = opened.last as? LessonScreen {
            session.progress.apply(lesson.reachedRecord)
            store.append(lesson.reachedRecord)
        }
        return App(terminal: terminal, session: session, store: store, screens: opened, desk: ChallengeDesk())
    }

    /// In a debug build, faults can be put in its way; before a class, the last rows stay free.
    private func shown(_ terminal: NcursesTerminal) -> any Terminal {
        #if DEBUG
            let shown = FaultTerminal.wrap(terminal)
        #else
            let shown: any Terminal = terminal
        #endif
        return options.presents ? CaptionTerminal(shown) : shown
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
