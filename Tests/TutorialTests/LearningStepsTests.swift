import Experiment
import TerminalUI
import Testing

@testable import Tutorial

/// Steps with a target: what the keys do, and what stays hidden until it has been answered.
struct LearningStepsTests {
    private func play(
        _ keys: String, at address: String, size: String = "80x24", glyphs: GlyphSet = .unicode
    ) throws -> ScreenPlayer {
        try ScreenPlayer(keys, at: address, size: size, glyphs: glyphs)
    }

    /// Tab goes from the last bias on to the target, and from there to the first input.
    @Test func theTargetIsANumberLikeOthers() throws {
        let address = "loss#below-0005"
        #expect(try play("Shift-Tab", at: address).rows[22].contains("t = target[0]"))
        #expect(try play("Shift-Tab Tab", at: address).rows[22].contains("x₁ = in[0]"))
        // By hand: 0.6 − 0.9 = −0.3, half its square 0.045.
        #expect(try play("Shift-Tab -", at: address).contains("L  0.045"))
        #expect(try play("Shift-Tab = text:0.6 Enter", at: address).contains("moved the goal"))
    }

    /// What is frozen is passed over by Tab, and says so where it is reached another way.
    @Test func frozenNumbersAreHeldFast() throws {
        let address = "gradient-descent#valley"
        #expect(try play("text:3 Enter Tab", at: address).rows[22].contains("η = lr"))
        #expect(try play("text:3 Enter Tab Tab", at: address).rows[22].contains("w = W1[0][0]"))
        #expect(try play("text:3 Enter Down Down Down +", at: address).rows[22].contains("b stays as it is"))
    }

    /// The curriculum's losses at 0.1: 18, 6.48, 2.33. A new rate goes back to where the run began.
    @Test func stepsAndRates() throws {
        let address = "gradient-descent#too-large"
        let asked = "Down Down Down Enter "
        #expect(try play(asked + "s s", at: address).contains("2    1.92     2.33"))
        #expect(try play(asked + "S", at: address).contains("10 "))
        let anew = try play(asked + "s s text:0.6 Enter", at: address)
        #expect(anew.contains("a new run") && anew.contains("w 0.00") && !anew.contains("1.92"))
        #expect(try play(asked + "s s text:0.6 Enter u", at: address).contains("1.92"))
    }

    /// No slope before a ratio is typed, and then both.
    @Test func aRatioThatIsAskedForIsNotTold() throws {
        let address = "slope-by-nudging#your-own-ratio"
        for keys in ["", "]", "] w", "m", "Tab"] {
            let screen = try play(keys, at: address, size: "120x40")
            #expect(!screen.contains("−0.24") && !screen.contains("0.238"), "\(keys)")
        }
        let answered = try play("] text:-0.24 Enter", at: address, size: "120x40")
        #expect(answered.contains("−0.00238 ÷ 0.01 = −0.2382") && answered.contains("slope ∂L/∂w = −0.2364"))
    }

    /// Typed steps move the ball; a wrong one is told what it is, and moves nothing.
    @Test func typedStepsMoveTheBall() throws {
        let address = "gradient-descent#three-steps"
        let wrong = try play("text:-1.2 Enter", at: address)
        #expect(wrong.contains("Uphill") && wrong.contains("w 0.00"))
        #expect(try play("text:1.2 Enter", at: address).contains("w 1.20"))
        let done = try play("text:1.2 Enter text:1,92 Enter text:2.35 Enter", at: address)
        #expect(done.contains("✓ done, no hints") && done.contains("w 2.352"))
        let solved = done.progress.doneSteps(lesson: "gradient-descent")
        #expect(solved.contains("three-steps"))
    }

    /// Blanks that were filled in are filled in the next time, and where the ball was it is.
    @Test func blanksAreResumed() throws {
        let first = try play("text:1.2 Enter", at: "gradient-descent#three-steps")
        let again = try ScreenPlayer("", at: "gradient-descent#three-steps", progress: first.progress)
        #expect(again.contains("w after step 1 = 1.2") && again.contains("w after step 2 = _"))
        #expect(again.contains("w 1.20"))
    }

    /// Each product is hidden until it is typed, then the way back goes on to the next.
    @Test func theWayBackWaitsForEachProduct() throws {
        let address = "backpropagation#all-nine"
        let open = try play("", at: address)
        #expect(!open.contains("◀") && !open.contains("0.16"))
        let one = try play("text:-0.162 Enter", at: address)
        #expect(one.contains("◀−0.16") && !one.contains("◀−0.38") && one.contains("∂L/∂w²₁₂ = e × h₂ = ▒▒▒▒"))
        let three = try play("text:-0.162 Enter text:-0.378 Enter text:-0.54 Enter", at: address)
        // e has gone on to both hidden neurons, and through the gate of the first.
        #expect(three.contains("a  0.30 ◀−0.32") && three.contains("a  0.70 ◀−0.22"))
        #expect(!three.contains("b +0.10 ◀"))
    }

    /// Back and forth by beats, never beyond what is asked for.
    @Test func beatsGoBackAndForth() throws {
        let address = "backpropagation#way-back"
        #expect(!(try play(". . . .", at: address).contains("◀")))
        let address2 = "backpropagation#through-weights"
        let done = "text:-0.24 Enter text:-0.16 Enter"
        #expect(try play(done, at: address2).contains("◀−0.16 │"))
        #expect(!(try play(done + " ,", at: address2).contains("◀−0.16 │")))
        #expect(try play(done + " , .", at: address2).contains("◀−0.16 │"))
    }

