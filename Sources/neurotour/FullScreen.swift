import CTerminalGuard
import Foundation
import NcursesTerminal
import Tutorial

/// Runs screens on the real terminal, under the guard that gives it back.
struct FullScreen {
    let library: Library
    let options: ShowWishes

    /// - Throws: `ProgramEnding` when there is no terminal to run on, or a signal ended the program.
    func run(_ opening: Opening) throws {
        let place = ProgressStore.defaultPath(environment: ProcessInfo.processInfo.environment)
        let hasTerminal = isatty(STDIN_FILENO) == 1 && isatty(STDOUT_FILENO) == 1
        // Where nothing can be shown, nothing is left behind either.
        guardTerminal(crashLog: hasTerminal ? crashLog(beside: try? place.get()) : nil)
        let recorder = try openRecording(opening)
        let terminal = try makeTerminal()
        let store = openStore(place)
        let app = try makeApp(on: terminal, store: store, recorder: recorder, opening)
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
        on terminal: NcursesTerminal, store: ProgressStore, recorder: Recorder?, _ opening: Opening
    ) throws(ProgramEnding) -> App {
        let lessons = recorder == nil ? "" : library.contentHash
        let start = start(on: terminal, store: store, lessons: lessons, opening)
        do { try recorder?.begin(start, size: terminal.size, at: terminal.uptime) } catch {
            terminal.end()
            throw .wrongInput("\(error)")
        }
        var session = Session(start, library: library)
        let opened = opening.screens(in: session)
        if let arrival = session.noteArrival(at: opened) { store.append(arrival) }
        #if DEBUG
            let shown = FaultTerminal.wrap(terminal)
        #else
            let shown = terminal
        #endif
        return App(
            terminal: shown, session: session, store: store, screens: opened, desk: ChallengeDesk(),
            recorder: recorder)
    }

    private func start(
        on terminal: NcursesTerminal, store: ProgressStore, lessons: String, _ opening: Opening
    ) -> SessionStart {
        var settings = Settings()
        settings.motion = options.motion
        settings.seed = options.seed.map(Settings.seed) ?? .random(in: 0 ... .max)
        let notices = store.takeNotices() + [terminal.notice].compactMap { $0 }
        return SessionStart(
            program: Neurotour.version, library: library, lessons: lessons, settings: settings,
            traits: terminal.traits,
            progress: store.state, notice: notices.isEmpty ? nil : notices.joined(separator: " "),
            opening: opening)
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
