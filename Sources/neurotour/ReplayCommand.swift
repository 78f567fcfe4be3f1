import ArgumentParser
import NcursesTerminal
import TerminalUI
import Tutorial

/// `neurotour replay FILE`: a recorded session again, without a terminal.
struct ReplayCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "replay",
        abstract: "Plays a recorded session again, without a terminal, and prints its last screen.",
        discussion: """
            Examples:
              neurotour --record bug.cast
              neurotour replay bug.cast
              neurotour replay bug.cast | diff expected.txt -

            Nothing is saved, and no program of yours is run: what came of it is in the recording. Time goes by as it \
            was recorded, and nobody waits for it. A session is played with the lessons and the version of the program \
            that it was recorded with; others are refused.
            """)

    @Argument(help: ArgumentHelp("The recording.", valueName: "file.cast"))
    var file: String

    @Option(
        help: ArgumentHelp(
            "Plays in a window of this size in place of the recorded ones.", valueName: "WxH"))
    var size: Size?

    @Option(
        help: ArgumentHelp(
            "Colours: auto for those of the recorded terminal, never for maps in glyphs.", valueName: "when"))
    var color = ColorWish.auto

    @Flag(help: "Compares every screen with the recorded one; exits with 1 at a difference.")
    var compare = false

    @OptionGroup var lessonOptions: LessonOptions

    func run() throws {
        if compare, size != nil {
            throw ProgramEnding.wrongInput("--compare needs the size of the recording: leave out --size")
        }
        do {
            let recording = try Recording.open(file: file, program: Neurotour.version)
            let outcome = try SessionReplay(recording, library: try library(for: recording), size: size)
                .play(comparesAll: compare)
            let text = outcome.screen.text(colors: color == .never ? 0 : outcome.colors)
            try Output.print(
                text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init))
            for note in outcome.notes { printError(note) }
            guard let line = outcome.difference else { return }
            let words = "\(file):\(line): the screen is another one here than was recorded"
            if compare { throw ProgramEnding.no(words) }
            printError(words)
        } catch let problem as RecordingProblem {
            throw ProgramEnding.wrongInput("\(problem)")
        }
    }

    private func library(for recording: Recording) throws -> Library {
        let library = try recording.ownLibrary ?? lessonOptions.library()
        if let refusal = recording.refusal(library: library) { throw refusal }
        return library
    }
}
