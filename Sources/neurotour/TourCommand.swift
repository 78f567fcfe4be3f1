import ArgumentParser
import Tutorial

/// `neurotour`: the course, at home.
struct HomeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "home", abstract: "The course, at home; it knows where you left off.", shouldDisplay: false)

    @OptionGroup var lessonOptions: LessonOptions
    @OptionGroup var showOptions: ShowOptions

    func run() throws {
        let library = try lessonOptions.library()
        try FullScreen(library: library, options: showOptions).run { session in [HomeScreen(session)] }
    }
}

/// `neurotour tour [LESSON[#STEP]]`: straight to a lesson or a step.
struct TourCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tour", abstract: "Straight to a lesson or a step; without one, the tour of the visual model.")

    @Argument(help: ArgumentHelp("The lesson, or a step of it.", valueName: "lesson[#step]"))
    var address = "visual-model"

    @OptionGroup var lessonOptions: LessonOptions
    @OptionGroup var showOptions: ShowOptions

    func run() throws {
        let library = try lessonOptions.library()
        let place: (entry: Int, step: Int?)
        do { place = try library.find(LessonAddress(address)) } catch {
            throw ProgramEnding.wrongInput("\(error)")
        }
        try FullScreen(library: library, options: showOptions).run { session in
            let lesson = LessonScreen.open(library.entries[place.entry], step: place.step, in: session)
            return [HomeScreen(session), lesson]
        }
    }
}
