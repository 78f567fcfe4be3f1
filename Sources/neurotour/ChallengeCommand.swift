import ArgumentParser
import CodeRunner
import Tutorial

/// `neurotour challenge NAME FILE`: a solution against every case of a challenge.
struct ChallengeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "challenge",
        abstract: "Run a solution against the challenge's cases; exit 0 only if all pass.",
        discussion: "Exit codes: 0 every case passes, 1 one does not, 2 wrong usage or input, 124 time limit."
    )

    @Argument(
        help: ArgumentHelp("The challenge, such as dense-layer.", valueName: "name"),
        completion: Completions.challenges)
    var name: String

    @Argument(
        help: ArgumentHelp("The solution, in Swift, JavaScript or Python.", valueName: "file"),
        completion: .file(extensions: Language.all.map(\.fileExtension)))
    var file: String

    @Flag(help: "One JSON object a line: each case, then how many passed and failed.")
    var json = false

    @OptionGroup var lessonOptions: LessonOptions

    func run() async throws {
        let library = try lessonOptions.library()
        let (challenge, source): (Challenge, String)
        do {
            challenge = try library.challenge(named: name)
            source = try ChallengeFile.text(of: file)
        } catch { throw ProgramEnding.wrongInput("\(error)") }
        guard let language = Language.of(file: file) else {
            let endings = Language.all.map { ".\($0.fileExtension) for \($0.name)" }.joined(separator: ", ")
            throw ProgramEnding.wrongInput("\(file): the name ends in none of \(endings)")
        }
        let verdict = await challenge.run(source, named: file, in: language, withHidden: true)
        try Output.print(json ? verdict.json(of: challenge) : verdict.text(of: challenge, in: language))
        for problem in verdict.problems(inFile: file) { printError(problem) }
        if case .outcome(.missingTool, _, _) = verdict.refusal { throw ProgramEnding.toldAlready }
        if verdict.isTimeLimit { throw ProgramEnding.timeLimit }
        if !verdict.isPassed { throw ProgramEnding.no }
    }
}
