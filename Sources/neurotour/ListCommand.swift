import ArgumentParser
import Foundation
import Tutorial

/// `neurotour list [--json]`: lessons and steps with progress, one a line.
struct ListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Lessons and steps with your progress, one a line.")

    @Flag(help: "One JSON object a line.")
    var json = false

    @OptionGroup var lessonOptions: LessonOptions

    func run() throws {
        let path = try? ProgressStore.defaultPath(environment: ProcessInfo.processInfo.environment).get()
        let library = try lessonOptions.library()
        let store =
            path.map { ProgressStore.look(path: $0, course: library.progressKey) } ?? .notSaving(because: nil)
        let list = LessonList(library, progress: store.state)
        try Output.print(json ? list.json : list.text)
        for notice in store.takeNotices() { printError(notice) }
        for problem in list.problems { printError("\(problem)") }
        if list.rows.isEmpty { throw ProgramEnding.wrongInput("there is no lesson to list") }
    }
}
