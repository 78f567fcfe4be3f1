import TerminalUI

/// Plays a recorded session again, without a terminal and without waiting: time goes by as it was recorded.
///
/// Nothing is read, written or run besides the lessons: what came from files, from the learner's program and from the
/// disk is in the recording.
package struct SessionReplay {
    private let recording: Recording
    private let library: Library
    private let size: Size?

    /// What came of it.
    package struct Outcome {
        /// The last screen.
        package var screen: Canvas
        /// How many colours the terminal had.
        package let colors: Int
        /// What to know about it, in sentences.
        package var notes: [String] = []
        /// The line of the recording at which the screen is another one than was recorded, if it is.
        package var difference: Int?
    }

    /// - Parameters:
    ///   - library: the lessons that it was recorded with.
    ///   - size: plays in a window of another size, which stays as it is.
    package init(_ recording: Recording, library: Library, size: Size? = nil) {
        self.recording = recording
        self.library = library.keepingProgress(under: recording.start.progressKey)
        self.size = size
    }

    /// - Parameter comparesAll: compares every screen with the recorded one, not just the last.
    /// - Throws: where a line is none of a recording, with its place.
    package func play(comparesAll: Bool = false) throws(RecordingProblem) -> Outcome {
        let start = recording.start
        let terminal = MemoryTerminal(
            size: size ?? recording.size, glyphs: start.glyphs, colors: start.colors)
        let app = App(replaying: start, library: library, on: terminal)
        let lastHash = try numberOfLastHash()
        var outcome = Outcome(screen: terminal.screen, colors: start.colors)
        let torn = try recording.forEachLine { (line, number) throws(RecordingProblem) in
            switch line {
            case .input(.resize) where size != nil: break
            case .input(let event): app.take(.event(event))
            case .note(let note): try take(note, app, number)
            case .screen(let hash):
                guard size == nil, comparesAll || number == lastHash, outcome.difference == nil else { break }
                if app.picture?.fingerprint != hash { outcome.difference = number }
            case .output, .other: break
            }
        }
        app.draw()
        outcome.screen = terminal.screen
        if let torn {
            outcome.notes.append(
                "\(recording.file):\(torn): the last line was cut off while it was written; it is skipped")
        }
        return outcome
    }

    private func take(_ note: RecordedNote, _ app: App, _ number: Int) throws(RecordingProblem) {
        switch note {
        case .challenge(let report):
            guard let challenge = app.openChallenge?.challenge else { break }
            app.take(.challenge(report.report(of: challenge)))
        case .playground(let recorded):
            guard let report = try? recorded.report() else {
                throw RecordingProblem(
                    "\(recording.file):\(number):1: a file was opened here that a recording does not hold; what came after it can't be played"
                )
            }
            app.take(.playground(report))
        case .notice(let text): app.take(.notice(text))
        case .day(let day): app.take(.day(day))
        }
    }

    private func numberOfLastHash() throws(RecordingProblem) -> Int? {
        var last: Int?
        _ = try recording.forEachLine { line, number in
            if case .screen = line { last = number }
        }
        return last
    }
}
