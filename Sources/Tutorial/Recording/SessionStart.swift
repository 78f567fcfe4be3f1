import Course
import Experiment
import NeuralNetwork
import TerminalUI

/// All that a session begins with: the same start and the same keys lead to the same screen, whenever and wherever.
///
/// It stands in the first line of a recording. There is no name in it and no time finer than the day.
package struct SessionStart: Codable, Sendable {
    /// The version of the program.
    package var program: String
    /// The hash of the lessons.
    package var lessons: String
    /// Whose lessons these are, where they are not the program's own.
    package var progressKey: String?
    package var day: Day
    package var settings: Settings
    package var glyphs: GlyphSet
    /// How many colours the terminal has.
    package var colors: Int
    /// Where the learner stood.
    package var progress: ProgressState
    /// What the learner was told first.
    package var notice: String?
    package var opening: Opening
    /// What the learner has set for good, and what was wrong with it.
    package var configuration = Configuration()
    package var configurationProblems: [Configuration.Trouble] = []

    /// - Parameter lessons: their hash; it takes reading them all.
    package init(
        program: String, library: Library, lessons: String, settings: Settings, traits: TerminalTraits,
        progress: ProgressState = ProgressState(), notice: String? = nil, opening: Opening,
        day: Day = .now()
    ) {
        self.program = program
        self.lessons = lessons
        progressKey = library.progressKey
        self.day = day
        self.settings = settings
        (glyphs, colors) = (traits.glyphs, traits.colors)
        self.progress = progress
        self.notice = notice
        self.opening = opening
    }
}

extension SessionStart {
    private enum CodingKeys: String, CodingKey {
        case program, lessons, progressKey, day, settings, glyphs, colors, progress, notice, opening
        case configuration, configurationProblems
    }

    /// What recordings did not have once is as it was then.
    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        program = try container.decode(String.self, forKey: .program)
        lessons = try container.decode(String.self, forKey: .lessons)
        progressKey = try container.decodeIfPresent(String.self, forKey: .progressKey)
        day = try container.decode(Day.self, forKey: .day)
        settings = try container.decode(Settings.self, forKey: .settings)
        glyphs = try container.decode(GlyphSet.self, forKey: .glyphs)
        colors = try container.decode(Int.self, forKey: .colors)
        progress = try container.decode(ProgressState.self, forKey: .progress)
        notice = try container.decodeIfPresent(String.self, forKey: .notice)
        opening = try container.decode(Opening.self, forKey: .opening)
        configuration =
            try container.decodeIfPresent(Configuration.self, forKey: .configuration) ?? Configuration()
        configurationProblems =
            try container.decodeIfPresent([Configuration.Trouble].self, forKey: .configurationProblems) ?? []
    }
}

/// What is on the screen first.
package enum Opening: Codable, Sendable {
    case home
    /// A lesson, by its id or, where it can't be read, by the name of its folder, or a step of it.
    case lesson(String, step: Int?)
    case playground(PlaygroundStart)
    /// The tour of a network of the learner's, which brings its own lesson.
    case network(NetworkTour)

    /// A lesson of the library, or a step of it.
    package static func lesson(_ entry: Entry, step: Int?) -> Opening {
        .lesson((try? entry.frontMatter.get().id) ?? entry.name, step: step)
    }

    /// Why a session that begins so can't be recorded, if it can't.
    package func recordingProblem() -> RecordingProblem? {
        recordingProblem(limit: RecordedFileReport.mostNumbers)
    }

    func recordingProblem(limit: Int) -> RecordingProblem? {
        guard case .playground(let start) = self else { return nil }
        if start.configuration.data.fits(limit), start.network?.parameterCount ?? 0 <= limit { return nil }
        return RecordingProblem("a recording holds a table or a network of up to \(limit) numbers")
    }

    package func screens(in session: Session) -> [any Screen] {
        let entries = session.library.entries
        let home = HomeScreen(session)
        switch self {
        case .home: return [home]
        case .lesson(let id, let step):
            let index = session.library.index(ofLesson: id) ?? entries.firstIndex { $0.name == id }
            guard let index else { return [home] }
            return [home, LessonScreen.open(entries[index], step: step, plansAhead: false, in: session)]
        case .playground(let start): return [home, PlaygroundScreen(start, in: session)]
        case .network:
            guard let lesson = entries.first else { return [home] }
            return [home, LessonScreen.open(lesson, in: session)]
        }
    }
}

extension PlaygroundStart: Codable {
    private enum CodingKeys: String, CodingKey { case configuration, network, trouble }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let configuration = try container.decode(PlaygroundConfiguration.self, forKey: .configuration)
        guard configuration.isWithinBounds else {
            throw DecodingError.dataCorruptedError(
                forKey: .configuration, in: container, debugDescription: "its numbers are out of bounds")
        }
        let network = try container.decodeIfPresent(String.self, forKey: .network)
        try self.init(configuration, network: network.map { try NetworkFile(json: $0).network })
        trouble = try container.decodeIfPresent(String.self, forKey: .trouble)
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(configuration, forKey: .configuration)
        try container.encodeIfPresent(network.map { try NetworkFile(network: $0).json }, forKey: .network)
        try container.encodeIfPresent(trouble, forKey: .trouble)
    }
}

extension NetworkTour: Codable {
    private enum CodingKeys: String, CodingKey { case network, input, fileName }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let network = try NetworkFile(json: container.decode(String.self, forKey: .network)).network
        let input = try container.decodeIfPresent([Double].self, forKey: .input)
        try self.init(
            network, input: input, fileName: container.decode(String.self, forKey: .fileName))
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(NetworkFile(network: experiment.network).json, forKey: .network)
        try container.encodeIfPresent(hasOwnInput ? experiment.input : nil, forKey: .input)
        try container.encode(fileName, forKey: .fileName)
    }
}
