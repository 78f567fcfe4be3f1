import CodeRunner
import Experiment
import NeuralNetwork
import TerminalUI

/// Something that comes to the program from outside. All that a session does follows from its start and from these, in
/// their order; so they are what a recording keeps.
package enum Happening: Sendable {
    case event(Event)
    case challenge(ChallengeReport)
    case playground(PlaygroundReport)
    /// Something that could not be saved or read, in words.
    case notice(String)
    /// It is another day from now on.
    case day(Day)
}

/// A happening that no key and no clock makes, as a recording keeps it.
///
/// A program of the learner's is not run again when a session is played: what came of it is kept. So is what was read
/// from a file.
enum RecordedNote: Codable {
    case challenge(RecordedChallengeReport)
    case playground(RecordedFileReport)
    case notice(String)
    case day(Day)

    /// Nil for what a recording keeps in another way.
    init?(_ happening: Happening) {
        switch happening {
        case .event: return nil
        case .challenge(let report): self = .challenge(RecordedChallengeReport(report))
        case .playground(let report): self = .playground(RecordedFileReport(report))
        case .notice(let text): self = .notice(text)
        case .day(let day): self = .day(day)
        }
    }
}

/// A `ChallengeReport` from which it can be made again, given its challenge.
enum RecordedChallengeReport: Codable {
    case opened(ChallengeTools)
    case protected(Protection)
    case read(String, isNew: Bool)
    case trouble(String)
    case started(withHidden: Bool)
    case ran(FunctionResult, withHidden: Bool, source: String)
    case stopped
    case edited(problem: String?)
    case reset(backup: String?)

    init(_ report: ChallengeReport) {
        self =
            switch report {
            case .opened(let tools): .opened(tools)
            case .protected(let protection): .protected(protection)
            case .read(let text, let isNew): .read(text, isNew: isNew)
            case .trouble(let problem): .trouble(problem)
            case .started(let withHidden): .started(withHidden: withHidden)
            case .ran(let verdict, let source):
                .ran(verdict.result, withHidden: verdict.isWhole, source: source)
            case .stopped: .stopped
            case .edited(let problem): .edited(problem: problem)
            case .reset(let backup): .reset(backup: backup)
            }
    }

    func report(of challenge: Challenge) -> ChallengeReport {
        switch self {
        case .opened(let tools): .opened(tools)
        case .protected(let protection): .protected(protection)
        case .read(let text, let isNew): .read(text, isNew: isNew)
        case .trouble(let problem): .trouble(problem)
        case .started(let withHidden): .started(withHidden: withHidden)
        case .ran(let result, let withHidden, let source):
            .ran(ChallengeVerdict(result, of: challenge, withHidden: withHidden), source: source)
        case .stopped: .stopped
        case .edited(let problem): .edited(problem: problem)
        case .reset(let backup): .reset(backup: backup)
        }
    }
}

/// A `PlaygroundReport` with what was read.
enum RecordedFileReport: Codable {
    case table(PlaygroundConfiguration)
    case network(json: String)
    case link(String)
    case saved(String)
    case exists(String)
    case trouble(String)
    case busy
    /// More than a recording holds.
    case tooLarge

    /// So many numbers of a table or a network are kept.
    static let mostNumbers = 400_000

    init(_ report: PlaygroundReport, limit: Int = mostNumbers) {
        switch report {
        case .table(let begun):
            self = begun.configuration.data.fits(limit) ? .table(begun.configuration) : .tooLarge
        case .network(let network):
            let json = try? NetworkFile(network: network).json
            self =
                network.parameterCount <= limit
                ? json.map { .network(json: $0) } ?? .tooLarge : .tooLarge
        case .link(let text): self = .link(text)
        case .saved(let file): self = .saved(file)
        case .exists(let file): self = .exists(file)
        case .trouble(let problem): self = .trouble(problem)
        case .busy: self = .busy
        }
    }

    /// - Throws: where it holds what nobody can have read.
    func report() throws -> PlaygroundReport? {
        switch self {
        case .table(let configuration):
            guard configuration.isWithinBounds else { return nil }
            return .table(try Playground(configuration))
        case .network(let json): return .network(try NetworkFile(json: json).network)
        case .link(let text): return .link(text)
        case .saved(let file): return .saved(file)
        case .exists(let file): return .exists(file)
        case .trouble(let problem): return .trouble(problem)
        case .busy: return .busy
        case .tooLarge: return nil
        }
    }
}

extension DataSource {
    /// Whether a recording that takes so many numbers holds them.
    func fits(_ limit: Int) -> Bool {
        guard case .table(let data, _) = self else { return true }
        return data.inputs.elements.count <= limit
    }
}
