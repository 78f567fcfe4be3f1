import Glibc
import Synchronization

/// Turns signals into something that `poll` waits for: each handler writes its number into a pipe.
///
/// One at a time: signals belong to the process.
struct SignalPipe {
    /// Each asks the program to end.
    static let ending: [Int32] = [
        SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGUSR1, SIGALRM, SIGPIPE, SIGXCPU,
    ]
    static let job: [Int32] = [SIGWINCH, SIGTSTP, SIGCONT]

    /// What `poll` watches.
    let descriptor: Int32
    private var previous: [(signal: Int32, action: sigaction)] = []

    /// Takes over the signals; nil where the system has no pipe left.
    ///
    /// To be made before ncurses starts, which leaves signals alone that have a handler: its own draw from within
    /// the handler, on whichever thread the signal meets.
    init?() {
        var ends: [Int32] = [0, 0]
        guard pipe(&ends) == 0 else { return nil }
        for end in ends {
            _ = fcntl(end, F_SETFL, O_NONBLOCK)
            _ = fcntl(end, F_SETFD, FD_CLOEXEC)
        }
        descriptor = ends[0]
        pipeEntrance.store(ends[1], ordering: .relaxed)
        firstEnding.store(0, ordering: .relaxed)
        for signal in SignalPipe.ending + SignalPipe.job {
            var old = sigaction()
            sigaction(signal, nil, &old)
            // Where nobody could continue us, Ctrl-Z was made to do nothing; that stays.
            if signal == SIGTSTP, SignalPipe.isIgnored(old) { continue }
            SignalPipe.handle(signal)
            previous.append((signal, old))
        }
    }

    /// The signals that came since the last call, each once.
    func take() -> Set<Int32> {
        var bytes = [UInt8](repeating: 0, count: 256)
        var signals: Set<Int32> = []
        while true {
            let count = read(descriptor, &bytes, bytes.count)
            guard count > 0 else { return signals }
            signals.formUnion(bytes.prefix(count).map(Int32.init))
        }
    }

    /// Stops this process as Ctrl-Z does, until it is continued.
    func stopProcess() {
        var standard = sigaction()
        standard.__sigaction_handler.sa_handler = SIG_DFL
        var ours = sigaction()
        sigaction(SIGTSTP, &standard, &ours)
        // To this thread, so that it is delivered before `raise` returns; it stops all of them.
        raise(SIGTSTP)
        sigaction(SIGTSTP, &ours, nil)
    }

    /// While another program has the terminal, the keys that are signals are for that one; Ctrl-Z stops both.
    /// - Returns: how these signals were handled.
    func leaveForegroundToAnother() -> [(signal: Int32, action: sigaction)] {
        [(SIGINT, SIG_IGN), (SIGQUIT, SIG_IGN), (SIGTSTP, SIG_DFL)].map { signal, handler in
            var action = sigaction()
            action.__sigaction_handler.sa_handler = handler
            var old = sigaction()
            sigaction(signal, &action, &old)
            return (signal, old)
        }
    }

    func takeForegroundBack(_ former: [(signal: Int32, action: sigaction)]) {
        for entry in former {
            var action = entry.action
            sigaction(entry.signal, &action, nil)
        }
    }

    /// Gives the signals back.
    func close() {
        for entry in previous {
            var action = entry.action
            sigaction(entry.signal, &action, nil)
        }
        // Only now is the deadline called off: until here, the program could still have been stuck.
        if firstEnding.load(ordering: .relaxed) != 0 { alarm(0) }
        let entrance = pipeEntrance.exchange(-1, ordering: .relaxed)
        Glibc.close(entrance)
        Glibc.close(descriptor)
    }

    private static func isIgnored(_ action: sigaction) -> Bool {
        unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self)
            == unsafeBitCast(SIG_IGN, to: Int.self)
    }

    private static func handle(_ signal: Int32) {
        var action = sigaction()
        action.__sigaction_handler.sa_sigaction = { signal, information, _ in
            noteSignal(signal, information)
        }
        action.sa_flags = SA_SIGINFO | SA_RESTART
        sigfillset(&action.sa_mask)
        sigaction(signal, &action, nil)
    }
}

/// How long the program may take to end after a signal asked it to, in seconds: enough to save, and a way out of
/// a terminal that nobody reads, in which a write would wait for ever.
private let secondsToEnd: UInt32 = 3

// A signal handler reaches nothing but globals, and may touch nothing that takes a lock.
private let pipeEntrance = Atomic<Int32>(-1)
private let firstEnding = Atomic<Int32>(0)

/// The handler. It calls nothing that is not safe in one.
private func noteSignal(_ signal: Int32, _ information: UnsafeMutablePointer<siginfo_t>?) {
    // Our own write to a program that has ended already: that is for `write` to say, not for us to die of.
    if signal == SIGPIPE, let information, information.pointee._sifields._kill.si_pid == getpid() { return }

    let isJobControl = signal == SIGWINCH || signal == SIGTSTP || signal == SIGCONT
    if !isJobControl {
        let first = firstEnding.load(ordering: .relaxed)
        if first == 0 {
            firstEnding.store(signal, ordering: .relaxed)
            alarm(secondsToEnd)
        } else if signal == SIGALRM {
            _exit(128 + first)
        }
    }
    let savedError = errno
    var byte = UInt8(truncatingIfNeeded: signal)
    write(pipeEntrance.load(ordering: .relaxed), &byte, 1)
    errno = savedError
}
