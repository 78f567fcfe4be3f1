import Dispatch
import Glibc
import Synchronization
import Testing

@testable import Tutorial

struct ProgressSyncTests {
    let folder = ProgressFolder()

    @Test func syncingHappensAsideAndAtMostOnceASecond() async throws {
        let calls = SyncCalls()
        let store = ProgressStore.open(folder.file, sync: calls.sync)
        for number in 0..<100 {
            store.append(.done("\(number)"))
            store.sync()
        }
        try await calls.wait(for: 2)
        let (times, threads) = (calls.times, calls.threads)
        #expect(times[1] - times[0] >= .seconds(1))
        #expect(!threads.contains(UInt(pthread_self())))
        // The second has covered all that came after the first.
        try await Task.sleep(for: .milliseconds(1500))
        #expect(calls.times.count == 2)
    }

    @Test func whatIsSyncedIsTheFile() {
        let calls = SyncCalls()
        let store = ProgressStore.open(folder.file, sync: calls.sync)
        store.append(.done("1"))
        #expect(store.finish() == [])
        var status = stat()
        #expect(stat(folder.file, &status) == 0)
        #expect(calls.files == [status.st_ino])
    }

    @Test func aDiskThatDoesNotAnswerHoldsNothingUp() {
        let stuck = DispatchSemaphore(value: 0)
        let waiting: DiskSync.Sync = { _ in
            stuck.wait()
            return 0
        }
        let store = ProgressStore.open(folder.file, sync: waiting)
        store.append(.done("1"))
        store.sync()
        // Were the sync waited for, the test would never get here.
        store.append(.done("2"))
        store.sync()
        #expect(folder.text() == doneLine("1") + doneLine("2"))
        let clock = ContinuousClock()
        let start = clock.now
        #expect(
            store.finish()
                == ["The disk is slow: what you did last is on it only if the computer keeps running."])
        #expect((.seconds(2)..<(.seconds(4))).contains(clock.now - start))
        for _ in 0..<4 { stuck.signal() }
    }

    @Test func aDiskThatFailsIsSaidOnceAndAtTheEnd() async throws {
        let calls = SyncCalls(failure: EIO)
        let store = ProgressStore.open(folder.file, sync: calls.sync)
        store.append(.done("1"))
        store.sync()
        try await calls.wait(for: 1)
        let words = "The disk reports a failure (Input/output error): your progress may not be safe on it."
        var notices = store.takeNotices()
        while notices.isEmpty {
            try await Task.sleep(for: .milliseconds(1))
            notices = store.takeNotices()
        }
        #expect(notices == [words])
        #expect(store.finish() == [words])
        #expect(store.takeNotices() == [])
        #expect(folder.text() == doneLine("1"))
    }
}

/// Notes each sync, then carries it out or says that the disk fails.
private final class SyncCalls: Sendable {
    private struct Call {
        var time: ContinuousClock.Instant
        var thread: UInt
        var file: ino_t
    }

    private let calls = Mutex<[Call]>([])
    private let failure: Int32?

    init(failure: Int32? = nil) {
        self.failure = failure
    }

    var sync: DiskSync.Sync {
        { descriptor in
            var status = stat()
            fstat(descriptor, &status)
            let call = Call(time: .now, thread: UInt(pthread_self()), file: status.st_ino)
            self.calls.withLock { $0.append(call) }
            guard let failure = self.failure else { return fsync(descriptor) }
            errno = failure
            return -1
        }
    }

    var times: [ContinuousClock.Instant] { calls.withLock { $0.map(\.time) } }
    var threads: Set<UInt> { calls.withLock { Set($0.map(\.thread)) } }
    var files: [ino_t] { calls.withLock { $0.map(\.file) } }

    func wait(for count: Int) async throws {
        while times.count < count { try await Task.sleep(for: .milliseconds(5)) }
    }
}
