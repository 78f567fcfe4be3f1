import Glibc
import Synchronization

/// What is stored about the learner: an append-only file of lines, and where they stand by it.
///
/// Nothing here throws: the lesson goes on whether or not it can be saved. What cannot is kept while the program
/// runs and tried again, and `takeNotices` and `finish` say so.
///
/// A complete line once written is never lost. `append` writes at once, which survives the end of the program in
/// whichever way; `sync` survives the end of the power too, and is carried out aside. Several instances may use one
/// file: each only appends, and `refresh` reads what the others did.
package final class ProgressStore: Sendable {
    private let log: Mutex<ProgressLog>
    private let disk: DiskSync
    private let day: @Sendable () -> String

    private init(_ log: consuming sending ProgressLog, disk: DiskSync, day: @escaping @Sendable () -> String)
    {
        self.log = Mutex(log)
        self.disk = disk
        self.day = day
    }

    /// Opens the progress of a learner, and makes the file and its folders if need be.
    /// - Parameter course: whose lessons these are; nil for the course of the program.
    package static func open(path: String, course: String? = nil) -> ProgressStore {
        open(path: path, course: course, day: today)
    }

    static func open(
        path: String, course: String? = nil, day: @escaping @Sendable () -> String,
        write: @escaping ProgressFile.Write = writeHoldingSizeSignal,
        sync: @escaping DiskSync.Sync = { fsync($0) }
    ) -> ProgressStore {
        let disk = DiskSync(folder: folder(of: path), sync: sync)
        return ProgressStore(ProgressLog(path: path, course: course, write: write), disk: disk, day: day)
    }

    /// Reads the progress of a learner and leaves the file alone, as `neurotour list` does; what is appended is
    /// kept in memory.
    package static func look(path: String, course: String? = nil) -> ProgressStore {
        ProgressStore(
            ProgressLog(lookingAt: path, course: course), disk: DiskSync(folder: folder(of: path)), day: today
        )
    }

    /// A store that saves nothing.
    /// - Parameter problem: why; nil where the learner asked for it, which needs no words.
    package static func notSaving(because problem: ProgressProblem?) -> ProgressStore {
        ProgressStore(ProgressLog(inMemoryBecause: problem), disk: DiskSync(folder: "/"), day: today)
    }

    /// Where the learner stands, by everything read and appended so far.
    package var state: ProgressState {
        log.withLock { $0.fold.state }
    }

    /// Lines of the file that were skipped because they are no record; they stay as they are.
    package var unreadableLines: Int {
        log.withLock { $0.fold.unreadableLines }
    }

    /// Lines of the file that were skipped because a newer version of the program wrote them; they stay as they are.
    package var newerLines: Int {
        log.withLock { $0.fold.newerLines }
    }

    /// Adds what the learner did, and writes it.
    package func append(_ record: ProgressRecord) {
        let day = day()
        log.withLock { log in
            log.append(record, day: day)
            log.readOn()
        }
    }

    /// Picks up what other instances have written since.
    package func refresh() {
        log.withLock { $0.readOn() }
    }

    /// Has what was written brought onto the disk, aside and at most once a second; for the end of a step.
    package func sync() {
        if let descriptor = log.withLock({ $0.descriptorToSync() }) { disk.start(descriptor) }
    }

    /// What the learner has not been told yet: sentences, each given once.
    package func takeNotices() -> [String] {
        let failure = disk.failure
        return log.withLock { log in
            if let failure { log.note(syncFailure: failure) }
            return log.takeNotices()
        }
    }

    /// Tries a last time to write what waits and to bring it onto the disk, for two seconds at most.
    /// - Returns: what to say when the screen is gone, also if it was said before.
    package func finish() -> [String] {
        let (descriptor, words) = log.withLock { log in
            log.writePending()
            return (log.descriptorToSync(), log.lastWords)
        }
        guard let descriptor else { return words }
        if !disk.finish(descriptor, within: 2) {
            return words + [
                "The disk is slow: what you did last is on it only if the computer keeps running."
            ]
        }
        return words + (disk.failure.map { [$0.words] } ?? [])
    }
}

extension SystemFailure {
    var words: String {
        "The disk reports a failure (\(Tutorial.words(for: code))): your progress may not be safe on it."
    }
}

/// The day in local time, as in 2026-11-22: no finer time is stored.
@Sendable func today() -> String {
    text(ofDay: time(nil))
}

/// - Parameter time: seconds since 1970.
func text(ofDay time: time_t) -> String {
    var time = time
    var parts = tm()
    localtime_r(&time, &parts)
    var text = [CChar](repeating: 0, count: 32)
    strftime(&text, text.count, "%Y-%m-%d", &parts)
    return String(decoding: text.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
}
