import CodeRunner
import Glibc
import Synchronization
import TerminalUI

/// A challenge that a screen shows, with whose lessons it is from and the language that the learner has chosen.
package struct OpenChallenge: Sendable {
    let challenge: Challenge
    /// Whose lessons these are, where they are not the program's own.
    let space: String?
    /// Nil before it is known which languages there are.
    let language: Language?

    /// Whether two are about the same file, as far as that is decided.
    fileprivate func isSame(as other: OpenChallenge) -> Bool {
        challenge.name == other.challenge.name && space == other.space
            && (language == other.language || other.language == nil)
    }
}

/// What a learner finds on their machine for a challenge.
package struct ChallengeTools: Codable, Sendable {
    let languages: [Language]
    let language: Language
    /// The path of the learner's file as its owner knows it: with `~` for their home.
    let file: String
    let hasEditor: Bool
    /// Editors to choose from, where none is named.
    let installedEditors: [String]
    /// Languages that are wanted and not installed; nil in older recordings, in which all are wanted.
    var missing: [Language]?
}

/// What a screen wants done with its open challenge.
package enum ChallengeErrand: Hashable, Sendable {
    /// Runs the learner's file.
    case run(withHidden: Bool)
    /// Stops what runs.
    case stop
    /// Opens the learner's file in their editor.
    case edit
    /// Puts the starter in place of the learner's file, which is kept beside it.
    case reset
}

/// What has happened to the open challenge.
package enum ChallengeReport: Sendable {
    case opened(ChallengeTools)
    case protected(Protection)
    /// The learner's file as it is now, when it was opened first or saved anew.
    case read(String, isNew: Bool)
    /// It can't be made or read.
    case trouble(String)
    case started(withHidden: Bool)
    case ran(ChallengeVerdict, source: String)
    case stopped
    /// The editor has ended: what went wrong, if anything did.
    case edited(problem: String?)
    /// The starter is back; the learner's file has this name now.
    case reset(backup: String?)
}

