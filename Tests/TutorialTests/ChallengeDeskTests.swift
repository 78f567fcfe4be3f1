import CodeRunner
import Foundation
import Glibc
import TerminalUI
import Testing

@testable import Tutorial

/// The learner's own files: made once, watched, never lost; and what runs them.
@Suite(.serialized) struct ChallengeDeskTests {
    private final class Home {
        let path: String
        init() {
            var template = Array("\(NSTemporaryDirectory())/home-XXXXXX".utf8CString)
            precondition(mkdtemp(&template) != nil)
            path = template.withUnsafeBufferPointer { String(cString: $0.baseAddress!) }
        }
        deinit { try? FileManager.default.removeItem(atPath: path) }

        func folder(_ challenge: Challenge, space: String? = nil) throws -> ChallengeFolder {
            try ChallengeFolder(challenge, space: space, environment: ["XDG_DATA_HOME": path + "/data"])
        }
    }

    private func text(_ path: String) throws -> String { try String(contentsOfFile: path, encoding: .utf8) }

    @Test func theFileIsMadeFromTheStarter() throws {
        let home = Home()
        let folder = try home.folder(SampleChallenge.challenge())
        #expect(folder.path == home.path + "/data/neurotour/challenges/scale")
        try folder.prepare(.python)
        #expect(try text(folder.file(in: .python)) == "# the starter\n")
        let modes = [folder.path, folder.file(in: .python)].map { path in
            try? FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
        }
        #expect(modes == [0o700, 0o600])
    }

    @Test func whatIsThereIsNeverOverwritten() throws {
        let folder = try Home().folder(SampleChallenge.challenge())
        try folder.prepare(.python)
        try "mine".write(toFile: folder.file(in: .python), atomically: false, encoding: .utf8)
        try folder.prepare(.python)
        #expect(try text(folder.file(in: .python)) == "mine")
    }

