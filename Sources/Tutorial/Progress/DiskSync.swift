import Glibc
import Synchronization

/// Brings what was written onto the disk, on a thread of its own: a slow disk never holds up a key.
final class DiskSync: Sendable {
    /// `fsync(2)`, or what stands in for it in a test.
    typealias Sync = @Sendable (_ descriptor: Int32) -> Int32

    private struct State {
        /// The descriptor that the thread syncs next, and closes.
        var wanted: Int32?
        var isRunning = false
        var isFinished = false
        var failure: SystemFailure?
    }

    private let sync: Sync
    private let folder: String
    private let secondsBetween: UInt32
    private let state = Mutex(State())

    /// - Parameter folder: where the file lies; it is synced too, for the name of a file is kept there.
    init(folder: String, secondsBetween: UInt32 = 1, sync: @escaping Sync = { fsync($0) }) {
        self.folder = folder
        self.secondsBetween = secondsBetween
        self.sync = sync
    }

    deinit {
        if let wanted = state.withLock({ $0.wanted }) { close(wanted) }
    }

    /// The error that the disk reported first, if it did.
    var failure: SystemFailure? {
        state.withLock { $0.failure }
    }

    /// Has a file synced: at once, or as soon as `secondsBetween` have passed since the last time.
    /// - Parameter descriptor: is closed afterwards.
    func start(_ descriptor: Int32) {
        let needsThread = state.withLock { state in
            if let replaced = state.wanted { close(replaced) }
            state.wanted = descriptor
            defer { state.isRunning = true }
            return !state.isRunning
        }
        guard needsThread else { return }
        let thread = startThread { [self] in
            while let descriptor = takeWanted() {
                syncAndClose(descriptor)
                sleep(secondsBetween)
            }
        }
        if let thread {
            pthread_detach(thread)
        } else {
            // Without a thread, the next request tries again, and the end does so here.
            state.withLock { $0.isRunning = false }
        }
    }

    /// Syncs a file a last time, and waits for it.
    /// - Parameter descriptor: is closed afterwards.
    /// - Returns: whether the disk has answered within that many seconds.
    func finish(_ descriptor: Int32, within seconds: Int) -> Bool {
        state.withLock { $0.isFinished = false }
        let thread = startThread { [self] in
            syncAndClose(descriptor)
            state.withLock { $0.isFinished = true }
        }
        guard let thread else {
            syncAndClose(descriptor)
            return true
        }
        pthread_detach(thread)
        let deadline = ContinuousClock.now + .seconds(seconds)
        while !state.withLock({ $0.isFinished }) {
            if ContinuousClock.now > deadline { return false }
            usleep(1000)
        }
        return true
    }

    private func takeWanted() -> Int32? {
        state.withLock { state in
            defer { state.wanted = nil }
            state.isRunning = state.wanted != nil
            return state.wanted
        }
    }

    private func syncAndClose(_ descriptor: Int32) {
        // EINVAL: a device has nothing to sync.
        if sync(descriptor) != 0, errno != EINVAL {
            let failure = SystemFailure(code: errno)
            state.withLock { $0.failure = $0.failure ?? failure }
        }
        close(descriptor)
        let folder = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        if folder >= 0 {
            fsync(folder)
            close(folder)
        }
    }
}

/// Starts a thread that no signal is handled on; nil where the system has none left.
private func startThread(_ body: @escaping @Sendable () -> Void) -> pthread_t? {
    final class Start {
        let body: @Sendable () -> Void
        init(_ body: @escaping @Sendable () -> Void) { self.body = body }
    }
    let start = Unmanaged.passRetained(Start(body))
    var all = sigset_t()
    var before = sigset_t()
    sigfillset(&all)
    pthread_sigmask(SIG_SETMASK, &all, &before)
    defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
    var thread = pthread_t()
    let code = pthread_create(
        &thread, nil,
        { context in
            if let context { Unmanaged<Start>.fromOpaque(context).takeRetainedValue().body() }
            return nil
        }, start.toOpaque())
    if code == 0 { return thread }
    start.release()
    return nil
}
