import Foundation
import Glibc
import NeuralNetwork
import Synchronization
import TerminalUI
import Testing

@testable import Tutorial

/// The file of a recording: what stands in it, what is no recording, and what happens when it can't be written.
struct RecordingTests {
    private static let session = Result {
        try RecordedSession(keys: "Down Enter Tab + m", at: "visual-model#your-edit")
    }

    /// Any reader of JSON reads it, and it is what asciicast v2 says.
    @Test func itIsAnAsciicast() throws {
        let lines = try Self.session.get().lines.map { line in
            try JSONSerialization.jsonObject(with: Data(line.utf8))
        }
        let header = try #require(lines[0] as? [String: Any])
        #expect(header["version"] as? Int == 2)
        #expect(header["width"] as? Int == 80 && header["height"] as? Int == 24)
        let events = lines.dropFirst().compactMap { $0 as? [Any] }
        #expect(events.count == lines.count - 1)
        var last = 0.0
        for event in events {
            let time = try #require(event[0] as? Double)
            #expect(event.count == 3 && time >= last && event[2] is String)
            last = time
        }
        #expect(
            events.filter { $0[1] as? String == "i" }.compactMap { $0[2] as? String } == [
                "\u{1B}[B", "\r", "\t", "+", "m",
            ])
        #expect(events.contains { $0[1] as? String == "o" })
    }

    /// No name of the learner's, of their computer or of a folder, and no time of day.
    @Test func nothingPersonalStandsInIt() throws {
        let text = try Self.session.get().text
        #expect(!text.contains(courseFolder) && !text.contains("timestamp") && !text.contains("/home"))
    }

    private func problem(_ text: String, program: String = RecordedSession.version) -> String {
        do {
            let recording = try Recording(bytes: Array(text.utf8), file: "a.cast", program: program)
            _ = try SessionReplay(recording, library: courseLibrary).play()
            return ""
        } catch { return "\(error)" }
    }

    @Test(
        arguments: [
            ("", "a.cast:1:1: expected the header of an asciicast, a JSON object"),
            ("hello", "a.cast:1:1: expected the header of an asciicast, a JSON object"),
            ("{\"version\": 2,,}", "a.cast:1:15: expected the header of an asciicast, a JSON object"),
            ("[]", "a.cast:1:1: expected the header of an asciicast: {\"version\": 2, …}"),
            ("{\"version\": 3}", "a.cast:1:1: expected an asciicast of version 2, found 3"),
            ("{\"version\": \"2\"}", "a.cast:1:1: expected an asciicast of version 2, found something else"),
            (
                "{\"version\": 2, \"width\": 80, \"height\": 24}",
                "a.cast:1:1: an asciicast, but none of neurotour --record: it lacks \"neurotour\""
            ),
            (
                "{\"version\": 2, \"neurotour\": {\"program\": \"9.9\"}}",
                "a.cast:1:1: expected \"width\", which is missing"
            ),
            (
                "{\"version\": 2, \"width\": 80, \"height\": 24, \"neurotour\": {\"program\": \"9.9\"}}",
                "a.cast:1:1: expected \"neurotour.lessons\", which is missing"
            ),
        ])
    func whatIsNoRecording(text: String, words: String) {
        #expect(problem(text) == words)
    }

    @Test(
        arguments: [
            ("nonsense", "1: expected a line of a recording: [seconds, \"kind\", \"data\"]"),
            ("[1.5, \"i\", }", "12: expected a line of a recording: [seconds, \"kind\", \"data\"]"),
            ("[1.5, \"i\"]", "1: expected a line of a recording: [seconds, \"kind\", \"data\"]"),
            ("[\"é\", \"i\", \"x\"]", "1: expected a line of a recording: [seconds, \"kind\", \"data\"]"),
            ("[1.5, \"i\", \"two\"]", "1: expected a key, a mouse report or a paste, found \"two\""),
            ("[1.5, \"r\", \"80 by 24\"]", "1: expected a size such as \"80x24\", found \"80 by 24\""),
            ("[1.5, \"r\", \"9999x9999\"]", "1: expected a size such as \"80x24\", found \"9999x9999\""),
            ("[1.5, \"t\", \"-1\"]", "1: expected nanoseconds, an hour at most, found \"-1\""),
            (
                "[1.5, \"t\", \"9999999999999\"]",
                "1: expected nanoseconds, an hour at most, found \"9999999999999\""
            ),
            ("[1.5, \"n\", \"{}\"]", "1: expected something that a session of NeuroTour meets"),
        ])
    func whatIsNoLine(line: String, words: String) throws {
        let text = try Self.session.get().text
        let number = text.count { $0 == "\n" } + 1
        #expect(problem(text + line + "\n[9, \"m\", \"\"]\n") == "a.cast:\(number):\(words)")
    }

    /// Markers and kinds of later versions are for others; blank lines are nothing.
    @Test func whatIsForOthersIsPassedOver() throws {
        let text = try Self.session.get().text
        #expect(problem(text + "\n  \n[9, \"m\", \"a marker\"]\n[9.5, \"x\", \"0\"]\n") == "")
        #expect(problem(text.replacing("\n", with: "\r\n")) == "")
    }

    @Test func anotherVersionAndOtherLessonsAreRefused() throws {
        let text = try Self.session.get().text
        #expect(
            problem(text, program: "10.0") == "a.cast: recorded with version 9.9 of the program; this is 10.0"
        )
        func refusal(_ text: String) throws -> String? {
            try Recording(bytes: Array(text.utf8), file: "a.cast", program: nil)
                .refusal(library: courseLibrary)?.description
        }
        #expect(try refusal(text) == nil)
        #expect(
            try refusal(text.replacing(courseHash, with: "0123456789abcdef"))
                == "a.cast: recorded with other lessons than these; --lessons DIR names the folder of the right ones"
        )
    }

    /// A header by which nothing can be played, written by hand, is refused, not run into.
    @Test(
        arguments: [
            ("\"width\": 80", "\"width\": -1"), ("\"height\": 24", "\"height\": 99999999"),
            ("\"seed\":1", "\"seed\":-1"), ("\"motion\":\"off\"", "\"motion\":\"wild\""),
            ("\"glyphs\":\"unicode\"", "\"glyphs\":7"),
        ])
    func aHeaderThatCanNotBe(part: String, other: String) throws {
        let text = try Self.session.get().text
        #expect(text.contains(part))
        #expect(problem(text.replacing(part, with: other)).hasPrefix("a.cast:1:1: "))
    }

    @Test func dataThatCanNotBeAreRefused() throws {
        let start = try PlaygroundStart(PlaygroundConfiguration())
        let text = try RecordedSession([], opening: .playground(start)).text
        for (part, other) in [
            ("\"batchSize\":10", "\"batchSize\":0"), ("\"hidden\":[4,2]", "\"hidden\":[4,-2]"),
            ("\"hidden\":[4,2]", "\"hidden\":[99999999,99999999]"), ("\"noise\":0", "\"noise\":1e300"),
            ("\"trainPercent\":50", "\"trainPercent\":-7"),
        ] {
            #expect(text.contains(part))
            #expect(problem(text.replacing(part, with: other)).hasPrefix("a.cast:1:1: "), "\(other)")
        }
    }

    // MARK: Writing

    @Test func whereNothingIsRecordedInto() throws {
        let scratch = ScratchFolder()
        let notes = scratch.file("notes.txt", "my notes")
        mkfifo(scratch.path + "/pipe", 0o600)
        for (path, words) in [
            (scratch.path, "can't be opened to record into (Is a directory)"),
            (scratch.path + "/none/a.cast", "can't be opened to record into (No such file or directory)"),
            (notes, "is there already and is no recording; it is left as it is"),
            (scratch.path + "/pipe", "is no ordinary file to record into"),
        ] {
            #expect { try Recorder(path: path) } throws: { "\($0)" == "\(path) \(words)" }
        }
        #expect(scratch.text(of: "notes.txt") == "my notes")
    }

    @Test func aTableThatIsTooLargeIsRefused() throws {
        let rows = String(repeating: "0.5,1,0\n0,2,1\n", count: 25)
        var configuration = PlaygroundConfiguration()
        let table = try LabelledData(csv: Array(("a,b,c\n" + rows).utf8))
        configuration.take(.table(table, name: "own.csv"))
        let start = try PlaygroundStart(configuration)
        // 50 rows of two columns.
        for (limit, fits) in [(100, true), (99, false)] {
            let report = RecordedFileReport(.table(start.playground), limit: limit)
            #expect(try (report.report() != nil) == fits)
            #expect((Opening.playground(start).recordingProblem(limit: limit) == nil) == fits)
        }
        #expect(Opening.home.recordingProblem(limit: 0) == nil)
    }

    @Test func anOlderRecordingIsReplaced() throws {
        let scratch = ScratchFolder()
        let path = scratch.file("a.cast", "{\"version\": 2, \"width\": 1}\nold\n")
        let file = try CastFile(path: path)
        // Only once there is something to put in its place.
        #expect(scratch.text(of: "a.cast")?.contains("old") == true)
        file.begin()
        file.append("{\"version\": 2}\n", waits: true)
        file.finish()
        #expect(scratch.text(of: "a.cast") == "{\"version\": 2}\n")
        #expect { try CastFile(path: path) } throws: { "\($0)".hasSuffix("by another session") }
        _ = try CastFile(path: scratch.file("empty.cast", ""))
    }

    /// The disk is full in the middle of a line: what is left are whole lines, it is told once, and all goes on.
    @Test func aFullDiskEndsTheRecording() throws {
        let scratch = ScratchFolder()
        let room = Atomic(12)
        let file = try CastFile(path: scratch.path + "/a.cast") { descriptor, bytes in
            let count = min(bytes.count, room.load(ordering: .relaxed))
            guard count > 0 else {
                errno = ENOSPC
                return -1
            }
            room.subtract(count, ordering: .relaxed)
            return write(descriptor, bytes.baseAddress, count)
        }
        for line in ["one\n", "two\n", "three\n", "four\n"] { file.append(line, waits: true) }
        file.finish()
        #expect(scratch.text(of: "a.cast") == "one\ntwo\n")
        #expect(
            file.problem?.description.hasSuffix("a.cast can't be written (No space left on device)") == true)
        let recorder = Recorder(file)
        #expect(recorder.takeNotice() != nil && recorder.takeNotice() == nil)
        #expect(recorder.finish().count == 1)
    }

    /// A key waits a tenth of a second for a disk that hangs, the next one not at all, and nothing is lost.
    @Test func aSlowDiskHoldsUpNoKey() throws {
        let scratch = ScratchFolder()
        let file = try CastFile(path: scratch.path + "/a.cast") { descriptor, bytes in
            usleep(400_000)
            return write(descriptor, bytes.baseAddress, bytes.count)
        }
        let clock = ContinuousClock()
        #expect(clock.measure { file.append("one\n", waits: true) } < .milliseconds(350))
        #expect(clock.measure { for _ in 0..<10 { file.append("more\n", waits: true) } } < .milliseconds(100))
        file.finish()
        #expect(scratch.text(of: "a.cast") == "one\n" + String(repeating: "more\n", count: 10))
        #expect(file.problem == nil)
    }

    /// What comes in is in the file before anything is done about it.
    @Test func aKeyIsWrittenBeforeItActs() throws {
        let scratch = ScratchFolder()
        let recorder = try Recorder(path: scratch.path + "/a.cast")
        let start = SessionStart(
            program: "1", library: courseLibrary, lessons: "", settings: .still,
            traits: TerminalTraits(colors: 0, glyphs: .ascii), opening: .home, day: Day(number: 1))
        try recorder.begin(start, size: Size(width: 8, height: 2), at: .seconds(1))
        recorder.note(.event(.key(.up)), at: .milliseconds(1500), today: Day(number: 2))
        let lines = scratch.text(of: "a.cast")?.split(separator: "\n").map(String.init) ?? []
        #expect(lines.count == 3)
        #expect(
            lines.suffix(2).first == "[0.500000, \"n\", \"{\\\"day\\\":{\\\"_0\\\":{\\\"number\\\":2}}}\"]")
        #expect(lines.last == "[0.500000, \"i\", \"\\u001b[A\"]")
    }
}
