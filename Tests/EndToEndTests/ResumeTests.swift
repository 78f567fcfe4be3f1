import FoundationEssentials
import Glibc
import Testing

/// What the learner did is there the next time, however the last time ended.
struct ResumeTests {
    /// Starts the program from a shell, so that it can be started again in the same home.
    private func shell(_ command: String = "neurotour tour --motion off") throws -> Tmux {
        let terminal = try Tmux.shell(size: .init(120, 40))
        try terminal.enter(command)
        return terminal
    }

    private func quit(_ terminal: Tmux) throws {
        try terminal.press("q")
        try terminal.expect("P playground")
        try terminal.press("q", "y")
        try terminal.expect("#{alternate_on}", is: "0")
    }

    @Test func theSameStepAndTheAnswersAreBack() throws {
        let terminal = try shell()
        try terminal.expect("stop 1/9")
        try terminal.goOn(to: "stop 2/9")
        try terminal.answer("0")
        try terminal.expectToRead("your answer 0 ✓")
        try terminal.goOn(to: "stop 3/9")
        try quit(terminal)

        try terminal.enter("neurotour --motion off")
        try terminal.expect("Enter open")
        try terminal.press("Enter")
        try terminal.expect("stop 3/9")
        try terminal.press("Backspace")
        try terminal.expectToRead("your answer 0 ✓")
    }

    /// h₁ = 0.6 − 0.3 + 0.1 = 0.4, y = 0.6 · 0.4 + 0.4 · 0.7 = 0.52.
    @Test func theEditedNetworkIsBackWithItsHistory() throws {
        let terminal = try shell("neurotour tour visual-model#your-edit --motion off")
        try terminal.answerLastStop()
        try terminal.press("+")
        try terminal.expect("a  0.52")
        try quit(terminal)

        try terminal.enter("neurotour tour visual-model#your-edit --motion off")
        try terminal.expect("a  0.52")
        try terminal.expectToRead("your answer rise ✓")
        try terminal.press("u")
        try terminal.expect("a  0.46")
    }

    @Test func homeOpensWhereAStepWasReachedFromTheCommandLine() throws {
        let terminal = try shell("neurotour tour one-neuron#change-it --motion off")
        try terminal.expect("stop 7/7")
        try terminal.answer("0.7")
        try terminal.expectToRead("your answer 0.7 ✓")
        try quit(terminal)
        try terminal.enter("neurotour --motion off")
        try terminal.expect("Enter open")
        try terminal.press("Enter")
        try terminal.expect("stop 7/7")
    }

