import Foundation
import Glibc
import Synchronization
import Testing

@testable import Tutorial

/// Disks that are full, slow, read-only or broken.
struct ProgressTroubleTests {
    let folder = ProgressFolder()

    @Test func aFullDiskIsSaidOnceAndAtTheEnd() {
        symlink("/dev/full", folder.file)
        let store = ProgressStore.open(folder.file)
        #expect(store.takeNotices() == [])
        store.append(.done("1"))
        let problem = "\(folder.file) cannot be written (No space left on device)"
        #expect(
            store.takeNotices() == [
                "Progress is not saved for now: \(problem). It is kept while the program runs, and tried again."
            ])
        store.append(.done("2"))
        #expect(store.takeNotices() == [])
        #expect(store.state.doneSteps(lesson: "a") == ["1", "2"])
        #expect(store.finish() == ["The last 2 things you did are not saved: \(problem)."])
    }

    @Test func whatAFullDiskRefusedIsWrittenWhenThereIsRoom() {
        symlink("/dev/full", folder.file)
        let store = ProgressStore.open(folder.file)
        store.append(.done("1"))
        store.append(.done("2"))
        _ = store.takeNotices()
        unlink(folder.file)
        store.append(.done("3"))
        #expect(folder.text() == doneLine("1") + doneLine("2") + doneLine("3"))
        #expect(store.takeNotices() == ["Progress is saved again."])
        #expect(store.finish() == [])
    }

    @Test func theEndTriesOnceMore() {
        symlink("/dev/full", folder.file)
        let store = ProgressStore.open(folder.file)
        store.append(.done("1"))
        unlink(folder.file)
        #expect(store.finish() == [])
        #expect(folder.text() == doneLine("1"))
    }

    @Test func aLinkToNowhereKeepsNothingAndSaysNothing() {
        symlink("/dev/null", folder.file)
        let store = ProgressStore.open(folder.file)
        store.append(.done("1"))
        store.sync()
        #expect(store.state.doneSteps(lesson: "a") == ["1"])
        #expect(store.finish() + store.takeNotices() == [])
    }

    @Test func aPathBelowAFileIsSaidAndTriedAgain() {
        folder.write("a file\n")
        let path = "\(folder.file)/neurotour/progress.jsonl"
        let store = ProgressStore.open(path)
        store.append(.done("1"))
        let problem = "\(folder.file)/neurotour cannot be made (Not a directory)"
        #expect(
            store.takeNotices() == [
                "Progress is not saved for now: \(problem). It is kept while the program runs, and tried again."
            ])
        #expect(folder.text() == "a file\n")
        unlink(folder.file)
        store.append(.done("2"))
        #expect(ProgressStore.open(path).state.doneSteps(lesson: "a") == ["1", "2"])
    }

    @Test(.enabled(if: geteuid() != 0, "root writes wherever it likes"))
    func whatCannotBeWrittenIsStillRead() {
        folder.write(doneLine("1"))
        chmod(folder.file, 0o400)
        let store = ProgressStore.open(folder.file)
        #expect(store.state.doneSteps(lesson: "a") == ["1"])
        store.append(.done("2"))
        #expect(store.finish().count == 1)
        #expect(folder.text() == doneLine("1"))
    }

    // MARK: Writes that fail or fall short

    @Test(arguments: [ENOSPC, EROFS, EIO, EDQUOT, EFBIG])
    func aWriteThatFailsIsDoneAgainWithTheNext(code: Int32) {
        let faults = WriteFaults([.fail(code), .fail(code)])
        let store = ProgressStore.open(folder.file, write: faults.write)
        store.append(.done("1"))
        store.append(.done("2"))
        #expect(folder.text() == "")
        let words = String(cString: strerror(code))
        #expect(store.takeNotices().first?.contains("(\(words))") == true)
        store.append(.done("3"))
        #expect(folder.text() == doneLine("1") + doneLine("2") + doneLine("3"))
    }

    @Test func anInterruptedWriteIsRepeatedUnnoticed() {
        let faults = WriteFaults([.fail(EINTR), .fail(EINTR)])
        let store = ProgressStore.open(folder.file, write: faults.write)
        store.append(.done("1"))
        #expect(folder.text() == doneLine("1"))
        #expect(store.takeNotices() == [])
    }

    @Test func aWriteThatIsInterruptedForEverIsGivenUpAndTold() {
        let writes = Mutex(0)
        let store = ProgressStore.open(folder.file) { _, _ in
            writes.withLock { $0 += 1 }
            errno = EINTR
            return -1
        }
        store.append(.done("1"))
        #expect(writes.withLock { $0 } <= 2_000)
        #expect(store.takeNotices().first?.contains("Progress is not saved for now") == true)
        #expect(store.state.doneSteps(lesson: "a") == ["1"])
    }

    /// However few bytes the disk takes at first, and whether or not it takes the rest.
    @Test func aShortWriteIsCompletedOrLeftBehind() {
        for length in 1..<doneLine("1").utf8.count {
            folder.write(doneLine("0"))
            let completed = ProgressStore.open(folder.file, write: WriteFaults([.shorten(to: length)]).write)
            completed.append(.done("1"))
            #expect(folder.text() == doneLine("0") + doneLine("1"))
            #expect(completed.takeNotices() == [])

            folder.write(doneLine("0"))
            let faults = WriteFaults([.shorten(to: length), .fail(ENOSPC)])
            let torn = ProgressStore.open(folder.file, write: faults.write)
            torn.append(.done("1"))
            torn.append(.done("2"))
            let part = String(doneLine("1").prefix(length))
            #expect(folder.text() == doneLine("0") + part + "\n" + doneLine("1") + doneLine("2"))
            #expect(ProgressStore.open(folder.file).state == torn.state)
        }
    }

    @Test func aPartBehindWhichAnotherInstanceWroteIsNotCompleted() {
        let other = ProgressStore.open(folder.file)
        let faults = WriteFaults([.shorten(to: 20)]) { other.append(.done("other")) }
        let store = ProgressStore.open(folder.file, write: faults.write)
        store.append(.done("1"))
        let part = String(doneLine("1").prefix(20))
        #expect(folder.text() == part + "\n" + doneLine("other") + "\n" + doneLine("1"))
        #expect(store.state.doneSteps(lesson: "a") == ["1", "other"])
        #expect(ProgressStore.open(folder.file).state == store.state)
    }
}

/// A stand-in for `write(2)` that spoils the first calls and passes the others on to the real one.
private final class WriteFaults: Sendable {
    enum Fault {
        case fail(Int32)
        case shorten(to: Int)
    }

    private let faults: Mutex<[Fault]>
    private let afterFault: @Sendable () -> Void

    init(_ faults: [Fault], afterFault: @escaping @Sendable () -> Void = {}) {
        self.faults = Mutex(faults)
        self.afterFault = afterFault
    }

    var write: ProgressFile.Write {
        { descriptor, bytes in
            let fault = self.faults.withLock { $0.isEmpty ? nil : $0.removeFirst() }
            switch fault {
            case nil:
                return Glibc.write(descriptor, bytes.baseAddress, bytes.count)
            case .fail(let code):
                errno = code
                return -1
            case .shorten(let length):
                let count = Glibc.write(descriptor, bytes.baseAddress, length)
                self.afterFault()
                return count
            }
        }
    }
}
