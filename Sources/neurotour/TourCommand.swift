import ArgumentParser
import NeuralNetwork
import Tutorial

/// `neurotour`: the course, at home.
struct HomeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "home", abstract: "The course, at home; it knows where you left off.",
        shouldDisplay: false)

    @OptionGroup var lessonOptions: LessonOptions
    @OptionGroup var showOptions: ShowOptions

    func run() throws {
        try Self.show(lessonOptions.library(), showOptions.wishes)
    }

    static func show(_ library: Library, _ wishes: ShowWishes) throws {
        try FullScreen(library: library, options: wishes).run { session in [HomeScreen(session)] }
    }
}

/// `neurotour tour [LESSON[#STEP]]`: straight to a lesson or a step.
struct TourCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tour",
        abstract: "Straight to a lesson or a step; without one, the tour of the visual model.")

    @Argument(
        help: ArgumentHelp("The lesson, or a step of it.", valueName: "lesson[#step]"),
        completion: Completions.addresses)
    var address: String?

    @Option(
        help: ArgumentHelp("Walks through a network of your own.", valueName: "network.json"),
        completion: Completions.network)
    var network: String?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("What goes into your own network, as in 1,0.", valueName: "numbers"))
    var input: String?

    @Flag(
        help: ArgumentHelp(
            "For a class: nothing is saved, A shows the answer, and the last rows stay free for captions."))
    var present = false

    @OptionGroup var lessonOptions: LessonOptions
    @OptionGroup var showOptions: ShowOptions

    private var wishes: ShowWishes {
        var wishes = showOptions.wishes
        wishes.presents = present
        if present { wishes.noSave = true }
        return wishes
    }

    func run() throws {
        if let network { return try tour(ofNetwork: network) }
        if input != nil { throw ProgramEnding.wrongInput("--input goes with --network FILE.json") }
        try Self.show(address, lessonOptions.library(), wishes)
    }

    static func show(_ address: String?, _ library: Library, _ wishes: ShowWishes) throws {
        if library.entries.isEmpty, let problem = library.course.problems.first {
            throw ProgramEnding.wrongInput("\(problem)")
        }
        let place = try find(address, in: library)
        try FullScreen(library: library, options: wishes).run { session in
            guard let place else { return [HomeScreen(session)] }
            let lesson = LessonScreen.open(
                library.entries[place.entry], step: place.step, plansAhead: false, in: session)
            return [HomeScreen(session), lesson]
        }
    }

    /// The tour of a network of the learner's. Nothing of it is kept: the next one may be another network.
    private func tour(ofNetwork file: String) throws {
        if let address {
            throw ProgramEnding.wrongInput("either a lesson or a network: \(address) or --network \(file)")
        }
        let read = try NetworkInput.network(ofFile: file)
        let tour: NetworkTour
        do {
            let numbers = try input.map(NetworkInput.numbers) ?? read.input
            tour = try NetworkTour(read.network, input: numbers, fileName: file)
        } catch let error as ShapeError {
            throw ProgramEnding.wrongInput("\(file): \(error)")
        }
        var wishes = wishes
        wishes.noSave = true
        let library = tour.library
        try FullScreen(library: library, options: wishes).run { session in
            [HomeScreen(session), LessonScreen.open(library.entries[0], in: session)]
        }
    }

    /// Nil in a folder without lessons, which home then says.
    private static func find(
        _ address: String?, in library: Library
    ) throws(ProgramEnding) -> (entry: Int, step: Int?)? {
        guard let address else { return library.tourStart.map { ($0, nil) } }
        do { return try library.find(address) } catch { throw .wrongInput("\(error)") }
    }
}
