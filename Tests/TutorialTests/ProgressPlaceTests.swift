import Foundation
import Glibc
import Testing

@testable import Tutorial

struct ProgressPlaceTests {
    let folder = ProgressFolder()

    @Test func theStateFolderComesFirst() {
        let environment = ["XDG_STATE_HOME": "/some/state", "HOME": folder.path]
        #expect(
            ProgressStore.defaultPath(environment: environment)
                == .success("/some/state/neurotour/progress.jsonl"))
    }

    @Test(arguments: [nil, "", "relative/state"])
    func withoutAnAbsoluteStateFolderTheHomeHasIt(stateHome: String?) {
        var environment = ["HOME": folder.path]
        environment["XDG_STATE_HOME"] = stateHome
        #expect(
            ProgressStore.defaultPath(environment: environment)
                == .success("\(folder.path)/.local/state/neurotour/progress.jsonl"))
    }

    @Test(arguments: [nil, "", "home"])
    func withoutAHomeThereIsNoPlace(home: String?) {
        var environment = ["XDG_STATE_HOME": "state"]
        environment["HOME"] = home
        #expect(
            ProgressStore.defaultPath(environment: environment)
                == .failure(.noHome(variable: "XDG_STATE_HOME")))
    }

    /// Such bytes come as U+FFFD, which names another folder.
    @Test func aFolderThatIsNotSpelledInUTF8IsNoPlace() {
        let repaired = "/home/jos\u{FFFD}"
        let home = ProgressStore.defaultPath(environment: ["HOME": repaired])
        #expect(home == .failure(.notUTF8(variable: "HOME")))
        let state = ProgressStore.defaultPath(environment: ["XDG_STATE_HOME": repaired, "HOME": folder.path])
        #expect(state == .failure(.notUTF8(variable: "XDG_STATE_HOME")))
        let other = ProgressStore.defaultPath(environment: [
            "XDG_STATE_HOME": "/some/state", "HOME": repaired,
        ])
        #expect(other == .success("/some/state/neurotour/progress.jsonl"))
    }

    @Test func aHomeThatIsMissingOrAFileIsNoPlace() {
        let missing = "\(folder.path)/nobody"
        #expect(
            ProgressStore.defaultPath(environment: ["HOME": missing]) == .failure(.homeIsNoFolder(missing)))
        folder.write("a file\n")
        #expect(
            ProgressStore.defaultPath(environment: ["HOME": folder.file])
                == .failure(.homeIsNoFolder(folder.file)))
        #expect(folder.names == ["progress.jsonl"])
    }

    /// As under `sudo`, which leaves HOME as it was.
    @Test(.enabled(if: geteuid() == 0, "only root has homes of others that it can write to"))
    func rootLeavesNoFilesInTheHomeOfAnother() {
        chown(folder.path, 12345, 12345)
        #expect(
            ProgressStore.defaultPath(environment: ["HOME": folder.path])
                == .failure(.homeOfAnother(folder.path)))
    }

    @Test(.enabled(if: canHaveOwnMask), arguments: [0o000, 0o022, 0o777] as [mode_t])
    func whateverTheMaskOnlyThisUserCanRead(mask: mode_t) {
        let path = "\(folder.path)/home/.local/state/neurotour/progress.jsonl"
        withMask(mask) { ProgressStore.open(path).append(.done("1")) }
        #expect(ProgressFolder.mode(of: path) == 0o600)
        for name in ["home", "home/.local", "home/.local/state", "home/.local/state/neurotour"] {
            #expect(ProgressFolder.mode(of: "\(folder.path)/\(name)") == 0o700)
        }
    }

    @Test func aFileThatOthersCouldReadIsClosedToThem() {
        folder.write(doneLine("1"))
        chmod(folder.file, 0o644)
        _ = ProgressStore.open(folder.file)
        #expect(ProgressFolder.mode(of: folder.file) == 0o600)
    }

    @Test func foldersThatExistKeepTheirMode() {
        chmod(folder.path, 0o755)
        _ = ProgressStore.open("\(folder.path)/neurotour/progress.jsonl")
        #expect(ProgressFolder.mode(of: folder.path) == 0o755)
    }

    @Test(arguments: [
        ("/a/b", "/a"), ("/a", "/"), ("/", "/"), ("a", "."), ("a/b/c", "a/b"),
    ])
    func theFolderOfAPath(path: String, expected: String) {
        #expect(Tutorial.folder(of: path) == expected)
    }
}

/// Whether the system lets a thread have a mask of its own, as some containers do not.
private let canHaveOwnMask: Bool = {
    let answer = LockedFlag()
    onThread { answer.value = unshareMask() }
    return answer.value
}()

/// Runs a body under a file mode mask, on a thread that shares it with no other test.
private func withMask(_ mask: mode_t, _ body: @escaping @Sendable () -> Void) {
    onThread {
        guard unshareMask() else { return }
        umask(mask)
        body()
    }
}

private func unshareMask() -> Bool {
    typealias Unshare = @convention(c) (Int32) -> Int32
    guard let symbol = dlsym(nil, "unshare") else { return false }
    let cloneFileSystemState: Int32 = 0x200
    return unsafeBitCast(symbol, to: Unshare.self)(cloneFileSystemState) == 0
}

private func onThread(_ body: @escaping @Sendable () -> Void) {
    let done = DispatchSemaphore(value: 0)
    Thread.detachNewThread {
        body()
        done.signal()
    }
    done.wait()
}

/// Written by one thread before another reads it: the semaphore orders them.
private final class LockedFlag: @unchecked Sendable {
    var value = false
}
