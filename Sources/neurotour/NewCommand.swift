import ArgumentParser
import Glibc
import Tutorial

/// `neurotour new DIR`: a valid lesson of ten lines to start from.
struct NewCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "new", abstract: "A valid lesson of ten lines to start from, in a folder of yours.")

    @Argument(
        help: ArgumentHelp("The folder of your lessons; it is made if need be.", valueName: "dir"),
        completion: Completions.folder)
    var folder: String

    func run() throws {
        let lesson: NewLesson
        do { lesson = try NewLesson(in: folder) } catch { throw ProgramEnding.wrongInput("\(error)") }
        try Output.print([
            "\(lesson.file) is ready.",
            "",
            "neurotour tour --lessons \(folder) --watch    shows it while you write",
            "neurotour check \(folder)                     finds every mistake",
        ])
    }
}
