import Foundation
import Glibc
import Testing

@testable import Tutorial

struct ProgressTests {
    let folder = ProgressFolder()

    @Test func whatIsAppendedIsInTheFileAtOnce() {
        let store = ProgressStore.open(folder.file)
        store.append(.reached("1"))
        #expect(folder.text() == reachedLine("1"))
        store.append(.done("1"))
        #expect(folder.text() == reachedLine("1") + doneLine("1"))
        #expect(store.state.doneSteps(lesson: "a") == ["1"])
        #expect(store.takeNotices() == [])
        #expect(store.finish() == [])
    }

    @Test func anotherRunGoesOnWhereTheFirstEnded() {
        let first = ProgressStore.open(folder.file)
        first.append(.reached("1"))
        first.append(.done("1"))
        first.append(.reached("2"))
        let second = ProgressStore.open(folder.file)
        #expect(second.state == first.state)
        #expect(second.state.lastStep(ofLesson: "a") == "2")
    }

    @Test func twoRunningInstancesMerge() {
        let (one, other) = (ProgressStore.open(folder.file), ProgressStore.open(folder.file))
        for number in 1...50 {
            one.append(.done("one \(number)"))
            other.append(.done("other \(number)"))
        }
        #expect(other.state.doneSteps(lesson: "a").count == 100)
        #expect(one.state.doneSteps(lesson: "a").count == 99)
        one.refresh()
        #expect(one.state == other.state)
        #expect(ProgressStore.open(folder.file).state == one.state)
    }

    @Test func instancesThatWriteAtOnceSpoilNoLine() async {
        let file = folder.file
        await withTaskGroup { group in
            for instance in 0..<4 {
                group.addTask {
                    let store = ProgressStore.open(file)
                    for number in 0..<250 { store.append(.done("\(instance)/\(number)")) }
                }
            }
        }
        let all = ProgressStore.open(file)
        #expect(all.state.doneSteps(lesson: "a").count == 1000)
        #expect(all.unreadableLines == 0)
        // One that looks while another is in the middle of its line ends that line first: an empty line, no harm.
        #expect(folder.text().split(separator: "\n").count == 1000)
    }

    // MARK: What stands in the file

    @Test func aTornLastLineIsSkippedSaidAndLeftBehind() {
        folder.write(doneLine("1") + #"{"v":1,"day":"2026-11-22","les"#)
        let store = ProgressStore.open(folder.file)
        #expect(store.state.doneSteps(lesson: "a") == ["1"])
        #expect(
            store.takeNotices()
                == ["The last line of \(folder.file) was cut off while it was written; it is skipped."])
        #expect(store.takeNotices() == [])
        store.append(.done("2"))
        #expect(folder.text() == doneLine("1") + #"{"v":1,"day":"2026-11-22","les"# + "\n" + doneLine("2"))
        let next = ProgressStore.open(folder.file)
        #expect(next.state.doneSteps(lesson: "a") == ["1", "2"])
        #expect(next.unreadableLines == 1)
        #expect(next.takeNotices() == [])
    }

    /// Wherever the power goes, the lines before are there, and so is what follows.
    @Test func aFileCutOffAnywhereLosesAtMostItsLastLine() throws {
        let whole = doneLine("1") + doneLine("zwölf 👍")
        for length in 0...whole.utf8.count {
            folder.write(Array(whole.utf8.prefix(length)))
            let store = ProgressStore.open(folder.file)
            var expected: Set<String> = []
            if length >= doneLine("1").utf8.count - 1 { expected.insert("1") }
            // A record that lacks nothing but its newline is there.
            if length >= whole.utf8.count - 1 { expected.insert("zwölf 👍") }
            #expect(store.state.doneSteps(lesson: "a") == expected)
            store.append(.done("3"))
            let next = ProgressStore.open(folder.file)
            #expect(next.state.doneSteps(lesson: "a") == expected.union(["3"]))
            #expect(folder.names == ["progress.jsonl"])
        }
    }

    @Test func aLastLineThatLacksItsNewlineAloneCounts() {
        folder.write(String(doneLine("1").dropLast()))
        let store = ProgressStore.open(folder.file)
        #expect(store.state.doneSteps(lesson: "a") == ["1"])
        #expect(store.takeNotices() == [])
        store.append(.done("2"))
        #expect(folder.text() == doneLine("1") + doneLine("2"))
    }

