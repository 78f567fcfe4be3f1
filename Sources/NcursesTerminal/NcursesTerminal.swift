import CNcurses
import Glibc
import TerminalUI

/// The terminal that the program was started in, driven by ncurses.
///
/// One at a time, on one thread. Everything that ncurses would do from within a signal handler, which may run on
/// any thread, happens in `nextEvent` instead: `SignalPipe` only notes that a signal came.
package final class NcursesTerminal: Terminal {
    package private(set) var size: Size
    package private(set) var traits: TerminalTraits
    /// One sentence for the user where the terminal is not used as its settings say.
    package let notice: String?

    private let screen: OpaquePointer
    private let output: ScreenOutput
    private let window: UnsafeMutablePointer<WINDOW>
    /// Where keys are read: `wgetch` on the window itself would draw it first.
    private let keyboard: UnsafeMutablePointer<WINDOW>
    private var palette: Palette
    private let modes: ScreenModes
    private let signals: SignalPipe
    private let errorDescriptor: Int32?

    private var decoder = InputDecoder()
    private let questions: TerminalQuestions
    /// Until when something is held back for the terminal's answers; nil when they have come.
    private var answersDeadline: ContinuousClock.Instant?
    /// When what has begun to come in counts as cut off.
    private var cutDeadline: ContinuousClock.Instant?
    private var pending: [Event] = []
    private var shown: Canvas?
    /// Whether `shown` is on its way to the screen: it waits while nobody reads the terminal.
    private var isDrawn = true
    private var isClosed = false
    private var hasEnded = false

    /// Takes the terminal over: the alternate screen, keys one by one and unseen.
    /// - Parameters:
    ///   - glyphs: the alphabet; nil chooses by locale and terminal.
    ///   - colors: whether there are colours; their number is the terminal's affair.
    ///   - background: what the colours are to be readable on; nil asks the terminal.
    ///   - usesMouse: whether the program is told of the mouse, where there is one; else it stays the terminal's.
    ///   - errorDescriptor: where standard error goes meanwhile, since it would be written across the screen;
    ///     nil leaves it where it is.
    package init(
        glyphs: GlyphSet? = nil, colors: ColorWish = .auto, background: Background? = nil,
        usesMouse: Bool = true, errorDescriptor: Int32? = nil
    ) throws(TerminalError) {
        let encoding = CharacterEncoding.adopt(environment: environmentValue)
        let type = try Self.chooseType()

        guard let output = ScreenOutput() else { throw .tooFewFiles }
        guard let signals = SignalPipe() else {
            output.close()
            throw .tooFewFiles
        }
        guard
            let screen = Self.withEnvironment(
                of: Self.windowSize,
                { ScreenModes.withoutFlowControl { cncurses_new_terminal(type.name, output.file) } }),
            let window = cncurses_standard_window(),
            let keyboard = newpad(1, 1)
        else {
            signals.close()
            output.close()
            throw .setupFailed(type.name)
        }
        self.output = output
        self.screen = screen
        self.window = window
        self.keyboard = keyboard
        self.signals = signals
        self.errorDescriptor = errorDescriptor
        notice = type.notice
        modes = ScreenModes(usesMouse: usesMouse)
        // Before anything is written: a Ctrl-S that was typed while the program began would hold it back for ever, and
        // does not where it is no signal any more.
        modes.prepareLine()
        palette = Palette(
            colorWanted: colors.allowsColor(environment: environmentValue),
            background: background ?? Background(colorVariable: environmentValue("COLORFGBG")))
        traits = TerminalTraits(colors: palette.colors, glyphs: encoding.glyphs(wish: glyphs, on: type))
        size = Size(width: Int(getmaxx(window)), height: Int(getmaxy(window)))
        questions = TerminalQuestions(
            background: background == nil && palette.colors > 0,
            width: glyphs == nil && traits.glyphs == .unicode && encoding.mayBeWide && size.height > 1)

        modes.redirectErrors(to: errorDescriptor)
        prepareKeyboard()
        modes.showCursor(false)
        adoptWindowSize()
        wnoutrefresh(window)
        doupdate()
        ask(on: type)
    }

    deinit {
        end()
    }

    /// Gives the terminal back as it was. Only the first call does something.
    package func end() {
        guard !hasEnded else { return }
        hasEnded = true
        leaveScreen()
        modes.restoreErrors()
        signals.close()
        delscreen(screen)
        output.close()
    }

    // MARK: Events

    package func nextEvent(within limit: Duration?) -> Event? {
        let deadline = limit.map { ContinuousClock.now + $0 }
        while true {
            if !pending.isEmpty { return pending.removeFirst() }
            if isClosed || hasEnded { return .terminalClosed }
            if isInBackground { suspend() }

            let ready = TerminalPoll.wait(
                signals: signals.descriptor, until: [deadline, cutDeadline].compactMap { $0 }.min(),
                isDrawn: isDrawn)
            if let answersDeadline, answersDeadline <= .now { expectNoMore() }
            if ready.hasSignals { handleSignals() }
            if ready.hasInput { readInput() }
            if ready.isHungUp { isClosed = true }
            if ready.canDraw { redraw() }
            let now = ContinuousClock.now
            if let cutDeadline, cutDeadline <= now { giveUp() }
            if let deadline, deadline <= now, pending.isEmpty, !isClosed { return nil }
        }
    }

    package var hasNextEvent: Bool { !pending.isEmpty || TerminalPoll.isReadable }

    /// Reads what there is.
    private func readInput() {
        decoder.mouseArea = modes.usesMouse ? size : nil
        if Self.isGone(afterReading: readKeys, isReadable: { TerminalPoll.isReadable }) { isClosed = true }
    }

    /// Readable and yet nothing to read, again and again, is how a terminal says that it has gone.
    /// - Parameter readKeys: reads, and tells whether there was anything.
    static func isGone(afterReading readKeys: () -> Bool, isReadable: () -> Bool) -> Bool {
        // ncurses answers once more with an error that it met before: one read that failed shows as two.
        for _ in 0..<4 {
            let isSomething = readKeys()
            if isSomething || !isReadable() { return false }
        }
        return true
    }

    /// - Returns: whether there were any.
    private func readKeys() -> Bool {
        var count = 0
        pending += decoder.decode { [keyboard] in
            let code = wgetch(keyboard)
            guard code != ERR else { return nil }
            count += 1
            return code
        }
        for report in decoder.takeReports() { take(report) }
        cutDeadline = decoder.patience.map { ContinuousClock.now + $0 }
        return count > 0
    }

    private func giveUp() {
        cutDeadline = nil
        if let event = decoder.giveUp() { pending.append(event) }
    }

    // MARK: Answers

    /// Enters the screen's modes and asks the terminal what it is like, where it may know how to answer.
    private func ask(on type: TerminalType) {
        guard modes.hasAlternateScreen, !type.isLinuxConsole else { return modes.enter() }
        modes.enter(asking: questions.text)
        answersDeadline = .now + TerminalQuestions.patience
        decoder.expectsReports = true
        if questions.width { awaitAnswers(TerminalQuestions.patienceForWidth) }
    }

    /// Reads what comes until all is answered or the time is up; keys are kept.
    private func awaitAnswers(_ limit: Duration) {
        let deadline = ContinuousClock.now + limit
        while answersDeadline != nil, !isClosed, ContinuousClock.now < deadline {
            let ready = TerminalPoll.wait(signals: -1, until: deadline, isDrawn: true)
            if ready.hasInput { readInput() }
            if ready.isHungUp { isClosed = true }
        }
    }

    private func take(_ report: TerminalReport) {
        switch report {
        case .background(let background):
            guard questions.background, background != palette.background else { return }
            palette.adopt(background)
            guard let canvas = shown else { return }
            draw(canvas, over: nil)
        case .holdsFrames(let can): output.holdsFrames = can
        case .cursor(let row, let column):
            // The first screen is drawn in one alphabet, and all others with it.
            guard questions.width, shown == nil, row == TerminalQuestions.probeRow else { return }
            if column != TerminalQuestions.narrowColumn { traits.glyphs = .ascii }
        case .kind: expectNoMore()
        }
    }

    private func expectNoMore() {
        answersDeadline = nil
        decoder.expectsReports = false
    }

    private func handleSignals() {
        let received = signals.take()
        for signal in SignalPipe.ending where received.contains(signal) { pending.append(.signal(signal)) }
        if received.contains(SIGTSTP) {
            suspend()
        } else if received.contains(SIGCONT) {
            resume()
        } else if received.contains(SIGWINCH) {
            adoptWindowSize()
        }
    }

    // MARK: Drawing

    package func present(_ canvas: Canvas) {
        guard !hasEnded, !isClosed, canvas != shown else { return }
        let old = shown
        shown = canvas
        draw(canvas, over: old)
    }

    /// Hands the rows that differ to ncurses, which sends the cells that differ.
    private func draw(_ canvas: Canvas, over old: Canvas?) {
        let old = old?.size == canvas.size ? old : nil
        if old == nil { werase(window) }
        let rows = min(canvas.size.height, Int(getmaxy(window)))
        var painter = RowPainter(window: window, palette: palette, glyphs: traits.glyphs)
        for y in 0..<rows where old.map({ $0.row(y) != canvas.row(y) }) ?? true {
            painter.paint(canvas.row(y), y: y)
        }
        if let cursor = canvas.cursor { wmove(window, Int32(cursor.y), Int32(cursor.x)) }
        // Behind what is still on its way.
        output.gather { modes.showCursor(canvas.cursor != nil) }
        redraw()
    }

    /// Sends what ncurses has, unless nobody reads the terminal, or a slow line still has the frame before: what has
    /// changed until then goes with the next one.
    private func redraw() {
        output.sendOn()
        isDrawn = !output.isSending && TerminalPoll.isWritable
        guard isDrawn else { return }
        output.gather {
            wnoutrefresh(window)
            doupdate()
        }
        isDrawn = !output.isSending
    }

    /// As much of the window as is drawn on; nil where the terminal does not know its size.
    private static var windowSize: Size? {
        var window = winsize()
        guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &window) == 0, window.ws_row > 0, window.ws_col > 0
        else { return nil }
        return Size(width: min(Int(window.ws_col), longestSide), height: min(Int(window.ws_row), longestSide))
    }

    /// Does something while LINES and COLUMNS, which ncurses begins with, say what the window does: they may hold
    /// anything, and the window may be larger than ncurses can count.
    private static func withEnvironment<Result>(of size: Size?, _ work: () -> Result) -> Result {
        guard let size else { return work() }
        let sizes = [("LINES", size.height), ("COLUMNS", size.width)]
        let before = sizes.map { environmentValue($0.0) }
        for (name, value) in sizes { setenv(name, "\(value)", 1) }
        defer {
            for ((name, _), value) in zip(sizes, before) {
                if let value { setenv(name, value, 1) } else { unsetenv(name) }
            }
        }
        return work()
    }

    /// Beyond any wall of screens; a million cells take some 200 MB, and ncurses counts to 32,767.
    private static let longestSide = 1000

    /// Follows the window's size, which the terminal knows and ncurses has to be told.
    private func adoptWindowSize() {
        guard let new = Self.windowSize, new != size,
            resizeterm(Int32(new.height), Int32(new.width)) != ERR
        else { return }
        size = new
        shown = nil
        // Only the newest size matters.
        pending.removeAll { if case .resize = $0 { true } else { false } }
        pending.append(.resize(new))
    }

    // MARK: Job control

    /// Whether the shell has taken the terminal without stopping us, as it does when only our guard was stopped.
    private var isInBackground: Bool {
        let owner = tcgetpgrp(STDIN_FILENO)
        return owner > 0 && owner != getpgrp()
    }

    /// Leaves the screen, stops until the shell continues us, and comes back.
    private func suspend() {
        leaveScreen()
        repeat {
            signals.stopProcess()
            // A process that no shell controls any more cannot stop, and the terminal is not ours either.
            if isInBackground, !TerminalPoll.hasSignals(signals.descriptor, within: 50) {
                isClosed = true
                return
            }
            let received = signals.take()
            for signal in SignalPipe.ending where received.contains(signal) {
                pending.append(.signal(signal))
            }
        } while isInBackground && pending.isEmpty
        if !isInBackground { enterScreen() }
    }

    /// After a stop that left no time to leave the screen.
    private func resume() {
        if !modes.areOurs { leaveScreen() }
        enterScreen()
    }

    package func handOver(_ work: (_ isAskedToEnd: () -> Bool) -> Void) {
        guard !hasEnded, !isClosed else { return }
        leaveScreen()
        modes.restoreErrors()
        let foreground = signals.leaveForegroundToAnother()
        work {
            let received = signals.take()
            for signal in SignalPipe.ending where received.contains(signal) {
                pending.append(.signal(signal))
            }
            return pending.contains { if case .signal = $0 { true } else { false } }
        }
        signals.takeForegroundBack(foreground)
        takeTerminalBack()
        modes.redirectErrors(to: errorDescriptor)
        enterScreen()
        shown = nil
    }

    /// A shell that was run in an editor's place may have taken the terminal for its own group, and died with it. From
    /// a group that lives, such as our own shell's, it is not taken.
    private func takeTerminalBack() {
        guard isInBackground, kill(-tcgetpgrp(STDIN_FILENO), 0) != 0, errno == ESRCH else { return }
        let previous = signal(SIGTTOU, SIG_IGN)
        tcsetpgrp(STDIN_FILENO, getpgrp())
        signal(SIGTTOU, previous)
    }

    private func leaveScreen() {
        let previous = signal(SIGTTOU, SIG_IGN)
        output.dropRest()
        // Else they would be typed into the shell.
        if !isInBackground { awaitAnswers(TerminalQuestions.patienceAtEnd) }
        expectNoMore()
        modes.leave(window)
        if isInBackground && !modes.areOurs {
            // A shell has set the line as it likes, and may do so again at any moment: ncurses sets the modes of what
            // it writes to, and a file in memory has none.
            output.gather { endwin() }
            output.finishSending()
        } else {
            endwin()
        }
        signal(SIGTTOU, previous)
    }

    private func enterScreen() {
        reset_prog_mode()
        clearok(cncurses_physical_screen(), true)
        output.gather { doupdate() }
        output.finishSending()
        modes.enter()
        adoptWindowSize()
    }

    private func prepareKeyboard() {
        keypad(keyboard, true)
        nodelay(keyboard, true)
        // Long enough for an arrow key that a slow line splits, short enough for Esc itself.
        set_escdelay(100)
        for common in commonSequences where key_defined(common.sequence) <= 0 {
            define_key(common.sequence, common.code)
        }
        // The decoder reads what the mouse sends: see `MouseReport`.
        keyok(KEY_MOUSE, false)
        // As a byte it is the same key, and a place in an old report of the mouse too.
        define_key("\u{7F}", 0)
    }
}

extension NcursesTerminal {
    /// What stands in the way of a full screen here; nil where nothing does.
    package static func obstacle() -> TerminalError? {
        do throws(TerminalError) { _ = try chooseType() } catch { return error }
        return nil
    }

    /// The alphabet that the user's settings name, for text that is not drawn.
    package static func alphabetOfLocale() -> GlyphSet {
        CharacterEncoding.namesUTF8(environment: environmentValue) ? .unicode : .ascii
    }

    private static func chooseType() throws(TerminalError) -> TerminalType {
        guard isatty(STDIN_FILENO) == 1 else { throw .inputIsNoTerminal }
        guard isatty(STDOUT_FILENO) == 1 else { throw .outputIsNoTerminal }
        return try TerminalType.choose(environmentValue("TERM"), entry: lookUp)
    }
}

private func environmentValue(_ name: String) -> String? {
    getenv(name).map { String(cString: $0) }
}

private func lookUp(_ name: String) -> TerminalType.Entry {
    guard cncurses_look_up(name) == 1 else { return .missing }
    defer { cncurses_forget_look_up() }
    return cncurses_has_capability("cup") ? .usable : .withoutCursorMovement
}
