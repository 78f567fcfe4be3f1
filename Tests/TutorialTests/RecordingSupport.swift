import Course
import Foundation
import Glibc
import NeuralNetwork
import Synchronization
import TerminalUI
import Testing

@testable import Tutorial

/// The hash of the lessons of this checkout, which takes reading them all.
let courseHash = courseLibrary.contentHash

/// A session on a terminal in memory, recorded into a file that goes with it.
final class RecordedSession: Sendable {
    /// The last screen as the learner saw it.
    let screen: Canvas
    let file: String
    let ending: App.Ending
    private let folder = ScratchFolder()
    private let library: Library

    static let version = "9.9"

    /// - Parameter events: nil waits for what is done aside.
    init(
        _ events: [Event?], opening: Opening = .home, size: String = "80x24", glyphs: GlyphSet = .unicode,
        colors: Int = 256, library: Library = courseLibrary, settings: Settings = Settings(),
        progress: ProgressState = ProgressState(), notice: String? = nil,
        days: [Day] = [Day(number: 20_000)]
    ) throws {
        self.library = library
        file = folder.path + "/session.cast"
        let terminal = ScriptTerminal(
            size: try #require(Size(size)), traits: TerminalTraits(colors: colors, glyphs: glyphs),
            events: events)
        let start = SessionStart(
            program: Self.version, library: library,
            lessons: library.openedFolder == courseFolder ? courseHash : "", settings: settings,
            traits: terminal.traits,
            progress: progress, notice: notice, opening: opening, day: days[0])
        let recorder = try Recorder(path: file)
        try recorder.begin(start, size: terminal.size, at: terminal.uptime)
        var session = Session(start, library: library)
        // The day changes half way through.
        session.clock = { [isPastMiddle = terminal.isPastMiddle] in
            days[isPastMiddle.isSet ? days.count - 1 : 0]
        }
        let screens = opening.screens(in: session)
        session.noteArrival(at: screens)
        let app = App(
            terminal: terminal, session: session, store: .notSaving(because: nil), screens: screens,
            recorder: recorder)
        ending = app.run()
        #expect(recorder.finish() == [])
        screen = terminal.screen
    }

    convenience init(keys: String, at address: String, size: String = "80x24") throws {
        try self.init(
            KeyScript(keys).keys.map(Event.key), opening: try Self.lesson(address), size: size,
            settings: .still)
    }

    static func lesson(_ address: String, in library: Library = courseLibrary) throws -> Opening {
        let place = try library.find(address)
        return .lesson(library.entries[place.entry], step: place.step)
    }

    var text: String { (try? String(contentsOfFile: file, encoding: .utf8)) ?? "" }
    var lines: [String] { text.split(separator: "\n").map(String.init) }

    func replay(size: String? = nil, text: String? = nil) throws -> SessionReplay.Outcome {
        let bytes = Array((text ?? self.text).utf8)
        let recording = try Recording(bytes: bytes, file: "a.cast", program: Self.version)
        return try SessionReplay(
            recording, library: recording.ownLibrary ?? library, size: size.flatMap { Size($0) }
        ).play(comparesAll: true)
    }

    /// Plays it again, and holds every screen to what was seen.
    func expectTheSame(sourceLocation: SourceLocation = #_sourceLocation) throws {
        let outcome = try replay()
        #expect(outcome.screen == screen, sourceLocation: sourceLocation)
        #expect(outcome.screen.text == screen.text, sourceLocation: sourceLocation)
        #expect(outcome.difference == nil && outcome.notes == [], sourceLocation: sourceLocation)
    }
}

/// A terminal in memory in whose script nil stands for waiting until what is done aside is done.
final class ScriptTerminal: Terminal {
    private(set) var size: Size
    let traits: TerminalTraits
    private let events: [Event?]
    private var next = 0
    /// How often something is waited for in all.
    private var patience = 4000
    let isPastMiddle = Flag()
    private(set) var screen: Canvas

    init(size: Size, traits: TerminalTraits, events: [Event?]) {
        (self.size, self.traits, self.events) = (size, traits, events)
        screen = Canvas(size: size)
    }

    var uptime: Duration { .zero }

    func nextEvent(within limit: Duration?) -> Event? {
        guard next < events.count else { return .terminalClosed }
        if next > events.count / 2 { isPastMiddle.store(true) }
        guard let event = events[next] else {
            // As long as the app looks whether something is done, it is not.
            usleep(5000)
            patience -= 1
            if limit == nil || patience == 0 { next += 1 }
            return nil
        }
        defer { next += 1 }
        if case .resize(let size) = event { self.size = size }
        return event
    }

    func present(_ canvas: Canvas) { screen = canvas }
}

/// Does something that waits for tasks: were it to wait on a thread of theirs, they might never run.
func onAThreadOfItsOwn<Value: Sendable>(_ work: @escaping @Sendable () throws -> Value) async throws -> Value
{
    try await withCheckedThrowingContinuation { continuation in
        Thread.detachNewThread { continuation.resume(with: Result(catching: work)) }
    }
}

/// A yes or no that may be asked from anywhere.
final class Flag: Sendable {
    private let value = Atomic(false)
    var isSet: Bool { value.load(ordering: .relaxed) }
    func store(_ new: Bool) { value.store(new, ordering: .relaxed) }
}

extension [Event?] {
    static func keys(_ script: String) -> [Event?] { KeyScript(script).keys.map(Event.key) }

    static func ticks(_ milliseconds: [Int]) -> [Event?] {
        milliseconds.map { .tick(.milliseconds($0)) }
    }

    static func click(_ x: Int, _ y: Int) -> [Event?] { [.mouse(.press, at: Point(x: x, y: y))] }
    static func resize(_ width: Int, _ height: Int) -> [Event?] {
        [.resize(Size(width: width, height: height))]
    }
    static func paste(_ text: String) -> [Event?] { [.paste(text)] }
}
