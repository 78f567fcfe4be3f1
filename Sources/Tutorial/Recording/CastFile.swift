import Foundation
import Glibc
import Synchronization

/// Why a recording can't be written or played; its description is a sentence without a full stop.
package struct RecordingProblem: Error, Hashable, Sendable, CustomStringConvertible {
    package let description: String

    init(_ description: String) {
        self.description = description
    }
}

/// The file of a recording, written line by line as things happen.
///
/// What is written is there whatever becomes of the program. A thread of its own writes; a disk that takes its time
/// holds up a key for a tenth of a second, once, and the lines wait their turn.
final class CastFile: Sendable {
    /// `write(2)`, or what stands in for it in a test.
    typealias Write = @Sendable (_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) -> Int

    private struct State {
        var waiting: [UInt8] = []
        /// The length of the file up to the end of its last whole line.
        var length: off_t = 0
        /// Whether a line was waited for in vain, and the disk has not caught up since.
        var isSlow = false
        /// Why nothing is written any more, once it is so.
        var problem: RecordingProblem?
        var hasBegun = false
    }

    private let path: String
    /// Whether there was no such file.
    private let isNew: Bool
    private let descriptor: Int32
    private let writeBytes: Write
    private let state = Mutex(State())
    private let queue = DispatchQueue(label: "recording")
    private let group = DispatchGroup()

    /// How long a key waits for its line to be written, and the end of the program for all of them.
    private static let patience = DispatchTimeInterval.milliseconds(100)
    private static let lastPatience = DispatchTimeInterval.seconds(2)
    /// More than this does not wait for a disk.
    private static let mostWaiting = 32 << 20

    /// Opens a file to record into: a new one, or an older recording, which is replaced once `begin` is called.
    init(path: String, write: @escaping Write = writeHoldingSizeSignal) throws(RecordingProblem) {
        let isNew = access(path, F_OK) != 0
        let flags = O_RDWR | O_CREAT | O_CLOEXEC | O_NOCTTY | O_NONBLOCK
        var descriptor = open(path, flags, 0o600)
        // A device may be there to be written alone.
        if descriptor < 0, errno == EACCES { descriptor = open(path, flags & ~O_RDWR | O_WRONLY, 0o600) }
        guard descriptor >= 0 else {
            throw RecordingProblem("\(path) can't be opened to record into (\(words(for: errno)))")
        }
        if let reason = Self.refusal(of: descriptor) {
            close(descriptor)
            throw RecordingProblem("\(path) \(reason)")
        }
        self.path = path
        self.isNew = isNew
        self.descriptor = descriptor
        writeBytes = write
    }

    deinit {
        // Where no session came about, nothing is left behind.
        if isNew, !state.withLock({ $0.hasBegun }) { unlink(path) }
        close(descriptor)
    }

    /// Empties the file.
    func begin() {
        state.withLock { $0.hasBegun = true }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_size > 0, ftruncate(descriptor, 0) != 0 else {
            return
        }
        giveUp(code: errno)
    }

    /// Why a file is not recorded into, if it is not.
    private static func refusal(of descriptor: Int32) -> String? {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { return "can't be looked at (\(words(for: errno)))" }
        if isatty(descriptor) == 1 { return "is a terminal, which would show the recording over the course" }
        switch status.st_mode & S_IFMT {
        case S_IFCHR: return nil
        case S_IFREG: break
        default: return "is no ordinary file to record into"
        }
        if status.st_size > 0, !isRecording(descriptor) {
            return "is there already and is no recording; it is left as it is"
        }
        if flock(descriptor, LOCK_EX | LOCK_NB) != 0, errno == EWOULDBLOCK {
            return "is being recorded into by another session"
        }
        return nil
    }

    private static func isRecording(_ descriptor: Int32) -> Bool {
        let beginning = Array("{\"version\"".utf8)
        var bytes = [UInt8](repeating: 0, count: beginning.count)
        return pread(descriptor, &bytes, bytes.count, 0) == beginning.count && bytes == beginning
    }

    /// Why recording has ended before the session has, if it has.
    var problem: RecordingProblem? { state.withLock { $0.problem } }

    /// Has lines written.
    /// - Parameter waits: whether they should be in the file before the program goes on.
    func append(_ lines: String, waits: Bool) {
        let isSlow = state.withLock { state -> Bool? in
            guard state.problem == nil else { return nil }
            guard state.waiting.count < Self.mostWaiting else {
                state.problem = RecordingProblem("\(path): the disk is too slow to record")
                return nil
            }
            state.waiting += lines.utf8
            return state.isSlow
        }
        guard let isSlow else { return }
        queue.async(group: group) { self.writeWaiting() }
        // Whoever has waited once for a slow disk need not do so at each key.
        if waits, !isSlow, group.wait(timeout: .now() + Self.patience) == .timedOut {
            state.withLock { $0.isSlow = true }
        }
    }

    /// Waits until all is written, for some time.
    func finish() {
        let isDone = group.wait(timeout: .now() + Self.lastPatience) == .success
        guard !isDone else { return }
        state.withLock { state in
            let slow = RecordingProblem("\(path): the disk is slow, and the end of the recording is missing")
            state.problem = state.problem ?? slow
        }
    }

    /// Runs on the queue alone.
    private func writeWaiting() {
        let bytes = state.withLock { $0.problem == nil ? $0.waiting : [] }
        var done = 0
        while done < bytes.count {
            let count = bytes.withUnsafeBytes { all in
                writeBytes(descriptor, UnsafeRawBufferPointer(rebasing: all[done...]))
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return giveUp(code: count < 0 ? errno : ENOSPC) }
            done += count
        }
        state.withLock { state in
            state.waiting.removeFirst(min(done, state.waiting.count))
            state.length += off_t(done)
            if state.waiting.isEmpty { state.isSlow = false }
        }
    }

    /// Leaves the file with whole lines.
    private func giveUp(code: Int32) {
        state.withLock { state in
            _ = ftruncate(descriptor, state.length)
            state.problem = RecordingProblem("\(path) can't be written (\(words(for: code)))")
            state.waiting = []
        }
    }
}