    @Test func aLinkIsNotFollowed() throws {
        let home = Home()
        let folder = try home.folder(SampleChallenge.challenge())
        try folder.prepare(.python)
        unlink(folder.file(in: .python))
        let target = home.path + "/outside"
        symlink(target, folder.file(in: .python))
        try folder.prepare(.python)
        #expect(!FileManager.default.fileExists(atPath: target))
        // A link that leads somewhere is the learner's, and is kept as one.
        try "kept".write(toFile: target, atomically: false, encoding: .utf8)
        let backup = try #require(try folder.reset(.python))
        #expect(try text(target) == "kept")
        #expect(
            try FileManager.default.destinationOfSymbolicLink(atPath: "\(folder.path)/\(backup)") == target)
        #expect(try text(folder.file(in: .python)) == "# the starter\n")
    }

    @Test func eachResetKeepsABackup() throws {
        let folder = try Home().folder(SampleChallenge.challenge())
        try folder.prepare(.swift)
        for number in 1...3 {
            try "try \(number)".write(toFile: folder.file(in: .swift), atomically: false, encoding: .utf8)
            #expect(try folder.reset(.swift) == "scale.swift.backup-\(number)")
        }
        for number in 1...3 {
            #expect(try text("\(folder.path)/scale.swift.backup-\(number)") == "try \(number)")
        }
        #expect(try text(folder.file(in: .swift)) == "// the starter\n")
        // Without a file there is nothing to keep.
        unlink(folder.file(in: .swift))
        #expect(try folder.reset(.swift) == nil)
    }

    @Test func otherLessonsHaveFilesOfTheirOwn() throws {
        let home = Home()
        let (own, other) = try (
            home.folder(SampleChallenge.challenge()), home.folder(SampleChallenge.challenge(), space: "1f")
        )
        #expect(own.path != other.path)
    }

    @Test func withoutAHomeItSaysSo() throws {
        let challenge = try SampleChallenge.challenge()
        #expect(throws: ChallengeFileError.self) { try ChallengeFolder(challenge, environment: [:]) }
        let folder = try ChallengeFolder(challenge, environment: ["XDG_DATA_HOME": "/proc/no-such"])
        #expect(throws: ChallengeFileError.self) { try folder.prepare(.python) }
    }

    @Test func onlyOrdinaryFilesAreRead() throws {
        let home = Home()
        let fifo = home.path + "/fifo"
        mkfifo(fifo, 0o600)
        let large = home.path + "/large.py"
        try String(repeating: "#", count: 300 << 10).write(toFile: large, atomically: false, encoding: .utf8)
        for path in [fifo, home.path, "/dev/zero", home.path + "/missing", large] {
            #expect(throws: ChallengeFileError.self) { try ChallengeFile.text(of: path) }
        }
        try Data([0x61, 0xFF, 0x62]).write(to: URL(fileURLWithPath: home.path + "/bytes.py"))
        #expect(try ChallengeFile.text(of: home.path + "/bytes.py") == "a\u{FFFD}b")
    }

    // MARK: The desk

    private func reports(
        of desk: ChallengeDesk, until isDone: (ChallengeReport) -> Bool
    ) throws -> [ChallengeReport] {
        var all: [ChallengeReport] = []
        for tick in 0..<2000 {
            desk.look(at: .milliseconds(tick * 1000))
            let new = desk.takeReports()
            all += new
            if new.contains(where: isDone) { return all }
            usleep(10_000)
        }
        Issue.record("nothing like that was reported: \(all)")
        return all
    }

    private func sample() throws -> OpenChallenge {
        OpenChallenge(challenge: try SampleChallenge.challenge(), space: "test-\(UUID())", language: .python)
    }

    /// In a home of its own, which the desk finds as the program does.
    private func withHome(_ body: (Home) throws -> Void) throws {
        let home = Home()
        let before = getenv("XDG_DATA_HOME").map { String(cString: $0) }
        setenv("XDG_DATA_HOME", home.path + "/data", 1)
        defer { if let before { setenv("XDG_DATA_HOME", before, 1) } else { unsetenv("XDG_DATA_HOME") } }
        try body(home)
    }

    @Test func openingMakesTheFileAndRunsNothing() throws {
        try withHome { _ in
            let desk = ChallengeDesk()
            desk.attend(try sample())
            var text: String?
            var file: String?
            for report in try reports(of: desk, until: { if case .read = $0 { true } else { false } }) {
                switch report {
                case .opened(let tools): file = tools.file
                case .read(let read, let isNew):
                    text = read
                    #expect(!isNew)
                case .ran, .started: Issue.record("something was run")
                default: break
                }
            }
            #expect(text == "# the starter\n")
            #expect(FileManager.default.fileExists(atPath: try #require(file)))
        }
    }

    /// The languages of the settings, in their order; the first is the one of a new challenge.
    @Test func languagesAreOfferedAsTheyAreSet() throws {
        try withHome { _ in
            let desk = ChallengeDesk(languages: [.javascript, .python])
            let challenge = try SampleChallenge.challenge()
            func opened(_ space: String) throws -> ChallengeTools? {
                desk.attend(OpenChallenge(challenge: challenge, space: space, language: nil))
                for case .opened(let tools) in desk.takeReports() { return tools }
                return nil
            }
            let installed = [Language.javascript, .python].filter(\.isAvailable)
            let first = try opened("test-1")
            #expect(first?.languages == installed && first?.language == installed.first)
            #expect(first?.missing.map(Set.init) == Set([.javascript, .python]).subtracting(installed))
            desk.offer([.python])
            let second = try opened("test-2")
            #expect(second?.languages == [.python] && second?.language == .python)
        }
    }

    @Test func aSaveIsSeenAndRun() throws {
        try withHome { _ in
            let desk = ChallengeDesk()
            desk.attend(try sample())
            var file = ""
            for case .opened(let tools) in try reports(
                of: desk, until: { if case .read = $0 { true } else { false } })
            {
                file = tools.file
            }
            try "def scale_all(factor, values):\n    return [factor * value for value in values]\n"
                .write(toFile: file, atomically: true, encoding: .utf8)
            _ = try reports(of: desk) {
                if case .read(let text, isNew: true) = $0 { text.hasPrefix("def") } else { false }
            }
            desk.carryOut(.run(withHidden: false), on: MemoryTerminal(size: Size(width: 80, height: 24)))
            let ran = try reports(of: desk) { if case .ran = $0 { true } else { false } }
            guard case .ran(let verdict, _)? = ran.last else { return }
            #expect(verdict.isPassed && !verdict.isWhole)
        }
    }

    @Test func whatIsStoppedReportsNoVerdict() throws {
        try withHome { _ in
            let desk = ChallengeDesk()
            let terminal = MemoryTerminal(size: Size(width: 80, height: 24))
            desk.attend(try sample())
            var file = ""
            for case .opened(let tools) in try reports(
                of: desk, until: { if case .read = $0 { true } else { false } })
            {
                file = tools.file
            }
            try "import time\ntime.sleep(100)\n".write(toFile: file, atomically: true, encoding: .utf8)
            desk.carryOut(.run(withHidden: true), on: terminal)
            _ = try reports(of: desk) { if case .started = $0 { true } else { false } }
            usleep(200_000)
            desk.carryOut(.stop, on: terminal)
            for _ in 0..<50 {
                for report in desk.takeReports() {
                    if case .ran = report { Issue.record("it ran to its end") }
                }
                usleep(10_000)
            }
            desk.close()
        }
    }
}
