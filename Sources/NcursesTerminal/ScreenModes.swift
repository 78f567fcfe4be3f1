import CNcurses
import Glibc

/// The modes of line and screen that ncurses does not look after by itself, each with its way back.
final class ScreenModes {
    /// Terminals with a second screen are the ones that know bracketed paste; the others keep what we drew.
    let hasAlternateScreen = cncurses_has_capability("smcup")
    /// Whether the terminal knows the sequences of the VT100 and of what came after it.
    private let knowsControlSequences = cncurses_capability_begins("el", "\u{1B}[")
    private var ourLine = termios()
    private var isCursorShown = true
    private var isEntered = false
    private var ownErrors: Int32 = -1
    /// Whether the terminal is asked for its mouse.
    let usesMouse: Bool

    /// To be made when ncurses has taken the terminal over.
    /// - Parameter usesMouse: whether the mouse is wanted; there is one where terminfo names its reports.
    init(usesMouse: Bool) {
        self.usesMouse = usesMouse && hasAlternateScreen && cncurses_has_capability("kmous")
    }

    /// Keys arrive one by one, unseen; Ctrl-C, Ctrl-\ and Ctrl-Z are signals, and all others are keys.
    func prepareLine() {
        cbreak()
        noecho()
        nonl()
        tcgetattr(STDIN_FILENO, &ourLine)
        ourLine.c_iflag &= ~tcflag_t(IXON | IXOFF | IXANY | ISTRIP | INLCR | IGNCR)
        // With it goes what Ctrl-V and Ctrl-O do to the key after them.
        ourLine.c_lflag &= ~tcflag_t(IEXTEN)
        tcsetattr(STDIN_FILENO, TCSANOW, &ourLine)
        def_prog_mode()
    }

    /// Does something while Ctrl-S is an ordinary key, for which what is written does not wait; ncurses then learns what
    /// the line was like before.
    static func withoutFlowControl<Result>(_ work: () -> Result) -> Result {
        var line = termios()
        guard tcgetattr(STDIN_FILENO, &line) == 0 else { return work() }
        var free = line
        free.c_iflag &= ~tcflag_t(IXON)
        tcsetattr(STDIN_FILENO, TCSANOW, &free)
        defer {
            tcsetattr(STDIN_FILENO, TCSANOW, &line)
            def_shell_mode()
        }
        return work()
    }

    /// Whether the line is as `prepareLine` left it: if not, a shell or our guard has had it meanwhile.
    var areOurs: Bool {
        var now = termios()
        guard tcgetattr(STDIN_FILENO, &now) == 0 else { return false }
        return now.c_iflag == ourLine.c_iflag && now.c_lflag == ourLine.c_lflag
            && now.c_oflag == ourLine.c_oflag
    }

    func showCursor(_ wanted: Bool) {
        guard wanted != isCursorShown else { return }
        isCursorShown = wanted
        curs_set(wanted ? 1 : 0)
    }

    /// To be called when ncurses has entered its screen.
    /// - Parameter questions: what the terminal is asked in the same breath.
    func enter(asking questions: String = "") {
        guard hasAlternateScreen, !isEntered else { return }
        isEntered = true
        send("\u{1B}[?2004h" + (usesMouse ? MouseReport.request : "") + questions)
    }

    /// To be called before ncurses leaves its screen.
    func leave(_ window: UnsafeMutablePointer<WINDOW>) {
        if knowsControlSequences { send(Self.plainDrawing) }
        if isEntered { send((usesMouse ? MouseReport.farewell : "") + "\u{1B}[?2004l") }
        isEntered = false
        guard !hasAlternateScreen else { return }
        werase(window)
        wrefresh(window)
    }

    /// Ends a sequence that was cut off, a frame that is held back, all attributes and other alphabets, and lets the whole screen scroll.
    ///
    /// ncurses believes that all it drew has arrived. But Ctrl-C throws away what was on its way, and a window that gets
    /// another size just when a part of it was set to scroll keeps that.
    static let plainDrawing = "\u{18}\(ScreenOutput.endOfFrame)\u{1B}[m\u{1B}(B\u{0F}\u{1B}[4l\u{1B}[r"

    func redirectErrors(to descriptor: Int32?) {
        guard let descriptor, descriptor >= 0 else { return }
        ownErrors = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 3)
        if ownErrors >= 0 { dup2(descriptor, STDERR_FILENO) }
    }

    func restoreErrors() {
        guard ownErrors >= 0 else { return }
        dup2(ownErrors, STDERR_FILENO)
        close(ownErrors)
        ownErrors = -1
    }

    private func send(_ sequence: String) {
        var sequence = sequence
        sequence.withUTF8 { bytes in
            _ = write(STDOUT_FILENO, bytes.baseAddress, bytes.count)
        }
    }
}
