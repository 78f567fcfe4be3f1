import Experiment
import Foundation
import TerminalUI
import Testing

@testable import Tutorial

/// A curve with its point: hidden until a guess is committed, moved by keys, read by expressions.
struct CurveStageTests {
    private static let curve =
        "```yaml curve\nfunction: sigmoid\nz: 2\nknown: in\nplay: end\nslope: true\nalt: W.\n```\n\n"

    private static let question = """
        ```yaml predict
        ask: How high?
        answer: 0.88
        tolerance: 0.05
        proof: out[0]
        reveals: activation(1, 0)
        why: It is 0.88.
        ```

        """

    private static let task = """
        ```yaml do
        ask: Go to where it is flat.
        check: slope < 0.01 && z > 0
        solution: place(z = 5)
        hints: [a, b, c]
        ```

        """

    /// σ(2) = 1/(1 + e⁻²).
    private let height = 1 / (1 + exp(-2.0))

    @Test func isHiddenUntilTheGuessIsCommitted() throws {
        var run = try run(Self.curve + Self.question)
        func said() -> String { run.picture?.inWords(run.view(.still)).joined(separator: " ") ?? "" }
        #expect(!said().contains("0.88"))
        run.press("text:0.9 Enter")
        #expect(said().contains("0.88"))
        #expect(run.view(.still).guess == 0.9 && run.view(.still).guessZ == 2)
        #expect(run.task()?.committedAnswer == CommittedAnswer(text: "0.9", isRight: true))
    }

    /// ↑ and ↓ move the guess by 0.05, in decimals as they are seen.
    @Test func arrowsMoveTheGuess() throws {
        var run = try run(Self.curve + Self.question)
        #expect(run.view(.still).guess == nil)
        run.press("Up Up Up")
        #expect(run.view(.still).guess == 0.15)
        run.press("Down Down Down Down")
        #expect(run.view(.still).guess == -0.05)
        run.press("Up Enter")
        #expect(run.task()?.committedAnswer?.isRight == false)
    }

    /// The experiment behind it is the engine's neuron: its slope is σ(1 − σ).
    @Test func expressionsReadThePoint() throws {
        var run = try run(Self.curve + Self.task)
        let scope = try #require(run.view(.still).scope)
        let slope = try Expression("slope").number(in: scope)
        #expect(abs(slope - height * (1 - height)) < 1e-12)
        #expect(!run.isDone)
        try run.edit("place(z = 5)")
        #expect(run.isDone)
        #expect(run.unsavedEdits() == ["in[0] = 5.0"])
        #expect(problemsFound(in: Self.curve + Self.question + Self.task) == [])
    }

    /// The point is moved by the keys that change a number; there is no other number to go to.
    @Test func keysMoveThePoint() throws {
        let lessons = WrittenLessons()
        lessons.writeStep("```yaml curve\nfunction: sigmoid\nz: 0\nalt: W.\n```")
        func play(_ keys: String) throws -> ScreenPlayer {
            try ScreenPlayer(keys, at: "sample#a-step", library: lessons.library)
        }
        #expect(try play("+ + ]").contains("σ(0.21)"))
        #expect(try play("Right Left Left").contains("σ(−0.10)"))
        #expect(try play("= text:2 Enter").contains("σ(2.00) = 0.88"))
        #expect(try play(". text:5 Enter").contains("σ(0.50)"))
        #expect(try play("w").contains("Why z = 0.00?"))
        #expect(try play("+ u").rows[22].contains("z is 0 again"))
        #expect(try play("Tab").text == play("").text)
        #expect(try !play("?").contains("add a neuron"))
    }

    @Test(
        arguments: [
            (
                "function: sigmoidd\nz: 0\nalt: W.",
                ["10:11: no activation named \"sigmoidd\"; did you mean \"sigmoid\"?"]
            ),
            ("function: relu\nz: 7\nalt: W.", ["11:4: the point stands outside of -6.0 to 6.0"]),
            (
                "function: relu\nz: 0\nfrom: 3\nto: 1\nalt: W.",
                ["13:5: the curve would end before it begins: from 3.0 to 1.0"]
            ),
            (
                "function: relu\nz: 0\npoints: [0, 9]\nalt: W.",
                ["12:13: this point is outside of -6.0 to 6.0"]
            ),
            ("function: relu\nz: x\nalt: W.", ["11:4: \"z\": expected a number, found the text \"x\""]),
            ("function: relu\nz: 0\nalt: \"\"", ["12:7: the picture is not said in words: alt is empty"]),
            ("function: relu\nz: 0", ["10:1: the key \"alt\" is missing"]),
            ("function: relu\nzz: 0\nalt: W.", ["11:1: unknown key \"zz\"; did you mean \"z\"?"]),
            (
                "function: relu\nz: 0\nknown: end\nplay: in\nalt: W.",
                ["13:7: the animation would end before what is known at its start"]
            ),
            ("function: relu\nz: 0\nknown: sum(2, 0)\nalt: W.", ["12:8: this network has no sum(2, 0)"]),
        ] as [(String, [String])])
    func mistakes(yaml: String, expected: [String]) {
        #expect(problemsFound(in: "```yaml curve\n\(yaml)\n```") == expected)
    }

    @Test func aStepHasOneOfTheTwo() {
        #expect(
            problemsFound(in: Self.curve + "```yaml network\npreset: seed-net\nalt: W.\n```")
                == ["18:1: a step has one network or one curve; this is another"])
    }

    /// At every size, in both alphabets, at every beat: nothing outside, no crash.
    @Test func fitsEverySize() throws {
        var run = try run(Self.curve + Self.question, motion: .full)
        for beat in 0..<6 {
            for glyphs in GlyphSet.allCases {
                for size in ["0x0", "1x1", "12x5", "40x9", "49x18", "200x60"].compactMap(Size.init) {
                    var canvas = Canvas(size: size, glyphs: glyphs)
                    run.picture?.draw(on: &canvas, view: run.view(.motion(.full), glyphs: glyphs))
                }
            }
            if beat == 3 { run.press("text:0.5 Enter") }
            run.tick(.milliseconds(120), settings: .motion(.full))
        }
        #expect(run.isDone)
    }
}