    @Test func linesOfNewerVersionsStayUntouched() {
        let newer = #"""
            {"v":2,"what":"ever"}
            {"v":1,"lesson":"a","step":"9","did":"dreamt"}

            """#
        folder.write(newer)
        let store = ProgressStore.open(folder.file)
        store.append(.done("1"))
        #expect(folder.text() == newer + doneLine("1"))
        #expect(store.newerLines == 2)
        #expect(store.unreadableLines == 0)
        #expect(store.takeNotices() == [])
        #expect(store.state.state(ofStep: "9", lesson: "a", contentHash: "h") == .new)
    }

    @Test func noiseBetweenRecordsIsCountedAndStays() {
        let noise = doneLine("1") + "hello\n\n\u{0}\u{0}\n" + doneLine("2") + "[1]\n"
        folder.write(noise)
        let store = ProgressStore.open(folder.file)
        #expect(store.state.doneSteps(lesson: "a") == ["1", "2"])
        #expect(store.unreadableLines == 3)
        store.append(.done("3"))
        #expect(folder.text() == noise + doneLine("3"))
    }

    @Test func aLineOfOneMegabyteIsSkippedAlone() {
        let long = doneLine(String(repeating: "x", count: 1 << 20))
        folder.write(doneLine("1") + long + doneLine("2"))
        let store = ProgressStore.open(folder.file)
        #expect(store.state.doneSteps(lesson: "a") == ["1", "2"])
        #expect(store.unreadableLines == 1)
    }

    @Test func aRecordOfOneMegabyteIsNotWritten() {
        let store = ProgressStore.open(folder.file)
        store.append(.done(String(repeating: "x", count: 1 << 20)))
        store.append(.done("2"))
        #expect(folder.text() == doneLine("2"))
        #expect(store.takeNotices() == ["An answer or a list of edits is too long to be saved."])
        #expect(store.state.doneSteps(lesson: "a").count == 2)
    }

    // MARK: What is no progress file

    @Test(arguments: [
        "Dear diary,\n", "no newline", "\u{0}\u{0}", "\u{7F}ELF\u{2}\u{1}\n\n\u{0}", "{\"a\":1}\n",
        "one long line",
    ])
    func aFileOfSomethingElseIsSetAside(text: String) {
        let bytes = Array((text == "one long line" ? String(repeating: "x", count: 3 << 20) : text).utf8)
        folder.write(bytes)
        let store = ProgressStore.open(folder.file)
        #expect(folder.names == ["progress.jsonl", "progress.jsonl.set-aside-1"])
        #expect(Array(folder.text(of: "progress.jsonl.set-aside-1").utf8) == bytes)
        #expect(
            store.takeNotices() == [
                "\(folder.file) holds something other than progress; it is now \(folder.file).set-aside-1."
            ])
        store.append(.done("1"))
        #expect(folder.text() == doneLine("1"))
        #expect(store.finish() == [])
        // Nor does the next one take its place.
        folder.write("again\n")
        _ = ProgressStore.open(folder.file)
        #expect(folder.text(of: "progress.jsonl.set-aside-2") == "again\n")
        #expect(Array(folder.text(of: "progress.jsonl.set-aside-1").utf8) == bytes)
    }

    @Test func aFileTooLargeToBeOneIsSetAsideUnread() {
        folder.write(doneLine("1"))
        chmod(folder.file, 0o644)
        #expect(truncate(folder.file, 65 << 20) == 0)
        let store = ProgressStore.open(folder.file)
        #expect(folder.names == ["progress.jsonl", "progress.jsonl.set-aside-1"])
        #expect(ProgressFolder.mode(of: "\(folder.file).set-aside-1") == 0o644)
        #expect(store.takeNotices().count == 1)
    }

    @Test func ofInstancesThatFindTheSameNoiseOneSetsItAside() async {
        folder.write("noise\n")
        let file = folder.file
        await withTaskGroup { group in
            for instance in 0..<8 {
                group.addTask { ProgressStore.open(file).append(.done("\(instance)")) }
            }
        }
        #expect(folder.names == ["progress.jsonl", "progress.jsonl.set-aside-1"])
        #expect(ProgressStore.open(file).state.doneSteps(lesson: "a").count == 8)
    }

    @Test func aFileThatTookThePlaceOfNoiseIsNotSetAside() throws {
        folder.write("noise\n")
        let slow = try ProgressFile(folder.file, for: .append)
        ProgressStore.open(folder.file).append(.done("1"))
        #expect(try slow.setAside() == nil)
        #expect(folder.text() == doneLine("1"))
        #expect(folder.names == ["progress.jsonl", "progress.jsonl.set-aside-1"])
    }

    @Test(arguments: ["folder", "fifo", "terminal device"])
    func whatIsNoFileIsRefused(kind: String) {
        switch kind {
        case "folder": mkdir(folder.file, 0o700)
        case "fifo": mkfifo(folder.file, 0o600)
        default: symlink("/dev/tty", folder.file)
        }
        let store = ProgressStore.open(folder.file)
        #expect(store.takeNotices() == ["Progress will not be saved: \(folder.file) is not a file."])
        store.append(.done("1"))
        #expect(store.state.doneSteps(lesson: "a") == ["1"])
        #expect(store.takeNotices() == [])
        #expect(store.finish() == ["Progress was not saved: \(folder.file) is not a file."])
        #expect(folder.names == ["progress.jsonl"])
    }

    // MARK: Files that come and go

    @Test func aLinkIsFollowed() {
        symlink("\(folder.path)/elsewhere", folder.file)
        ProgressStore.open(folder.file).append(.done("1"))
        #expect(folder.text(of: "elsewhere") == doneLine("1"))
        #expect(ProgressStore.open(folder.file).state.doneSteps(lesson: "a") == ["1"])
    }

    @Test func theTargetOfALinkIsWhatIsSetAside() {
        folder.write("noise\n")
        rename(folder.file, "\(folder.path)/elsewhere")
        symlink("\(folder.path)/elsewhere", folder.file)
        ProgressStore.open(folder.file).append(.done("1"))
        #expect(folder.names == ["elsewhere", "elsewhere.set-aside-1", "progress.jsonl"])
        #expect(folder.text(of: "elsewhere") == doneLine("1"))
    }

    @Test func aFileThatWasErasedMeanwhileIsBegunAnew() {
        let store = ProgressStore.open(folder.file)
        store.append(.done("1"))
        unlink(folder.file)
        store.append(.done("2"))
        #expect(folder.text() == doneLine("2"))
        #expect(store.state.doneSteps(lesson: "a") == ["1", "2"])
        truncate(folder.file, 0)
        store.append(.done("3"))
        #expect(folder.text() == doneLine("3"))
    }

    @Test func lookingLeavesNoTrace() {
        let missing = ProgressStore.look(path: "\(folder.path)/b/progress.jsonl")
        #expect(missing.state == ProgressState())
        #expect(missing.takeNotices() == [])
        folder.write(doneLine("1"))
        chmod(folder.file, 0o644)
        let store = ProgressStore.look(path: folder.file)
        #expect(store.state.doneSteps(lesson: "a") == ["1"])
        store.append(.done("2"))
        #expect(store.state.doneSteps(lesson: "a") == ["1", "2"])
        #expect(store.finish() == [])
        #expect(folder.text() == doneLine("1"))
        #expect(ProgressFolder.mode(of: folder.file) == 0o644)
        folder.write("noise\n")
        #expect(
            ProgressStore.look(path: folder.file).takeNotices()
                == ["Progress cannot be read: \(folder.file) holds something other than progress."])
        #expect(folder.names == ["progress.jsonl"])
    }

    @Test func withoutSavingOnlyTheReasonIsSaid() {
        let asked = ProgressStore.notSaving(because: nil)
        asked.append(.done("1"))
        asked.sync()
        #expect(asked.state.doneSteps(lesson: "a") == ["1"])
        #expect(asked.takeNotices() + asked.finish() == [])

        let homeless = ProgressStore.notSaving(because: .noHome(variable: "XDG_STATE_HOME"))
        homeless.append(.done("1"))
        #expect(
            homeless.takeNotices()
                == ["Progress will not be saved: neither XDG_STATE_HOME nor HOME names a folder."])
        #expect(
            homeless.finish() == ["Progress was not saved: neither XDG_STATE_HOME nor HOME names a folder."])
    }

    @Test func theDayIsLocalAndNoFiner() {
        // Noon in UTC is the same day from twelve hours west to eleven hours east: `date -u -d @1795348800`.
        #expect(text(ofDay: 1_795_348_800) == "2026-11-22")
        #expect(text(ofDay: 43_200) == "1970-01-01")
        ProgressStore.open(path: folder.file).append(.reached("1"))
        #expect(folder.text().contains(#/^\{"v":1,"day":"\d{4}-\d\d-\d\d","lesson":"a"/#))
    }
}