    /// With reduced motion a beat is a state; with none everything is there at once.
    @Test func motionIsAChoice() throws {
        let step = try #require(courseSteps.first { $0.address == "backpropagation#way-back" })
        for motion in [Settings.Motion.full, .reduced, .off] {
            var run = try step.run(motion: motion)
            for key in "-0.4".map(Key.character) + [.enter] { _ = run.handle(key, settings: .motion(motion)) }
            #expect(run.isPlaying == (motion != .off))
            run.tick(.milliseconds(100), settings: .motion(motion))
            let isMoving = run.view(.motion(motion)).replay?.beatInMotion == .error
            #expect(isMoving == (motion == .full))
            run.tick(.seconds(1), settings: .motion(motion))
            #expect(run.isAtHalt && run.replay?.timeline.beats[(run.replay?.position ?? 1) - 1] == .error)
        }
    }

    /// All of it in words, for those who see no picture.
    @Test func everythingIsSaid() throws {
        let words = try play("text:-0.24 Enter", at: "backpropagation#last-weights").words.joined(
            separator: " ")
        #expect(words.contains("Wanted: t = 1.00.") && words.contains("w²₁₁ -0.24"))
        let valley = try play("text:1.2 Enter s", at: "gradient-descent#first-step").words.joined(
            separator: " ")
        #expect(
            valley.contains("w is 1.20, the loss is 6.48") && valley.contains("The slope there is -7.20."))
    }

    // MARK: Mistakes

    private static let network =
        "```yaml network\npreset: seed-net\ntarget: 1\nalt: Words.\n```\n\n"

    @Test(
        arguments: [
            (
                "preset: seed-net\ntarget: [1, 2]\nalt: Words.",
                "11:10: expected 1 target, found 2"
            ),
            (
                "preset: seed-net\nloss: squared\nalt: Words.",
                "11:7: this goes with a target for the network's own input"
            ),
            (
                "preset: seed-net\nback: true\nalt: Words.",
                "11:7: this goes with a target for the network's own input"
            ),
            (
                "preset: seed-net\ntarget: 1\nloss: sqared\nalt: Words.",
                "12:7: no loss named \"sqared\"; did you mean \"squared\"?; there are squared, cross-entropy"
            ),
            ("preset: seed-net\ntarget: 1\nrate: 0\nalt: Words.", "12:7: a learning rate is above 0"),
            (
                "preset: seed-net\nfrozen: z1\nalt: Words.",
                "11:9: only what could be changed can be frozen: inputs, weights, biases"
            ),
            (
                "preset: seed-net\nfrozen: b1\nfocus: b1[0]\nalt: Words.",
                "12:8: the focus goes to a number that can be changed"
            ),
            ("preset: seed-net\ntarget: 1\nknown: error\nalt: Words.", "12:8: this network has no error"),
            (
                "preset: seed-net\ntarget: 1\ndata:\n  - [1, 0]\n  - [0, 1]\ntargets: [1, 0]\nalt: Words.",
                "15:10: a network has a target for its own input, or targets for its data"
            ),
        ])
    func mistakesInATarget(yaml: String, expected: String) {
        #expect(problemsFound(in: "```yaml network\n\(yaml)\n```") == [expected])
    }

    @Test(
        arguments: [
            (
                "along: W1[0]\nfrom: 0\nto: 1\nalt: Words.",
                "the loss is drawn along one weight or bias, as W1[0][0]"
            ),
            (
                "along: in[0]\nfrom: 0\nto: 1\nalt: Words.",
                "the loss is drawn along one weight or bias, as W1[0][0]"
            ),
            (
                "along: b2[0]\nfrom: 1\nto: 1\nalt: Words.",
                "the curve would end before it begins: from 1.0 to 1.0"
            ),
        ])
    func mistakesInALossCurve(yaml: String, expected: String) {
        let problems = problemsFound(in: Self.network + "```yaml loss-curve\n\(yaml)\n```")
        #expect(problems.count == 1 && problems[0].hasSuffix(expected), "\(problems)")
    }

    @Test func aLossCurveNeedsATarget() {
        let plain = "```yaml network\npreset: seed-net\nalt: Words.\n```\n\n"
        let curve = "```yaml loss-curve\nalong: b2[0]\nfrom: 0\nto: 1\nalt: Words.\n```"
        #expect(problemsFound(in: plain + curve).first?.contains("its network has none") ?? false)
    }

    @Test func blanksStandForThemselves() {
        let exercise =
            "```yaml exercise\nid: X\nask: Ask.\nblanks:\n  - text: e\n    value: -0.4\n    blank: true\n"
            + "    proof: out[0] - t\n%hints:\n  - A.\n  - B.\n  - C.\n```"
        func found(_ more: String) -> [String] {
            problemsFound(in: Self.network + exercise.replacing("%", with: more))
        }
        #expect(found("") == [])
        #expect(found("check: loss > 1\n").first?.contains("either a check or blanks") ?? false)
        #expect(found("solution: b2[0] = 1\n").first?.contains("nothing else") ?? false)
        let does = "    does: stop\n"
        #expect(found(does).count == 1)
    }
}
