import ArgumentParser
import Tutorial

/// `neurotour`: the course, at home.
struct HomeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "home", abstract: "The course, at home; it knows where you left off.",
        shouldDisplay: false)

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
        commandName: "tour",
        abstract: "Straight to a lesson or a step; without one, the tour of the visual model.")

    @Argument(help: ArgumentHelp("The lesson, or a step of it.", valueName: "lesson[#step]"))
    var address: String?

    @OptionGroup var lessonOptions: LessonOptions
    @OptionGroup var showOptions: ShowOptions

    func run() throws {
        let library = try lessonOptions.library()
        if library.entries.isEmpty, let problem = library.course.problems.first {
            throw ProgramEnding.wrongInput("\(problem)")
        }
        let place = try find(in: library)
        try FullScreen(library: library, options: showOptions).run { session in
            guard let place else { return [HomeScreen(session)] }
            let lesson = LessonScreen.open(library.entries[place.entry], step: place.step, in: session)
            return [HomeScreen(session), lesson]
        }
    }

    /// Nil in a folder without lessons, which home then says.
    private func find(in library: Library) throws(ProgramEnding) -> (entry: Int, step: Int?)? {
        guard let address else { return library.tourStart.map { ($0, nil) } }
        do { return try library.find(LessonAddress(address)) } catch { throw .wrongInput("\(error)") }
    }
}
