/// The lines of one file and what they add up to, with those that could not be written yet.
struct ProgressLog: ~Copyable {
    private(set) var fold: ProgressFold
    /// Whose lessons these are; nil for the course of the program.
    private let course: String?

    /// Nil where nothing is saved.
    private let path: String?
    private let write: ProgressFile.Write
    private var file: ProgressFile?
    /// What waits until it can be written, oldest first.
    private var pending: [(record: ProgressRecord, day: String, line: [UInt8])] = []
    private var problem: ProgressProblem?
    private var notices = NoticesSaidOnce()

    /// A log that is kept in memory alone.
    /// - Parameter problem: why, unless the learner asked for that.
    init(inMemoryBecause problem: ProgressProblem?, course: String? = nil) {
        path = nil
        self.course = course
        fold = ProgressFold(course: course)
        write = writeHoldingSizeSignal
        if let problem { note(problem) }
    }

    /// A log that begins with what a file says and leaves that file alone.
    init(lookingAt path: String, course: String? = nil) {
        self.init(inMemoryBecause: nil, course: course)
        do throws(ProgressProblem) {
            try look(at: path)
        } catch {
            if !error.isMissingFile { notices.add("Progress cannot be read: \(error).") }
        }
    }

    /// A log that is saved in a file, which is made if need be; what goes wrong becomes a notice.
    init(path: String, course: String? = nil, write: @escaping ProgressFile.Write) {
        self.path = path
        self.course = course
        fold = ProgressFold(course: course)
        self.write = write
        do throws(ProgressProblem) {
            try openFile(at: path)
        } catch {
            note(error)
            // On a disk that is full or read-only, what was done before is still good to know.
            try? look(at: path)
        }
    }

    // MARK: Writing

    /// Folds a record in, and writes it after those that still wait.
    mutating func append(_ record: ProgressRecord, day: String) {
        fold.apply(record, day: day)
        let line = record.line(day: day, course: course)
        if line.count > ProgressLine.maximumLength {
            if path != nil { notices.add("An answer or a list of edits is too long to be saved.") }
            return
        }
        pending.append((record, day, line))
        writePending()
    }

    /// Writes what waits.
    mutating func writePending() {
        guard let path, problem?.isLasting != true else {
            pending = []
            return
        }
        do throws(ProgressProblem) {
            if file?.isInPlace != true { try openFile(at: path) }
            while let next = pending.first {
                try file?.append(next.line, write: write)
                pending.removeFirst()
            }
        } catch {
            note(error)
            return
        }
        if problem != nil { notices.add("Progress is saved again.") }
        problem = nil
    }

    /// A descriptor of the file for whoever syncs it, to be closed by them; nil where there is nothing to sync.
    func descriptorToSync() -> Int32? {
        file?.duplicateDescriptor()
    }

    // MARK: Reading

    /// Folds in the lines that other instances have written since.
    mutating func readOn() {
        // What cannot be read now is read, or said, when the file is opened again.
        _ = try? file?.readLines(into: &fold)
        for waiting in pending { fold.apply(waiting.record, day: waiting.day) }
    }

    private mutating func openFile(at path: String) throws(ProgressProblem) {
        file = nil
        try makeFolder(folder(of: path))
        // Another instance may set the same file aside at the same time, hence more than once.
        for _ in 0..<3 {
            var opened = try ProgressFile(path, for: .append)
            if try readAll(of: &opened) {
                opened.makePrivate()
                file = consume opened
                return
            }
            if let aside = try opened.setAside() {
                notices.add("\(path) holds something other than progress; it is now \(aside).")
            }
        }
        throw .isNoProgress(path)
    }

    private mutating func look(at path: String) throws(ProgressProblem) {
        var file = try ProgressFile(path, for: .look)
        guard try readAll(of: &file) else { throw .isNoProgress(path) }
    }

    /// - Returns: whether the file holds progress, or nothing yet.
    private mutating func readAll(of file: inout ProgressFile) throws(ProgressProblem) -> Bool {
        if file.isTooLarge { return false }
        fold.beginFile()
        fold.add(unfinished: try file.readLines(into: &fold))
        guard fold.isProgress else { return false }
        if fold.isTorn {
            notices.add("The last line of \(file.path) was cut off while it was written; it is skipped.")
        }
        for waiting in pending { fold.apply(waiting.record, day: waiting.day) }
        return true
    }

    // MARK: Words

    /// What the learner has not been told yet.
    mutating func takeNotices() -> [String] {
        notices.take()
    }

    /// What is to be said when the program ends, whether or not it was said before.
    var lastWords: [String] {
        guard let problem else { return [] }
        if problem.isLasting { return ["Progress was not saved: \(problem)."] }
        switch pending.count {
        case 0: return []
        case 1: return ["The last thing you did is not saved: \(problem)."]
        default: return ["The last \(pending.count) things you did are not saved: \(problem)."]
        }
    }

    mutating func note(syncFailure: SystemFailure) {
        notices.add(syncFailure.words)
    }

    private mutating func note(_ problem: ProgressProblem) {
        self.problem = problem
        if problem.isLasting {
            notices.add("Progress will not be saved: \(problem).")
        } else {
            notices.add(
                "Progress is not saved for now: \(problem). It is kept while the program runs, and tried again."
            )
        }
    }
}

/// Sentences for the learner, none of them twice.
struct NoticesSaidOnce {
    private var known: Set<String> = []
    private var waiting: [String] = []

    mutating func add(_ notice: String) {
        if known.insert(notice).inserted { waiting.append(notice) }
    }

    mutating func take() -> [String] {
        defer { waiting = [] }
        return waiting
    }
}
