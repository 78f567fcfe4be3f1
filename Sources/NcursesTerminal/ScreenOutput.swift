import CNcurses
import Glibc

/// Where ncurses writes: the terminal, or, during an update, a file in memory whose content is then sent at once.
///
/// ncurses hands over what it has after each movement of the cursor, so that a full screen goes out in more than a
/// hundred writes, and a slow line shows it half drawn. No buffer of a `FILE` changes that: it writes past it.
///
/// What the line does not take at once is kept here and sent on when it does: a slow line must not keep the program
/// from its keys.
final class ScreenOutput {
    let file: UnsafeMutablePointer<FILE>
    private let descriptor: Int32
    /// Negative where the system has none to give; then each piece goes out as it comes.
    private let memory: Int32
    /// The terminal, opened anew, since O_NONBLOCK on what we share with the shell would reach it too; negative where
    /// that is not allowed, and a write waits.
    private let patient: Int32
    private var waiting: ArraySlice<UInt8> = []
    /// Whether the terminal shows nothing of a frame before all of it has come ("synchronized output", a mode of its own).
    var holdsFrames = false

    private static let startOfFrame = "\u{1B}[?2026h"
    static let endOfFrame = "\u{1B}[?2026l"

    /// Nil where the system has no descriptor left.
    init?() {
        descriptor = fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 3)
        guard descriptor >= 0 else { return nil }
        guard let file = fdopen(descriptor, "w") else {
            Glibc.close(descriptor)
            return nil
        }
        self.file = file
        memory = cncurses_memory_file()
        patient = open("/proc/self/fd/\(STDOUT_FILENO)", O_WRONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC)
    }

    /// Whether a part of what was drawn is still to be sent.
    var isSending: Bool { !waiting.isEmpty }

    /// Sends all that ncurses writes meanwhile in one piece, behind what waits already.
    func gather(_ update: () -> Void) {
        let isGathering = memory >= 0 && point(at: memory)
        update()
        guard isGathering, point(at: STDOUT_FILENO) else { return }
        takeGathered()
        sendOn()
    }

    func close() {
        fclose(file)
        for descriptor in [memory, patient] where descriptor >= 0 { Glibc.close(descriptor) }
    }

    /// Sends as much as the line takes now.
    func sendOn() {
        let target = patient >= 0 ? patient : STDOUT_FILENO
        while !waiting.isEmpty {
            let written = waiting.withUnsafeBytes { write(target, $0.baseAddress, $0.count) }
            if written > 0 {
                waiting = waiting.dropFirst(written)
            } else if errno == EAGAIN {
                if patient >= 0 { return }
                TerminalPoll.waitUntilWritable()
            } else if errno != EINTR {
                waiting = []
            }
        }
    }

    /// Sends all of it, however long the line takes.
    func finishSending() {
        while isSending {
            TerminalPoll.waitUntilWritable()
            sendOn()
        }
    }

    /// Leaves out what waits of a drawing that nobody will see any more, here and in the system, in whichever
    /// sequence it was cut: over a slow line it would be seconds until there is room for what gives the terminal back.
    func dropRest() {
        guard isSending || !TerminalPoll.isWritable else { return }
        tcflush(STDOUT_FILENO, TCOFLUSH)
        waiting = Array(ScreenModes.plainDrawing.utf8)[...]
        finishSending()
    }

    /// Lets ncurses' descriptor stand for another one.
    private func point(at target: Int32) -> Bool {
        guard dup2(target, descriptor) >= 0 else { return false }
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
        return true
    }

    private func takeGathered() {
        let count = Int(lseek(memory, 0, SEEK_CUR))
        guard count > 0 else { return }
        let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
            initialized = max(0, pread(memory, buffer.baseAddress, count, 0))
        }
        lseek(memory, 0, SEEK_SET)
        let frame =
            holdsFrames ? Array(Self.startOfFrame.utf8) + bytes + Array(Self.endOfFrame.utf8) : bytes
        waiting = isSending ? waiting + frame : frame[...]
    }
}
