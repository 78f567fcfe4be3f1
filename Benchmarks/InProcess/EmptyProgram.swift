import CNcurses
import CTerminalGuard
import Glibc

/// What every start of NeuroTour costs before a line of its own runs: the same libraries linked in the same way,
/// what lets a crash be told in a file, the guard in a process of its own, the locale, ncurses, and one screen with a
/// word on it.
///
/// It parses no command line, reads no lesson and no progress, and draws nothing else.
enum EmptyProgram {
    static func run() {
        terminal_guard_redirect_crashes(CommandLine.unsafeArgv, true)
        guard terminal_guard_start(nil) == 0 else { return }
        setlocale(LC_ALL, "")
        guard let type = getenv("TERM"), let screen = cncurses_new_terminal(type, nil),
            let window = cncurses_standard_window()
        else { return }
        cbreak()
        noecho()
        waddnstr(window, "empty", -1)
        wgetch(window)
        endwin()
        delscreen(screen)
    }
}
