import FoundationEssentials
import Glibc
import Testing

/// `neurotour progress`, and what is kept whatever happens.
struct ProgressTests {
    let script: Script
    private let file = "state/neurotour/progress.jsonl"
    private let head = #"{"v":1,"day":"2026-01-01","lesson":"the-words","did""#

    init() throws { script = try Script() }

    private func writeSome() throws {
        try script.write(
            """
            \(head):"quizzed","item":"Q01","option":"an input","right":false,"confidence":3,"misconception":"M16"}
            \(head):"quizzed","item":"Q02","option":"2","right":true,"confidence":2}
            {"v":1,"day":"2026-01-01","lesson":"all-weights-zero","did":"solved","item":"E11","edits":3,"hints":0}
            {"v":2,"lesson":"tomorrow","did":"dreamt"}
            noise

            """, to: file)
    }

    private var text: String {
        get throws { try String(contentsOfFile: "\(script.folder)/\(file)", encoding: .utf8) }
    }

    @Test func showSaysItInWords() throws {
        try writeSome()
        let show = try script.run("neurotour progress show")
        #expect(show.code == 0)
        for words in [
            "questions answered  2, right at once 1, sure and wrong 1",
            "exercises solved    1, without a hint 1",
            "due for review      1",
            "misconceptions met  1 × later layers read the inputs; input nodes compute (M16)", file,
        ] { #expect(show.output.contains(words), "\(words)") }
        #expect(show.errors.contains("1 line of") && show.errors.contains("newer version"))
        #expect(try script.run("neurotour progress").output == show.output)
    }

    /// What can't be reached is not the same as nothing.
    @Test(arguments: ["show", "export", "export --full", "erase --yes"])
    func whatCanNotBeReadIsNoEmptyLearner(command: String) throws {
        let result = try script.run(
            "mkdir -p state/neurotour; ln -s progress.jsonl state/neurotour/progress.jsonl; neurotour progress \(command)"
        )
        #expect(result.code == 2 && result.output.isEmpty && result.errors.isOneLine, "\(result.errors)")
    }

    @Test func exportGivesCountsAlone() throws {
        try writeSome()
        let export = try script.run("neurotour progress export")
        #expect(export.code == 0 && export.lines.count == 1)
        struct Counts: Decodable {
            struct Questions: Decodable { let answered, rightAtOnce, sureAndWrong: Int }
            struct Exercises: Decodable { let solved, withoutHints: Int }
            let v, due: Int
            let questions: Questions
            let exercises: Exercises
            let misconceptions: [String: Int]
        }
        let counts = try JSONDecoder().decode(Counts.self, from: Data(export.output.utf8))
        #expect(counts.questions.answered == 2 && counts.questions.sureAndWrong == 1 && counts.due == 1)
        #expect(counts.exercises.solved == 1 && counts.misconceptions == ["M16": 1])
        #expect(!export.output.contains("an input") && !export.output.contains("2026"))
        // In full, every line that is there, ours or not.
        #expect(try script.run("neurotour progress export --full").output == (try text))
    }

    @Test func eraseErasesAll() throws {
        try writeSome()
        let before = try text
        #expect(try script.run("echo no | neurotour progress erase").code == 1)
        #expect(try text == before)
        #expect(try script.run("neurotour progress erase").output == "erased\n")
        #expect(try text.isEmpty)
        #expect(try script.run("stat -c %a \(file); ls state/neurotour").output == "600\nprogress.jsonl\n")
        #expect(try script.run("neurotour progress erase").output == "nothing was stored\n")
        #expect(try script.run("neurotour list | grep -v ^new").code == 1)
    }

    @Test func withoutAnythingItSaysSo() throws {
        #expect(try script.run("neurotour progress show").output.hasSuffix("nothing is stored\n"))
        #expect(try script.run("neurotour progress export --full").output.isEmpty)
        #expect(try script.run("neurotour progress erase").output == "nothing is stored\n")
        #expect(!script.has("state/neurotour"), "looking leaves nothing behind")
    }

    /// What another program has written there is not ours to erase.
    @Test func strangersAreLeftAlone() throws {
        try script.write("dear diary\n", to: file)
        let erase = try script.run("neurotour progress erase")
        #expect(erase.code == 2 && erase.errors.contains("something other than progress"))
        #expect(try text == "dear diary\n")
        let full = try script.run("neurotour progress show > /dev/full")
        #expect(full.code != 0 && !full.errors.isEmpty)
    }

    /// Lessons of another folder keep their progress apart, even under the ids of the course.
    @Test func otherLessonsTouchNothingOfTheCourse() throws {
        try script.write(Script.lesson(id: "visual-model"), to: "other/01-small/lesson.md")
        let terminal = try Tmux(
            command: "exec neurotour tour --lessons \(script.folder)/other --motion off",
            environment: ["XDG_STATE_HOME": script.folder + "/state"])
        try terminal.expect("Only step")
        try terminal.press("Enter")
        try terminal.expect("All of it is done")
        try terminal.press("q", "q", "q")
        try terminal.expectExit(0)
        let own = try script.run("neurotour list | grep ^visual-model")
        #expect(own.lines.allSatisfy { $0.hasPrefix("new") })
        #expect(try script.run("neurotour list --lessons other").output.hasPrefix("done"))
        #expect(try text.contains(#""course":""#))
    }

    /// The ✓ of an exercise, the same network after the program was killed, and the ✓ again.
    @Test func anExerciseIsKept() throws {
        let terminal = try Tmux.neurotour("tour all-weights-zero --motion off", size: .init(100, 40))
        try terminal.expect("Only the bias is left")
        try terminal.answer("0.1")
        try terminal.press("Tab", "Tab", "Tab", "Tab", "z", "Tab", "z", "Tab")
        try terminal.expectToRead("Some weights still carry their inputs.")
        try terminal.press("z")
        try terminal.expectToRead("✓ done in 3 edits, no hints")
        let kept = try terminal.progress
        #expect(kept.contains(#""did":"solved","item":"E11","edits":3,"hints":0"#))
    }

    /// Killed at random, with whatever it was doing: at most the last action is lost. `NEUROTOUR_KILLS` says how often.
    @Test func killedAtRandomMoments() throws {
        let rounds = ProcessInfo.processInfo.environment["NEUROTOUR_KILLS"] ?? "8"
        let tool =
            #filePath.split(separator: "/").dropLast().reduce("") { $0 + "/" + $1 } + "/kill_at_random.py"
        let result = try script.run(
            "python3 \(tool) $(command -v neurotour) \(rounds) 7", limit: .seconds(600))
        struct Summary: Decodable { let rounds, actions, mostLost, damaged, torn: Int }
        let summary = try JSONDecoder().decode(Summary.self, from: Data(result.output.utf8))
        #expect(summary.rounds == Int(rounds) && summary.actions >= summary.rounds)
        #expect(summary.mostLost <= 1 && summary.damaged == 0)
    }
}

/// What somebody does who writes lessons.
struct AuthoringTests {
    let script: Script

