import TerminalUI

/// Runs the screens: shows the top one, hands it events, and carries out what it asks for.
package final class App {
    private let terminal: any Terminal
    /// Where challenges are worked on; nil where nothing is to be made or run.
    private let desk: ChallengeDesk?
    /// Where files are opened and saved; nil where a session is played again.
    private let files: PlaygroundDesk?
    /// What keeps all that comes in and is shown; nil where nothing is recorded.
    private let recorder: Recorder?
    /// Where settings are kept; nil where nothing is.
    private let configurationFile: ConfigurationFile?
    private let store: ProgressStore
    private var session: Session
    private var stack: [any Screen]
    private var isEnding = false
    /// The lessons while their author is writing them: looked at again and again.
    private var watch: (folder: FolderWatch, reopen: @Sendable () -> Library)?
    private var lastLook: Duration = .zero
    private var lastDrawing: Duration = .zero
    private var lastEvent: Duration = .zero
    /// Whether something was done since the learner rested that is still to be kept.
    private var hasMoreToKeep = false
    private static let restInterval: Duration = .seconds(1)
    /// Whether something has happened that the screen does not show yet.
    private var isOutdated = false

    /// As long as this, a screen may be behind while keys come faster than it is drawn.
    private static let frame: Duration = .milliseconds(33)
    private static let watchInterval: Duration = .milliseconds(300)

    /// Why the program ended.
    package enum Ending: Hashable, Sendable {
        case quit
        case signal(Int32)
        case terminalClosed
    }

    package init(
        terminal: any Terminal, session: Session, store: ProgressStore, screens: [any Screen],
        desk: ChallengeDesk? = nil, files: PlaygroundDesk? = PlaygroundDesk(), recorder: Recorder? = nil,
        configurationFile: ConfigurationFile? = nil
    ) {
        self.terminal = terminal
        self.session = session
        self.session.size = terminal.size
        self.session.glyphs = terminal.traits.glyphs
        self.store = store
        self.desk = desk
        self.files = files
        self.recorder = recorder
        self.configurationFile = configurationFile
        stack = screens
    }

    /// A session that is played again: `take` is all that moves it.
    package convenience init(replaying start: SessionStart, library: Library, on terminal: any Terminal) {
        let store = ProgressStore.notSaving(because: nil)
        var session = Session(start, library: library)
        session.clock = { start.day }
        let screens = start.opening.screens(in: session)
        session.noteArrival(at: screens)
        self.init(terminal: terminal, session: session, store: store, screens: screens, files: nil)
    }

    /// Follows the lessons of a folder as they are saved.
    /// - Parameter reopen: opens the folder anew.
    package func follow(_ folder: FolderWatch, reopen: @escaping @Sendable () -> Library) {
        watch = (folder, reopen)
        lastLook = terminal.uptime
    }

    /// Takes up what was saved since the last look, on every screen.
    /// - Returns: whether there was anything.
    private func lookAtLessons() -> Bool {
        guard watch != nil, terminal.uptime - lastLook >= Self.watchInterval else { return false }
        lastLook = terminal.uptime
        guard watch?.folder.hasChanged() ?? false, let library = watch?.reopen() else { return false }
        session.library = library
        for index in stack.indices {
            if let screen = stack[index].reloaded(in: session) { stack[index] = screen }
        }
        return true
    }

    /// Shows the screens until the last is closed, a signal comes or the terminal goes away.
    package func run() -> Ending {
        var lastTick = terminal.uptime
        var wasTicking = false
        // What a challenge needs is there before the first key.
        lookAtChallenge()
        _ = lookAtRecorder()
        draw()
        while !stack.isEmpty, !isEnding {
            let interval = stack.last?.tickInterval
            if interval != nil, !wasTicking { lastTick = terminal.uptime }
            wasTicking = interval != nil
            var wait = interval.map { max(.zero, $0 - (terminal.uptime - lastTick)) }
            // What comes next may turn out to be a part of a key, or none.
            let patiences = [
                isOutdated ? Self.frame : nil, watch == nil ? nil : Self.watchInterval, desk?.patience,
                files?.patience, restPatience,
            ]
            for case let patience? in patiences { wait = min(wait ?? patience, patience) }
            let event = terminal.nextEvent(within: wait)
            var isChanged = event != nil
            var hasMoved = false
            let elapsed = terminal.uptime - lastTick
            // A key does not wait for what moves, as long as that does not come to a stop.
            if let interval, elapsed >= (event == nil ? interval : interval * 3) {
                lastTick += elapsed
                // Time in which the machine slept is not caught up with.
                receive(.event(.tick(min(elapsed, .milliseconds(200)))))
                hasMoved = true
            }
            switch event {
            case .signal(let number):
                leave()
                return .signal(number)
            case .terminalClosed:
                leave()
                return .terminalClosed
            case .some(let event): receive(.event(event))
            case nil: break
            }
            rest(unless: event != nil)
            isChanged = lookAtLessons() || isChanged
            isChanged = lookAtChallenge() || isChanged
            isChanged = lookAtFiles() || isChanged
            isChanged = lookAtRecorder() || isChanged
            isOutdated = isOutdated || isChanged
            if isOutdated ? !isOvertaken : hasMoved && isTimeToShowMotion { draw() }
        }
        leave()
        return .quit
    }

    private var restPatience: Duration? {
        hasMoreToKeep ? max(.zero, lastEvent + Self.restInterval - terminal.uptime) : nil
    }

    /// Has what was edited kept once no key has come for a moment, so that little is lost where the program is killed.
    private func rest(unless isBusy: Bool) {
        if isBusy { (lastEvent, hasMoreToKeep) = (terminal.uptime, stack.contains(where: \.hasMoreToKeep)) }
        guard hasMoreToKeep, terminal.uptime - lastEvent >= Self.restInterval else { return }
        hasMoreToKeep = false
        for index in stack.indices { carryOut(stack[index].rest()) }
    }

    /// Whether the next key is there already: of a burst, as of a key that is held down or a text that comes without
    /// the marks of a paste, what is seen is a frame now and then, and the end.
    private var isOvertaken: Bool {
        !terminal.isSpoken && terminal.uptime - lastDrawing < Self.frame && terminal.hasNextEvent
    }

    /// Whether what moves by itself is drawn again: at its end in any case. What is in between goes on undrawn.
    private var isTimeToShowMotion: Bool {
        guard !terminal.isSpoken, stack.last?.tickInterval != nil,
            let pause = session.settings.motion.pause
        else { return true }
        return terminal.uptime - lastDrawing >= pause
    }

    /// Turns to the challenge that is worked on, help and the like above it or not, and tells its screen what has
    /// happened.
    /// - Returns: whether there was anything to tell.
    @discardableResult
    private func lookAtChallenge() -> Bool {
        guard let desk else { return false }
        desk.attend(openChallenge)
        desk.look(at: terminal.uptime)
        let reports = desk.takeReports()
        for report in reports { receive(.challenge(report)) }
        return !reports.isEmpty
    }

    /// Tells the screen that asked for a file what came of it.
    private func lookAtFiles() -> Bool {
        let reports = files?.takeReports() ?? []
        for report in reports { receive(.playground(report)) }
        return !reports.isEmpty
    }

    /// Tells the learner where a recording ends before they do.
    private func lookAtRecorder() -> Bool {
        guard let notice = recorder?.takeNotice() else { return false }
        session.notice = notice
        return true
    }

    /// The challenge that is worked on, help and the like above it or not.
    var openChallenge: OpenChallenge? { stack.last { $0.openChallenge != nil }?.openChallenge }

    /// Records what has come from outside, and then does what follows from it.
    private func receive(_ happening: Happening) {
        recorder?.note(happening, at: terminal.uptime, today: session.today)
        take(happening)
    }

    /// Does what follows from something that has come from outside.
    func take(_ happening: Happening) {
        switch happening {
        case .event(let event): handle(event)
        case .challenge(let report):
            guard let index = stack.lastIndex(where: { $0.openChallenge != nil }) else { return }
            carryOut(stack[index].receive(report, in: session))
        case .playground(let report):
            guard let top = stack.indices.last else { return }
            carryOut(stack[top].receive(report, in: session))
        case .notice(let text): session.notice = text
        case .day(let day): session.clock = { day }
        }
    }

    /// What the screen says now, in sentences.
    package var words: [String] { stack.last?.inWords(in: session) ?? [] }

    private static func page(of screen: any Screen, depth: Int, in session: Session) -> SpokenPage {
        SpokenPage(
            sentences: screen.inWords(in: session).map(spoken),
            status: screen.statusInWords(in: session).map(spoken),
            keys: screen.keysInWords(in: session), depth: depth)
    }

    /// A sentence without what only the eye understands.
    private static func spoken(_ sentence: String) -> String {
        signs.reduce(sentence) { $0.replacing($1.sign, with: $1.words) }
    }

    /// Signs that a voice leaves out or calls by names of its own.
    private static let signs = [
        ("▒▒▒▒", "not known yet"), ("____", "blank"), ("= _", "= what?"), ("  ✓", ": that is right"),
        ("✓ ", "ok: "), ("✗ ", "failed: "), ("○ ", "open: "), ("▶ ", "now: "), ("☰ ", ""),
        ("│ ", ""),
    ].map { (sign: $0.0, words: $0.1) }

    /// How long a screen's answer may take before the learner is asked again.
    private func patience(with screen: any Screen) -> Duration {
        if desk?.isRunning ?? false { return .seconds(120) }
        if files?.patience != nil { return .seconds(60) }
        return screen.tickInterval == nil ? .zero : .seconds(1)
    }

    private func handle(_ event: Event) {
        guard let top = stack.indices.last else { return }
        switch event {
        case .key, .command: session.notice = nil
        default: break
        }
        var event = event
        switch ownDeed(of: event, on: stack[top]) {
        case .press(let known): event = .key(known)
        case .perform(let name): return carryOut(stack[top].perform(name, in: session))
        case nil: break
        }
        if case .resize(let size) = event { session.size = size }
        if case .command(let text) = event, !(stack[top] is LessonScreen) { return obey(text) }
        carryOut(stack[top].handle(event, in: session))
    }

    /// What a key does that the learner has given to an action. Where something is typed, keys type.
    private func ownDeed(of event: Event, on screen: any Screen) -> NamedAction.Deed? {
        guard !session.configuration.keys.isEmpty, case .key(let key) = event, !screen.hasField,
            let name = session.configuration.keys.first(where: { $0.value.contains(key) })?.key
        else { return nil }
        return screen.actions(in: session).first { $0.title == name }?.deed
    }

    /// A command in words, where the screen has none of its own: an answer is typed into its field, or is the number of
    /// what is chosen.
    private func obey(_ command: String) {
        let verb = command.prefix { $0 != " " }
        let text = command.dropFirst(verb.count).drop { $0 == " " }
        guard verb == "answer" else {
            session.notice = ":\(verb) is for the numbers of a lesson's step"
            return
        }
        let isTakenAtOnce = stack.last?.takesDigitsAtOnce ?? false
        if stack.last?.findsAsOneTypes ?? false {
            // What is found is told first; an empty line opens it.
            handle(.key(.control("u")))
            return handle(.paste(String(text)))
        }
        if text.allSatisfy({ $0.isNumber || $0 == " " }) {
            for digit in text where digit != " " { handle(.key(.character(digit))) }
            if isTakenAtOnce, text.count == 1 { return }
        } else if stack.last?.hasField ?? false {
            // What the field proposed gives way.
            handle(.key(.control("u")))
            handle(.paste(String(text)))
        } else if stack.last?.takesValues ?? false, text.contains(where: \.isNumber) {
            for character in "=" + text { handle(.key(.character(character))) }
        } else {
            session.notice = "nothing can be typed here; ? tells the keys"
            return
        }
        handle(.key(.enter))
    }

    private func carryOut(_ commands: [Command]) {
        for command in commands {
            switch command {
            case .push(let screen): stack.append(screen)
            case .pop:
                close()
                if let top = stack.indices.last { stack[top].comeBack(in: session) }
            case .replace(let screen):
                close()
                stack.append(screen)
            case .carryOut(let deed): carryOut(deed)
            case .save(let record): save(record)
            case .change(let settings): session.settings = settings
            case .configure(let name, let value): configure(name, value)
            case .keep(let playground): session.playground = playground
            case .playground(let errand): files?.carryOut(errand)
            case .challenge(let errand): desk?.carryOut(errand, on: terminal)
            case .quit: isEnding = true
            }
        }
    }

    private func carryOut(_ deed: NamedAction.Deed) {
        guard let top = stack.indices.last else { return }
        switch deed {
        case .press(let key): handle(.key(key))
        case .perform(let name): carryOut(stack[top].perform(name, in: session))
        }
    }

    private func close() {
        guard let top = stack.indices.last else { return }
        let commands = stack[top].willLeave()
        stack.removeLast()
        carryOut(commands)
    }

    private func leave() {
        recorder?.end(at: terminal.uptime)
        for index in stack.indices.reversed() { carryOut(stack[index].willLeave()) }
        desk?.close()
    }

    /// Sets something for good, and for now where that can be.
    private func configure(_ name: String, _ value: String) {
        guard session.configuration.set(name, to: value) else { return }
        session.configurationProblems.removeAll { $0.setting == name }
        if name == "motion", let motion = session.configuration.motion { session.settings.motion = motion }
        if name == "language", let language = session.configuration.language {
            session.settings.language = language
        }
        if name == "languages", let languages = session.configuration.languages { desk?.offer(languages) }
        if let problem = configurationFile?.set(name, to: value) { receive(.notice(problem)) }
    }

    private func save(_ record: ProgressRecord) {
        let before = session.progress
        session.progress.apply(record, on: session.today)
        // A step that is done is done: passing its end again needs no second line.
        if case .done = record.what, session.progress == before { return }
        store.append(record)
        if case .done = record.what { store.sync() }
        let notices = store.takeNotices()
        if !notices.isEmpty { receive(.notice(notices.joined(separator: " "))) }
    }

    /// What there is to see; nil when the last screen is closed.
    var picture: Canvas? {
        guard let top = stack.last else { return nil }
        var canvas = Canvas(size: session.size, glyphs: session.glyphs)
        top.draw(on: &canvas, in: session)
        return canvas
    }

    func draw() {
        // From its end on: where drawing takes longer than a frame, keys come to their turn all the same.
        defer { lastDrawing = terminal.uptime }
        isOutdated = false
        if terminal.isSpoken {
            guard let top = stack.last else { return }
            let depth = stack.reduce(0) { $0 + $1.layers }
            terminal.say(patience: patience(with: top)) { [session] in
                Self.page(of: top, depth: depth, in: session)
            }
            return
        }
        guard let picture else { return }
        recorder?.show(picture, at: terminal.uptime)
        terminal.present(picture)
    }
}

extension Session {
    /// The session that a start describes, before anything is on the screen.
    package init(_ start: SessionStart, library: Library) {
        self.init(library: library, progress: start.progress, settings: start.settings)
        notice = start.notice
        configuration = start.configuration
        configurationProblems = start.configurationProblems
    }

    /// Where the command line led is where the learner stands now.
    /// - Returns: what there is to keep of that.
    @discardableResult
    package mutating func noteArrival(at screens: [any Screen]) -> ProgressRecord? {
        guard let lesson = screens.last as? LessonScreen else { return nil }
        progress.apply(lesson.reachedRecord)
        return lesson.reachedRecord
    }
}
