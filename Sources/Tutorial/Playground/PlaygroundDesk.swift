import Experiment
import Glibc
import NeuralNetwork
import Synchronization
import TerminalUI

/// What a playground wants done with files.
package enum PlaygroundErrand: Equatable, Sendable {
    /// A file; a table is for a playground of this configuration otherwise.
    case open(String, PlaygroundConfiguration)
    case save(file: String, text: String, overwrites: Bool)
}

/// What came of it.
package enum PlaygroundReport: Sendable {
    /// A table, with a playground begun on it.
    case table(Playground)
    case network(Network)
    case saved(String)
    /// There is such a file already; nothing was written.
    case exists(String)
    case trouble(String)
    /// It takes a while.
    case busy
}

/// Where a playground's files are read and written, aside, so that a large one holds up no key.
package final class PlaygroundDesk {
    private let reports = Mutex<[PlaygroundReport]>([])
    private var isBusy = false

    package init() {}

    /// How often it wants to be asked; nil while nothing is under way.
    package var patience: Duration? { isBusy ? .milliseconds(15) : nil }

    package func carryOut(_ errand: PlaygroundErrand) {
        isBusy = true
        let box = Box()
        self.box = box
        reports.withLock { $0.append(.busy) }
        Task.detached { box.put(errand.outcome) }
    }

    private var box: Box?

    /// What the other thread leaves.
    private final class Box: Sendable {
        private let report = Mutex<PlaygroundReport?>(nil)
        func put(_ new: PlaygroundReport) { report.withLock { $0 = new } }
        var current: PlaygroundReport? { report.withLock { $0 } }
    }

    /// What has happened since the last question.
    package func takeReports() -> [PlaygroundReport] {
        if let report = box?.current {
            (box, isBusy) = (nil, false)
            reports.withLock { $0 = [report] }
        }
        return reports.withLock { reports in
            defer { reports = [] }
            return reports
        }
    }
}

extension PlaygroundErrand {
    /// Does it.
    fileprivate var outcome: PlaygroundReport {
        switch self {
        case .open(let file, let configuration): PlaygroundFiles.open(file, configuration)
        case .save(let file, let text, let overwrites):
            PlaygroundFiles.save(text, as: file, overwrites: overwrites)
        }
    }
}
