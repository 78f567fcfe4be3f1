import ArgumentParser
import Foundation
import Glibc
import Tutorial

/// `neurotour progress show|export|erase`: what is stored about the learner; it belongs to them.
struct ProgressCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "progress", abstract: "What is stored about you: show, export or erase it.",
        subcommands: [Show.self, Export.self, Erase.self], defaultSubcommand: Show.self)

    /// The file and what it says.
    struct Stored {
        let path: String
        let store: ProgressStore

        init(_ course: String?) throws(ProgramEnding) {
            path = try ProgressCommand.path()
            // What can't be read is not the same as nothing.
            do throws(ProgressProblem) { _ = try ProgressStore.lines(path: path) } catch {
                throw .wrongInput("\(error)")
            }
            store = .look(path: path, course: course)
            for notice in store.takeNotices() { printError(notice) }
            // What can't be understood is said, and left as it is.
            if store.unreadableLines > 0 {
                printError(
                    "\(Self.lines(store.unreadableLines)) of \(path) can't be understood: left as it is")
            }
            if store.newerLines > 0 {
                printError("\(Self.lines(store.newerLines)) of \(path) from a newer version: left as it is")
            }
        }

        private static func lines(_ count: Int) -> String { count == 1 ? "1 line" : "\(count) lines" }
    }

    /// Whether there is no such file; one that can't be reached is none of those.
    static func isMissing(_ path: String) -> Bool {
        access(path, F_OK) != 0 && (errno == ENOENT || errno == ENOTDIR)
    }

    static func path() throws(ProgramEnding) -> String {
        do {
            return try ProgressStore.defaultPath(environment: ProcessInfo.processInfo.environment).get()
        } catch {
            throw .wrongInput("nothing is stored: \(error)")
        }
    }

    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "What is stored about you, in words.")

        @OptionGroup var lessonOptions: LessonOptions

        func run() throws {
            let library = try lessonOptions.library()
            let stored = try Stored(library.progressKey)
            let isThere = !ProgressCommand.isMissing(stored.path)
            try Output.print(
                ProgressSummary(library, stored.store.state).text(path: isThere ? stored.path : nil))
        }
    }

    struct Export: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Counts as one JSON object; with --full, every line as it is stored.")

        @Flag(help: "Every line as it is stored, answers and edits included.")
        var full = false

        @OptionGroup var lessonOptions: LessonOptions

        func run() throws {
            if full { return try printLines() }
            let library = try lessonOptions.library()
            let stored = try Stored(library.progressKey)
            try Output.print([ProgressSummary(library, stored.store.state).json])
        }

        private func printLines() throws {
            let path = try ProgressCommand.path()
            let lines: [String]
            do { lines = try ProgressStore.lines(path: path) } catch {
                throw ProgramEnding.wrongInput("\(error)")
            }
            try Output.print(lines)
        }
    }

    struct Erase: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Erase all of it. It can't be brought back.")

        @Flag(help: "Do not ask.")
        var yes = false

        func run() throws {
            let path = try ProgressCommand.path()
            guard !ProgressCommand.isMissing(path) else { return try Output.print(["nothing is stored"]) }
            // A person is asked; whoever pipes an answer in is heard; without any, the command is the wish.
            if !yes {
                let isPerson = isatty(STDIN_FILENO) == 1
                if isPerson { try Output.print(["This erases \(path).", "Type yes to do it."]) }
                let answer = readLine()?.lowercased() ?? (isPerson ? "" : "yes")
                guard answer == "yes" || answer == "y" else {
                    printError("nothing was erased")
                    throw ProgramEnding.no
                }
            }
            do {
                let hadAny = try ProgressStore.erase(path: path)
                try Output.print([hadAny ? "erased" : "nothing was stored"])
            } catch let problem as ProgressProblem {
                throw ProgramEnding.wrongInput("nothing was erased: \(problem)")
            }
        }
    }
}
