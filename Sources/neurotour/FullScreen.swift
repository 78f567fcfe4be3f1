import CTerminalGuard
import Foundation
import NcursesTerminal
import Tutorial

/// Runs screens on the real terminal, under the guard that gives it back.
struct FullScreen {
    let library: Library
    let options: ShowOptions

    /// - Throws: `ProgramEnding` when there is no terminal to run on, or a signal ended the program.
    func run(_ screens: (Session) -> [any Screen]) throws {
        let environment = ProcessInfo.processInfo.environment
        let place = ProgressStore.defaultPath(environment: environment)
        guardTerminal(crashLog: crashLog(beside: try? place.get()))
        let store = openStore(place)
        // While the screen is up, what is written to standard error goes where the guard finds it.
        let errors = terminal_guard_error_descriptor()
        let terminal: NcursesTerminal
        do {
            terminal = try NcursesTerminal(
                glyphs: options.glyphs.glyphs, colors: options.color,
                errorDescriptor: errors >= 0 ? errors : nil)
        } catch {
            throw ProgramEnding.wrongInput("\(error)")
        }
        var settings = Settings()
        settings.motion = options.motion
        var session = Session(library: library, progress: store.state, settings: settings)
        let notices = store.takeNotices() + [terminal.notice].compactMap { $0 }
        session.notice = notices.isEmpty ? nil : notices.joined(separator: " ")
        let opened = screens(session)
        // Where the command line led is where the learner stands now.
        if let lesson = opened.last as? LessonScreen {
            session.progress.apply(lesson.reachedRecord)
            store.append(lesson.reachedRecord)
        }
        #if DEBUG
            let shown = FaultTerminal.wrap(terminal)
        #else
            let shown = terminal
        #endif
        let app = App(terminal: shown, session: session, store: store, screens: opened)
        let ending = app.run()
        terminal.end()
        for line in store.finish() { printError(line) }
        if let notice = terminal.notice { printError(notice) }
        switch ending {
        case .quit: break
        case .signal(let number): throw ProgramEnding.signal(number)
        case .terminalClosed: throw ProgramEnding.signal(SIGHUP)
        }
    }

    private func openStore(_ place: Result<String, ProgressProblem>) -> ProgressStore {
        if options.noSave { return .notSaving(because: nil) }
        switch place {
        case .success(let path): return .open(path: path)
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
        terminal_guard_redirect_crashes(CommandLine.unsafeArgv, crashLog)
        if terminal_guard_start(crashLog) != 0 {
            printError("no guard could be started; after a crash, type reset to get the terminal back")
        }
    }
}