    init() throws { script = try Script() }

    @Test func aNewLessonIsSound() throws {
        let new = try script.run("neurotour new mine")
        #expect(new.code == 0 && new.output.contains("mine/01-first/lesson.md is ready."))
        let lines = try String(contentsOfFile: script.folder + "/mine/01-first/lesson.md", encoding: .utf8)
            .split(separator: "\n", omittingEmptySubsequences: false)
        #expect(lines.count == 11)
        #expect(try script.run("neurotour check mine").code == 0)
        // The next one stands beside it, and nothing is written over.
        #expect(try script.run("neurotour new mine").output.contains("mine/02-new/lesson.md"))
        #expect(try script.run("neurotour check mine").code == 0)
        #expect(try script.run("neurotour list --lessons mine | wc -l").output.contains("2"))
    }

    @Test(arguments: [
        ("touch taken; neurotour new taken", "taken"), ("neurotour new /proc/nowhere", "/proc/nowhere"),
    ])
    func whereItCannotBeWrittenItSaysSo(line: String, place: String) throws {
        let new = try script.run(line)
        #expect(new.code == 2 && new.errors.contains(place))
        #expect(new.errors.split(separator: "\n").count == 1)
    }

    /// The screen follows the file as it is saved, mistakes included.
    @Test func theScreenFollowsTheFile() throws {
        _ = try script.run("neurotour new mine")
        let file = "mine/01-first/lesson.md"
        let path = script.folder + "/" + file
        let text = try String(contentsOfFile: path, encoding: .utf8)
        let terminal = try Tmux(
            command: "exec neurotour tour --lessons \(script.folder)/mine --watch --no-save", environment: [:]
        )
        try terminal.expect("A photo is a list of numbers.")
        try script.write(text.replacing("So is a song.", with: "So is a map."), to: file)
        try terminal.expect("a map.")
        try script.write(text + "\n```yaml netwrok\n```\n", to: file)
        try terminal.expect("did you mean \"network\"?")
        try script.write(text.replacing("So is a song.", with: "So is a face."), to: file)
        try terminal.expect("a face.")
        // Another lesson is listed as soon as it is there.
        try terminal.press("q")
        try terminal.expect("1 lesson")
        _ = try script.run("neurotour new mine")
        try terminal.expect("2 lessons")
        try terminal.press("q", "q")
        try terminal.expectExit(0)
    }

    /// The tables of names that the guide prints come from the program.
    @Test func theNamesArePrinted() throws {
        let names = try script.run("neurotour check --names")
        #expect(names.code == 0 && names.output.contains("| `dead(n)` |"))
    }
}
