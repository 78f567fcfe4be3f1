import ArgumentParser
import Glibc
import Tutorial

/// The command line: one file a subcommand, each of which parses and calls.
@main
struct Neurotour: ParsableCommand {
    static let version = "0.1.0"

    static let configuration = CommandConfiguration(
        commandName: "neurotour",
        abstract: "Neural networks that you can see, touch and take apart, in your terminal.",
        usage: """
            neurotour                       the course, where you left off
            neurotour tour                  the tour of the visual model
            neurotour tour one-neuron#line-by-line
            neurotour list
            neurotour forward NETWORK.json --input 1,0
            neurotour train --data spiral --hidden 8,8
            neurotour challenge dense-layer mine.py
            neurotour check Lessons
            neurotour new my-lessons
            neurotour progress show
            neurotour render visual-model#sum-and-bias --size 80x24 --keys 'Tab + + Enter'
            neurotour --record FILE.cast
            neurotour replay FILE.cast
            """,
        discussion: """
            Examples:
              neurotour                              the course, where you left off
              neurotour tour --glyphs ascii          the visual model, drawn in plain ASCII
              neurotour forward net.json --input -1,0  every product, sum and activation
              neurotour --plain                      the course for screen readers

            How it looks and what it keeps: --plain, --glyphs, --color, --motion, --no-mouse, --lessons, --no-save, \
            --record and more; `neurotour help tour` tells them.

            Exit codes: 0 done, 1 the answer is no, 2 wrong usage or input, 124 time limit, 128+n on signal n.
            """,
        version: version,
        subcommands: [
            HomeCommand.self, TourCommand.self, ListCommand.self, CheckCommand.self, RenderCommand.self,
            ReplayCommand.self,
            PlaygroundCommand.self, ForwardCommand.self, TrainCommand.self, ChallengeCommand.self,
            ProgressCommand.self,
            NewCommand.self,
        ],
        defaultSubcommand: HomeCommand.self)

    /// Runs the command; a mistake on the command line ends with 2, not with the parser's 64.
    static func main() async {
        openStandardDescriptors()
        do {
            if try startWithoutParsing() { return }
            try refuseUnknownCommand()
            var command = try parsed()
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
        } catch let ending as ProgramEnding {
            ending.leave()
        } catch {
            ProgramEnding(parsing: error).leave()
        }
    }

    /// A standard descriptor that was closed is the number of the first file that is opened, which would then be read for
    /// what somebody types, or written over: the empty file takes its place. It can't be written, as a closed one can't.
    private static func openStandardDescriptors() {
        while case let descriptor = open("/dev/null", O_RDONLY | O_CLOEXEC), descriptor >= 0 {
            guard descriptor <= STDERR_FILENO else {
                close(descriptor)
                break
            }
        }
    }

    /// The two ways in that most people take have nothing to parse, and the parser takes a sixth of the time until the
    /// first screen. False where there is more on the command line.
    private static func startWithoutParsing() throws -> Bool {
        switch CommandLine.arguments.dropFirst() {
        case []: try HomeCommand.show(LessonOptions.library(), ShowWishes())
        case ["tour"]: try TourCommand.show(nil, LessonOptions.library(), ShowWishes())
        default: return false
        }
        return true
    }

    /// The command as it stands; where that makes no sense, with its name in front of the options:
    /// `neurotour --lessons DIR tour` is `neurotour tour --lessons DIR`.
    private static func parsed() throws -> any ParsableCommand {
        var words = Array(CommandLine.arguments.dropFirst())
        do {
            return try parseAsRoot(words)
        } catch {
            guard exitCode(for: error) == .validationFailure, words.first?.hasPrefix("-") ?? false,
                let place = words.firstIndex(where: commandNames.contains)
            else { throw error }
            words.insert(words.remove(at: place), at: 0)
            return try parseAsRoot(words)
        }
    }

    private static var commandNames: [String] {
        configuration.subcommands.compactMap { $0.configuration.commandName } + ["help"]
    }

    /// Without a command the course starts, so the parser takes a misspelled one for an argument of that.
    private static func refuseUnknownCommand() throws(ProgramEnding) {
        guard let word = CommandLine.arguments.dropFirst().first, !word.hasPrefix("-") else { return }
        guard !commandNames.contains(word) else { return }
        throw .wrongInput("there is no command \"\(word)\"" + suggestion(for: word, among: commandNames))
    }
}