/// Where challenges are worked on: it makes the learner's files, watches them, and has them run. The app asks it now
/// and then what has happened.
package final class ChallengeDesk {
    private var open: OpenChallenge?
    private var folder: ChallengeFolder?
    private var file: String?
    private var stamp: [Int]?
    /// Whether the file was empty when it was looked at last.
    private var wasEmpty = false
    /// How often in a row there was no file.
    private var missing = 0
    private var lastLook: Duration = .zero
    private var run: Task<Void, Never>?
    private var runNumber = 0
    private var reports: [ChallengeReport] = []
    private let mailbox = Mailbox()
    private let limits: Limits
    /// What challenges can be written in, where its tool is installed.
    private var languages: [Language]

    /// How often the learner's file is looked at: soon enough to seem at once.
    package static let watchInterval: Duration = .milliseconds(100)
    /// So many looks without a file, and it is gone.
    private static let mostMissing = 10
    /// How often something that runs is asked whether it is done.
    package static let busyInterval: Duration = .milliseconds(15)

    /// - Parameter languages: what challenges can be written in; a new one begins with the first.
    package init(limits: Limits = Limits(), languages: [Language] = Language.all) {
        self.limits = limits
        self.languages = languages
    }

    /// Offers other languages, from the next challenge on that is opened.
    package func offer(_ languages: [Language]) { self.languages = languages }

    /// What other threads leave for the desk.
    private final class Mailbox: Sendable {
        private let letters = Mutex<[(run: Int?, report: ChallengeReport)]>([])

        func put(_ report: ChallengeReport, run: Int? = nil) {
            letters.withLock { $0.append((run, report)) }
        }

        func empty() -> [(run: Int?, report: ChallengeReport)] {
            letters.withLock { letters in
                defer { letters = [] }
                return letters
            }
        }
    }

    /// Whether a program is being run.
    package var isRunning: Bool { run != nil }

    /// How long it may be until the next look; nil while there is nothing to look at.
    package var patience: Duration? {
        run != nil ? Self.busyInterval : open != nil ? Self.watchInterval : nil
    }

    /// Turns to the challenge that is on the screen, or to none.
    package func attend(_ wanted: OpenChallenge?) {
        if let open, let wanted, open.isSame(as: wanted) { return }
        if open == nil, wanted == nil { return }
        stopRun()
        (open, folder, file, stamp, wasEmpty) = (wanted, nil, nil, nil, false)
        reports = []
        guard let wanted else { return }
        _ = mailbox.empty()
        do { try prepare(wanted) } catch { reports.append(.trouble("\(error)")) }
    }

    private func prepare(_ wanted: OpenChallenge) throws(ChallengeFileError) {
        let available = languages.filter(\.isAvailable)
        let folder = try ChallengeFolder(wanted.challenge, space: wanted.space)
        guard let first = available.first else {
            let tools = languages.map { "\($0.tool) for \($0.name)" }.joined(separator: ", ")
            let others = languages.count < Language.all.count ? "; the settings name no other" : ""
            throw ChallengeFileError(what: "none of the languages is installed here: \(tools)\(others)")
        }
        let latest = folder.latestLanguage().flatMap { available.contains($0) ? $0 : nil }
        let language = wanted.language ?? latest ?? first
        open = OpenChallenge(challenge: wanted.challenge, space: wanted.space, language: language)
        self.folder = folder
        try folder.prepare(language)
        let file = folder.file(in: language)
        self.file = file
        reports.append(
            .opened(
                ChallengeTools(
                    languages: available, language: language, file: Self.shownPath(file),
                    hasEditor: Editor() != nil,
                    installedEditors: Editor.installed, missing: languages.filter { !available.contains($0) })
            ))
        look(isFirst: true)
    }

    private static func shownPath(_ file: String) -> String {
        guard let home = Variables.current("HOME"), home.count > 1, file.hasPrefix(home + "/") else {
            return file
        }
        return "~" + file.dropFirst(home.count)
    }

    /// Looks whether the file was saved, if it is time to.
    package func look(at now: Duration) {
        guard file != nil, now - lastLook >= Self.watchInterval else { return }
        lastLook = now
        look(isFirst: false)
    }

    /// - Parameter isFirst: whether it is told as it is, not as something new.
    /// - Returns: the text of the file, where it was told.
    @discardableResult
    private func look(isFirst: Bool) -> String? {
        guard let file else { return nil }
        let now = ChallengeFile.stamp(of: file)
        missing = now == nil ? missing + 1 : 0
        guard now != stamp || isFirst || (1...Self.mostMissing).contains(missing) else {
            return nil
        }
        stamp = now
        do {
            let text = try ChallengeFile.text(of: file)
            // Some editors empty a file before they write it: what follows at once is what is meant.
            if text.isEmpty, !isFirst, !wasEmpty {
                wasEmpty = true
                stamp = nil
                return nil
            }
            wasEmpty = text.isEmpty
            reports.append(.read(text, isNew: !isFirst))
            return text
        } catch {
            // While an editor puts a new file in the place of the old one, there may be none for a moment.
            guard now != nil || isFirst || missing == Self.mostMissing else { return nil }
            reports.append(.trouble(trouble(with: error)))
            return nil
        }
    }

    /// Does what a screen wants, except for what needs the terminal.
    package func carryOut(_ errand: ChallengeErrand, on terminal: any Terminal) {
        switch errand {
        case .run(let withHidden): start(withHidden: withHidden)
        case .stop:
            if run != nil { reports.append(.stopped) }
            stopRun()
        case .edit: edit(on: terminal)
        case .reset: reset()
        }
    }

    private func start(withHidden: Bool) {
        guard let open, let language = open.language else { return }
        stopRun()
        // What was saved just now is what is run, all of it, not the visible cases alone.
        guard let text = look(isFirst: true) else { return }
        guard Self.mayBeginThreads else {
            let words = "It can't be run: too few threads and processes may begin here (see ulimit -u)."
            return reports.append(.trouble(words))
        }
        runNumber += 1
        let (number, challenge) = (runNumber, open.challenge)
        reports.append(.started(withHidden: withHidden))
        run = Task.detached { [mailbox, limits] in
            mailbox.put(.protected(await Protection.best), run: number)
            let verdict = await challenge.run(
                text, named: challenge.fileName(in: language), in: language, withHidden: withHidden,
                limits: limits)
            mailbox.put(.ran(verdict, source: text), run: number)
        }
    }

    /// Whether the system lets all threads and processes of a run begin. Where it does not, a task waits for a thread
    /// that never comes, and we would with it.
    private static var mayBeginThreads: Bool {
        var (begun, gate) = ([pthread_t](), sem_t())
        guard sem_init(&gate, 0, 0) == 0 else { return false }
        defer { sem_destroy(&gate) }
        return withUnsafeMutablePointer(to: &gate) { gate in
            // They are there at the same time: each waits until all have begun.
            while begun.count < threadsOfRun {
                var thread = pthread_t()
                let wait: @convention(c) (UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? = { gate in
                    if let gate { sem_wait(gate.assumingMemoryBound(to: sem_t.self)) }
                    return nil
                }
                guard pthread_create(&thread, nil, wait, gate) == 0 else { break }
                begun.append(thread)
            }
            for _ in begun { sem_post(gate) }
            for thread in begun { pthread_join(thread, nil) }
            return begun.count == threadsOfRun
        }
    }

    /// Those that tasks run on and those that wait for the program, its two guards, and the program itself.
    private static let threadsOfRun = 10

    /// What keeps the file from being read, and what to do about it.
    private func trouble(with error: ChallengeFileError) -> String {
        guard let file, ChallengeFile.stamp(of: file) == nil else { return "\(error)" }
        let name = file.split(separator: "/").last ?? ""
        return "\(name) is gone. e or r makes it anew from the starter."
    }

    private func stopRun() {
        run?.cancel()
        run = nil
        // What it still says is no longer of interest.
        runNumber += 1
    }

    private func edit(on terminal: any Terminal) {
        guard let file else { return }
        guard let editor = Editor() else { return }
        // One that was removed is made anew.
        if let folder, let language = open?.language { try? folder.prepare(language) }
        var problem: String?
        terminal.handOver { isAskedToEnd in
            problem = editor.edit(file, isAskedToEnd: isAskedToEnd)
        }
        reports.append(.edited(problem: problem))
        look(isFirst: false)
    }

    private func reset() {
        guard let folder, let language = open?.language else { return }
        stopRun()
        do {
            reports.append(.reset(backup: try folder.reset(language)))
            look(isFirst: true)
        } catch {
            reports.append(.trouble("\(error)"))
        }
    }

    /// What has happened since this was last asked, in order.
    package func takeReports() -> [ChallengeReport] {
        for letter in mailbox.empty() {
            if let number = letter.run, number != runNumber { continue }
            if case .ran = letter.report { run = nil }
            reports.append(letter.report)
        }
        defer { reports = [] }
        return reports
    }

    /// Stops what runs, and waits until nothing of it is left.
    package func close() {
        guard let last = run else { return }
        last.cancel()
        let ended = DoneFlag()
        Task.detached {
            await last.value
            ended.set()
        }
        // The guard needs some milliseconds; longer than this nobody waits for the end of a program.
        for _ in 0..<200 where !ended.isSet { usleep(10_000) }
    }

    private final class DoneFlag: Sendable {
        private let value = Atomic(false)
        var isSet: Bool { value.load(ordering: .acquiring) }
        func set() { value.store(true, ordering: .releasing) }
    }
}