    @Test func theFileIsPrivateAndMadeOfCompleteLines() throws {
        let terminal = try shell("umask 0; neurotour tour --motion off")
        try terminal.expect("stop 1/9")
        try terminal.goOn(to: "stop 2/9")
        try terminal.answer("-0.3")
        try terminal.expectToRead("It still has to multiply its input, 0.")
        try quit(terminal)

        var status = stat()
        #expect(stat(terminal.progressFile, &status) == 0)
        #expect(status.st_mode & 0o777 == 0o600)
        let text = try terminal.progress
        #expect(text.hasSuffix("\n"))
        let lines = text.split(separator: "\n")
        #expect(lines.count >= 2)
        for line in lines {
            let record = try JSONDecoder().decode(Record.self, from: Data(line.utf8))
            #expect(record.v == 1)
            #expect(record.day.wholeMatch(of: /\d{4}-\d\d-\d\d/) != nil)
            #expect(record.lesson == "visual-model")
            #expect(
                !line.contains(":0") || line.contains("\"task\":0"), "no time finer than the day: \(line)")
        }
    }

    private struct Record: Decodable {
        var v: Int
        var day: String
        var lesson: String
        var step: String?
    }

    @Test func withNoSaveNothingIsWritten() throws {
        let terminal = try shell("neurotour tour visual-model#your-edit --motion off --no-save")
        try terminal.answerLastStop()
        try terminal.press("+")
        try terminal.expect("a  0.52")
        try quit(terminal)
        #expect(try FileManager.default.contentsOfDirectory(atPath: terminal.home + "/state").isEmpty)
    }

    @Test func killedAtOnceAllButTheLastActionIsKept() throws {
        let terminal = try shell("neurotour tour visual-model#your-edit --motion off; echo ended with $?")
        try terminal.answerLastStop()
        try terminal.press("+", "+")
        try terminal.expect("a  0.58")
        // The focus leaves the number, which ends the edit; the step below is the action that may be lost.
        try terminal.press("Tab", "+")
        try terminal.expectInspector("w¹₁₂ = W1[0][1]  −0.2")
        try #require(kill(try terminal.program().screen, SIGKILL) == 0)
        try terminal.expect("ended with 137")

        try terminal.enter("clear; neurotour tour visual-model#your-edit --motion off")
        try terminal.expect("stop 9/9")
        try terminal.expectInspector("W1[0][0]")
        #expect(try terminal.inspector.contains("W1[0][0]  +0.7"))
    }

    @Test func anEditIsKeptWhenTheLearnerRests() throws {
        let terminal = try shell("neurotour tour visual-model#your-edit --motion off")
        try terminal.answerLastStop()
        try terminal.press("+", "+")
        try terminal.wait(.seconds(4), for: "the edit is in the file") {
            try terminal.progress.contains("W1[0][0] = 0.7")
        }
    }

    /// The edit is over as soon as the learner does something else, whatever it is.
    @Test(arguments: ["Tab", "x", "?", "a", ",", "c"])
    func anEditIsKeptOnceAnotherActionFollows(action: String) throws {
        let terminal = try shell("neurotour tour visual-model#your-edit --motion off")
        try terminal.answerLastStop()
        // The first change does the task of this stop, which is kept at once; the second is the one to watch.
        try terminal.press("+", "+")
        try terminal.expect("a  0.58")
        try terminal.press(action)
        try terminal.wait(.seconds(2), for: "the edit is in the file") {
            try terminal.progress.contains("W1[0][0] = 0.7")
        }
    }

    @Test(arguments: [SIGTERM, SIGHUP, SIGQUIT])
    func aSignalLosesNothing(signal: Int32) throws {
        let terminal = try shell("neurotour tour visual-model#your-edit --motion off; echo ended")
        try terminal.answerLastStop()
        try terminal.press("+", "+")
        try terminal.expect("a  0.58")
        try #require(kill(try terminal.program().watch, signal) == 0)
        try terminal.expect("ended")
        #expect(try terminal.progress.contains("W1[0][0] = 0.7"))
    }

    // MARK: - A damaged file

    @Test func aTornLastLineIsToldOnceAndSwallowsNothing() throws {
        let terminal = try Tmux.shell(size: .init(120, 40))
        let whole =
            #"{"v":1,"day":"2026-01-01","lesson":"visual-model","step":"sum-and-bias","did":"reached"}"#
            + "\n"
        let torn = #"{"v":1,"day":"2026-01-01","lesson":"visual-mod"#
        try terminal.setProgress(Array((whole + torn).utf8))
        try terminal.enter("neurotour --motion off")
        try terminal.expect("was cut off")
        try terminal.press("Enter")
        try terminal.expect("stop 3/9")
        try quit(terminal)
        let text = try terminal.progress
        #expect(text.hasPrefix(whole + torn + "\n"), "what was there stays as it was")
        #expect(text.hasSuffix("}\n"))

        try terminal.enter("clear; neurotour --motion off")
        try terminal.expect("Enter open")
        #expect(try !terminal.screen.contains("cut off"))
    }

    @Test func noiseBetweenGoodLinesIsLeftAlone() throws {
        let terminal = try Tmux.shell(size: .init(120, 40))
        let first =
            #"{"v":1,"day":"2026-01-01","lesson":"visual-model","step":"sum-and-bias","did":"reached"}"#
        let noise: [UInt8] = [0x00, 0xFF, 0x1B, 0x5B, 0x33, 0x31, 0x6D, 0xC3, 0x28, 0x0A]
        let last =
            #"{"v":1,"day":"2026-01-02","lesson":"visual-model","step":"activation","did":"reached"}"# + "\n"
        let bytes = Array((first + "\n").utf8) + noise + Array(last.utf8)
        try terminal.setProgress(bytes)
        try terminal.enter("neurotour tour --motion off")
        try terminal.expect("stop 4/9")
        try terminal.press("Down", "Enter")
        try terminal.expectToRead("your answer")
        try quit(terminal)
        #expect(try Array(terminal.progressBytes.prefix(bytes.count)) == bytes)
        #expect(try terminal.progressBytes.count > bytes.count)
    }

    @Test func aFileThatIsNoProgressIsSetAsideAndTold() throws {
        let terminal = try Tmux.shell(size: .init(120, 40))
        let noise = (0..<4096).map { UInt8(truncatingIfNeeded: $0 &* 167 &+ $0 >> 8) }
        try terminal.setProgress(noise)
        try terminal.enter("neurotour --motion off")
        try terminal.expect("holds something other than progress")
        try terminal.press("T")
        try terminal.expect("stop 1/9")
        try quit(terminal)
        let folder = terminal.home + "/state/neurotour"
        let contents = try FileManager.default.contentsOfDirectory(atPath: folder).map { file in
            try Data(contentsOf: URL(filePath: folder + "/" + file))
        }
        #expect(contents.contains(Data(noise)), "not a byte of it is lost")
        #expect(try terminal.progress.contains("values-enter"))
    }

    @Test func linesOfANewerVersionAreKept() throws {
        let terminal = try Tmux.shell()
        let newer = #"{"v":2,"day":"2031-01-01","lesson":"visual-model","mood":"fine"}"# + "\n"
        try terminal.setProgress(Array(newer.utf8))
        try terminal.enter("neurotour tour --motion off")
        try terminal.expect("stop 1/9")
        try terminal.goOn(to: "stop 2/9")
        try quit(terminal)
        #expect(try terminal.progress.hasPrefix(newer))
        #expect(try terminal.progress.contains(#""step":"weights-multiply""#))
    }

    @Test func whereNothingCanBeSavedItIsSaidAndTheLessonGoesOn() throws {
        let terminal = try Tmux.shell(size: .init(120, 40))
        try terminal.enter("HOME=/nowhere XDG_STATE_HOME= neurotour --motion off; echo ended with $?")
        try terminal.expect("Progress will not be saved")
        try terminal.press("T")
        try terminal.expect("stop 1/9")
        try quit(terminal)
        try terminal.expect("ended with 0")
        #expect(try terminal.screen.contains("Progress was not saved"))
    }

    // MARK: - Two at once

    @Test func twoInstancesMergeByThemselves() throws {
        let first = try shell("neurotour tour --motion off")
        try first.expect("stop 1/9")
        let second = try Tmux(
            command: "exec neurotour tour one-neuron --motion off",
            environment: ["XDG_STATE_HOME": first.home + "/state"])
        try second.expect("stop 1/7")
        try first.goOn(to: "stop 2/9")
        try second.answer("0.4")
        try second.expectToRead("✓")
        try first.answer("0")
        try first.expectToRead("✓")
        try second.goOn(to: "stop 2/7")
        try second.press("q", "q", "q")
        try second.expectExit(0)
        try quit(first)
        try first.enter("clear; neurotour list | grep -e visual-model -e one-neuron")
        for step in ["visual-model#weights-multiply", "one-neuron#three-inputs"] {
            try first.wait(for: "\(step) is done") {
                try first.screen.split(separator: "\n").contains { $0.hasPrefix("done") && $0.contains(step) }
            }
        }
    }
}

extension Tmux {
    var progressFile: String { home + "/state/neurotour/progress.jsonl" }

    var progressBytes: [UInt8] {
        get throws { try Array(Data(contentsOf: URL(filePath: progressFile))) }
    }

    var progress: String {
        get throws { String(decoding: try progressBytes, as: UTF8.self) }
    }

    /// Puts a progress file of an earlier session in place.
    func setProgress(_ bytes: [UInt8]) throws {
        mkdir(home + "/state/neurotour", 0o700)
        try Data(bytes).write(to: URL(filePath: progressFile))
    }
}
