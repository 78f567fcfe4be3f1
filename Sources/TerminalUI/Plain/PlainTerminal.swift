import Glibc

/// A terminal without a screen: what is new is told in lines that are only ever added, and lines that are typed are keys.
///
/// For screen readers, braille lines, terminals that can't move a cursor, and pipes.
package final class PlainTerminal: Terminal {
    package let traits: TerminalTraits
    /// So large that no page has more to read than it shows.
    package let size = Size(width: 240, height: 400)
    /// A line is broken between words where it is longer; nil leaves it whole.
    private let width: Int?
    /// Whether what is typed does not show by itself.
    private let echoes: Bool
    private let input: LineInput
    private let print: ([String]) -> Bool

    private var events: [Event] = []
    /// What the screen says now.
    private var page: (() -> SpokenPage)?
    private var patience: Duration = .zero
    private var listener = Listener()
    /// What was told last.
    private var told: [String] = []
    /// Nothing is read before it, so that what a line has set going can come to its end.
    private var pause: ContinuousClock.Instant = .now
    private var lastLine: ContinuousClock.Instant = .now
    /// Whether everything is waited for that moves.
    private var isWaiting = false
    private var hasPrompted = false
    /// Whether keys were pressed that something is to be said about.
    private var isAfterLine = false
    private var isOver = false

    private static let progressInterval: Duration = .seconds(5)
    private var lastNews: ContinuousClock.Instant = .now

    /// - Parameters:
    ///   - print: writes lines; false where nobody reads them any more.
    package init(
        glyphs: GlyphSet, width: Int?, echoes: Bool, descriptor: Int32 = STDIN_FILENO,
        print: @escaping ([String]) -> Bool
    ) {
        traits = TerminalTraits(colors: 0, glyphs: glyphs)
        (self.width, self.echoes, self.print) = (width, echoes, print)
        input = LineInput(descriptor)
    }

    package var isSpoken: Bool { true }
    package func present(_ canvas: Canvas) {}
    package func say(patience: Duration, _ page: @escaping () -> SpokenPage) {
        // Who sits at a terminal may want to stop what runs; a pipe's next line is for what comes of it.
        (self.patience, self.page) = (echoes ? patience : min(patience, Self.patienceOfPeople), page)
    }

    private static let patienceOfPeople: Duration = .seconds(1)

    package func nextEvent(within limit: Duration?) -> Event? {
        while true {
            if isOver { return .terminalClosed }
            if !events.isEmpty { return events.removeFirst() }
            if let limit, !isSettled {
                sleep(limit)
                return nil
            }
            tellNews()
            guard prompt() else { return .terminalClosed }
            switch input.next(within: limit) {
            case .line(let line): take(line)
            case .end: return .terminalClosed
            case .nothingYet: return nil
            }
        }
    }

    /// Whether the time has come to ask for the next line.
    private var isSettled: Bool {
        guard page != nil, patience > .zero else { return ContinuousClock.now >= pause }
        return !isWaiting && ContinuousClock.now >= max(pause, lastLine + patience)
    }

    /// Tells what is new. While something moves by itself, that is now and then.
    private func tellNews() {
        let isMoving = patience > .zero && hasPrompted
        guard !isMoving || ContinuousClock.now - lastNews >= Self.progressInterval, let page = page?() else {
            return
        }
        let news = listener.news(of: page)
        guard !news.isEmpty else {
            if isAfterLine { write(answerWithoutNews(page)) }
            isAfterLine = false
            return
        }
        isAfterLine = false
        if hasPrompted { write([""]) }
        hasPrompted = false
        write(news)
        told = news
        lastNews = .now
    }

    /// What a line is answered with that brought nothing new: what has gone, or what was said, once more.
    private func answerWithoutNews(_ page: SpokenPage) -> [String] {
        if let first = listener.gone.first {
            let more = listener.gone.count > 1 ? ", and \(listener.gone.count - 1) more" : ""
            return ["No longer there: \(first.last == "." ? String(first.dropLast()) : first)\(more)."]
        }
        // What was asked is no longer asked: where one is, then.
        if listener.hasLessStatus { return Array(page.sentences.prefix(1)) + page.status }
        guard page.status.isEmpty else { return page.status }
        return ["Nothing has changed."] + (told.count <= Self.mostSaidAgain ? told : [])
    }

    private static let mostSaidAgain = 2

    private func prompt() -> Bool {
        guard !hasPrompted else { return !isOver }
        hasPrompted = true
        if !echoes { isOver = !print([Self.promptMark]) }
        return !isOver
    }

    /// A prompt that a line of input follows.
    package static let promptMark = "> "

    private func take(_ line: String) {
        if echoes { write([Self.promptMark + line]) }
        (hasPrompted, isWaiting, lastLine, pause) = (false, false, .now, .now)
        switch PlainLine(line) {
        case .keys(let keys): (events, isAfterLine) = (keys.map(Event.key), true)
        case .command(let text): (events, isAfterLine) = ([.command(text)], true)
        case .say: listener.forget()
        case .help: write(PlainLine.helpText)
        case .wait(let duration):
            isWaiting = duration == nil
            pause += duration ?? .zero
        case .quit: isOver = true
        case .mistake(let text): write([text])
        }
    }

    private func write(_ lines: [String]) {
        let safe = lines.map(safeText)
        let rows = safe.flatMap { line -> [String] in
            let styled = StyledLine(line).spelled(in: traits.glyphs)
            guard let width, line.count > width else { return [styled.text] }
            return styled.wrapped(to: width).map(\.text)
        }
        if !print(rows.map { $0 + "\n" }) { isOver = true }
    }

    private func sleep(_ duration: Duration) {
        let limit = min(duration, .milliseconds(100))
        usleep(UInt32(limit / .microseconds(1)))
    }
}

