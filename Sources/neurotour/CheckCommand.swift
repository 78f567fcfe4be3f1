import ArgumentParser
import Tutorial

/// `neurotour check [DIR] [--run]`: proves the lessons of a folder.
struct CheckCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Prove the lessons: every mistake as file:line:column: message.")

    @Argument(
        help: ArgumentHelp("The folder of the lessons; the program's own, if left out.", valueName: "dir"),
        completion: Completions.folder)
    var folder: String?

    @Flag(help: "Run the listings and challenges of another folder, too. Its code then runs on this machine.")
    var run = false

    @Flag(help: "One JSON object a line.")
    var json = false

    @Flag(
        help: "Print the tables of names and functions that expressions know, in Markdown, and check nothing."
    )
    var names = false

    @OptionGroup var lessonOptions: LessonOptions

    func run() async throws {
        if names { return try Output.print(guideTables) }
        var options = lessonOptions
        if let folder { options.lessons = folder }
        let library = try options.library()
        let isOwn = folder == nil && lessonOptions.lessons == nil
        var check = LessonCheck(library)
        check.prove()
        if isOwn || run {
            await check.runListings()
            await check.runChallenges()
        }
        try Output.print(json ? check.json : check.text)
        if !json {
            if !isOwn, !run {
                printError("the listings and challenges were not run; --run runs them on this machine")
            }
            for note in check.notes { printError(note) }
            printError(check.summary)
        }
        if !check.problems.isEmpty { throw ProgramEnding.no }
    }
}