/// The lines of a file, a pipe or a terminal, as they come.
final class LineInput {
    enum Next: Hashable {
        case line(String)
        case nothingYet
        case end
    }

    private let descriptor: Int32
    private var bytes: [UInt8] = []
    private var hasEnded = false
    private var isAtStart = true
    /// How much of a line was too much to keep.
    private var passedOver = 0
    /// What is longer is no line that somebody typed.
    private static let longestLine = 4096
    private static let mostPassedOver = 1 << 24
    private static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

    init(_ descriptor: Int32) { self.descriptor = descriptor }

    /// The next line, without what ends it; the last one needs nothing behind it.
    func next(within limit: Duration?) -> Next {
        let end = limit.map { ContinuousClock.now + $0 }
        while true {
            if let newline = bytes.firstIndex(of: UInt8(ascii: "\n")) {
                defer { bytes.removeFirst(newline + 1) }
                passedOver = 0
                return .line(text(bytes[..<newline]))
            }
            if hasEnded {
                guard !bytes.isEmpty else { return .end }
                defer { bytes = [] }
                return .line(text(bytes[...]))
            }
            let left = end.map { max(.zero, $0 - .now) }
            guard waitForBytes(left) else { return .nothingYet }
            read()
        }
    }

    private func text(_ line: ArraySlice<UInt8>) -> String {
        let text = String(decoding: line.prefix(Self.longestLine), as: UTF8.self)
        let line = text.last == "\r" ? String(text.dropLast()) : text
        return PlainLine.names(ofKeysSentAs: line) ?? safeText(line)
    }

    /// - Returns: false when the time is up.
    private func waitForBytes(_ limit: Duration?) -> Bool {
        var poll = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        let milliseconds = limit.map { Int32(min(60_000, max(0, $0 / .milliseconds(1)).rounded(.up))) } ?? -1
        let ready = Glibc.poll(&poll, 1, milliseconds)
        return ready > 0
    }

    private func read() {
        let chunk = [UInt8](unsafeUninitializedCapacity: 4096) { buffer, count in
            count = max(0, Glibc.read(descriptor, buffer.baseAddress, buffer.count))
        }
        if chunk.isEmpty { hasEnded = true }
        // A line without an end does not fill the memory, and at last it is none: /dev/zero has nothing to say.
        if isAtStart {
            bytes += chunk.starts(with: Self.byteOrderMark) ? chunk[3...] : chunk[...]
        } else if bytes.count < 16 * Self.longestLine {
            bytes += chunk
        } else {
            passedOver += chunk.count
        }
        isAtStart = false
        if passedOver > Self.mostPassedOver { hasEnded = true }
    }
}
