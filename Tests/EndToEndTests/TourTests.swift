import Glibc
import Testing

/// The tour of the visual model, walked as a learner walks it.
struct TourTests {
    /// With right and wrong answers, and "I don't know".
    @Test func fromHomeThroughNineStopsToTheEnd() throws {
        let terminal = try Tmux.neurotour("--motion off")
        try terminal.expect("The visual model")
        try terminal.press("T")
        try terminal.expect("stop 1/9")
        try terminal.goOn(to: "stop 2/9")

        try terminal.expectToRead("What does the line from x₂ bring to h₁?")
        try terminal.answer("-0.3")
        try terminal.expectToRead("It still has to multiply its input, 0.")
        try terminal.goOn(to: "stop 3/9")

        try terminal.answer("0.6")
        try terminal.expectToRead("your answer 0.6 ✓")
        try terminal.goOn(to: "stop 4/9")

        try terminal.expectToRead("it becomes 1")
        try terminal.press("Down", "Down", "Enter")
        try terminal.expectToRead("your answer it stays 0.6 ✓")
        try terminal.goOn(to: "stop 5/9")

        try terminal.expectToRead("What leaves h₂?")
        try terminal.press("Enter")
        try terminal.expectToRead("Enter again: I don't know")
        try terminal.press("Enter")
        try terminal.expectToRead("your answer I don't know the answer 0.6")
        try terminal.goOn(to: "stop 6/9")

        try terminal.answer("0.36")
        try terminal.expectToRead("The product of h₂ is missing.")
        try terminal.goOn(to: "stop 7/9")

        try terminal.press("Down", "Down", "Enter")
        try terminal.expectToRead("your answer h₂ ✓")
        try terminal.goOn(to: "What is y now?")
        try terminal.answer("0,46")
        try terminal.expectToRead("your answer 0,46 ✓")
        try terminal.goOn(to: "stop 8/9")

        try terminal.answer("-.16")
        try terminal.expectToRead("That is without ReLU.")
        try terminal.goOn(to: "stop 9/9")

        try terminal.press("Up", "Up", "Enter")
        try terminal.expectToRead("your answer rise ✓")
        try terminal.press("+")
        try terminal.expectToRead("✓ done")
        try terminal.goOn(to: "task 1/3")
        try terminal.leaveTasks()
        try terminal.expect("Done: 10 of 12. Left for later:")
        try terminal.expect("Next: Code: one neuron")
        try terminal.press("q")
        try terminal.expect("10 steps done so far")
    }

    /// The picture must not tell what is asked for.
    @Test func anAnswerIsHiddenUntilItIsCommitted() throws {
        let terminal = try Tmux.neurotour("tour visual-model#negative-sums --motion off")
        try terminal.expectToRead("What is y?")
        // z of h₁ is −0.3 · 1 + 0.1; it is given in the text, what follows from it is not.
        #expect(try terminal.screen.contains("−0.20"))
        #expect(try !terminal.screen.contains("−0.10"))
        try terminal.answer("0")
        // z of h₂ is 0.1 · 1 − 0.2.
        try terminal.expect("−0.10")
    }

    @Test func aTaskIsLeftForLaterOnlyWhenAskedTwice() throws {
        let terminal = try Tmux.yourEdit()
        try terminal.press("Enter")
        try terminal.expectInspector("Enter once more leaves it for later")
        try terminal.press("Enter")
        try terminal.goOn(to: "task 1/3")
        try terminal.leaveTasks()
        // The two questions were answered, if only with "I don't know".
        try terminal.expect("Done: 1 of 12. Left for later:")
    }

    @Test func helpNamesTheKeysThatWorkHere() throws {
        let terminal = try Tmux.yourEdit()
        try terminal.press("?")
        try terminal.expect("type a value")
        try terminal.press("Esc")
        try terminal.expect("stop 9/9")
    }

    @Test func contentsLeadToAnyStop() throws {
        let terminal = try Tmux.yourEdit()
        try terminal.press("c", "Home", "Down", "Down", "Enter")
        try terminal.expect("stop 3/9")
    }
}

extension Tmux {
    /// Passes the two exercises at the end of the tour, and does not know the answers to its two questions.
    fileprivate func leaveTasks() throws {
        for next in ["task 2/3", "task 3/3"] {
            try press("Enter")
            try expectInspector("Enter once more leaves it for later")
            try press("Enter")
            try goOn(to: next)
        }
        try press("e")
        try expect("inputs themselves?")
        try press("e")
        try goOn(to: "Left for later:")
    }
}

/// The animation, seen from outside: it moves, stands still, goes on and back.
struct AnimationTests {
    /// Stop 7 plays how both inputs come through h₁, and stops before h₂.
    private func fourNumbers(_ options: String = "") throws -> Tmux {
        let terminal = try Tmux.neurotour("tour visual-model#four-numbers " + options)
        try terminal.expect("stop 7/9")
        return terminal
    }

    @Test func itPlaysByItself() throws {
        let terminal = try fourNumbers()
        #expect(try terminal.screens(during: .milliseconds(600)).count > 2)
        try terminal.expectGone("Space pause")
        // h₁ = 0.5 − 0.3 + 0.1; h₂ is asked for and must not show.
        #expect(try terminal.screen.contains("a  0.30"))
        #expect(try !terminal.screen.contains("a  0.70"))
    }

    @Test func spacePausesAndPlaysOn() throws {
        let terminal = try fourNumbers()
        try terminal.expect("Space pause")
        try terminal.press("Space")
        try terminal.expect("Space play")
        #expect(try terminal.screens(during: .milliseconds(600)).count == 1)
        try terminal.press("Space")
        try terminal.expect("Space replay")
        #expect(try terminal.screen.contains("a  0.30"))
    }

    @Test func aBeatOnAndTheSameBeatBack() throws {
        let terminal = try fourNumbers("--motion off")
        let end = try terminal.stillScreen()
        try terminal.press(",")
        try terminal.wait(for: "a beat back shows") { try terminal.screen != end }
        let before = try terminal.stillScreen()
        #expect(!before.contains("a  0.30"))
        try terminal.press(",")
        try terminal.wait(for: "another shows") { try terminal.screen != before }
        try terminal.press(".")
        try terminal.wait(for: "the same beat shows again") { try terminal.screen == before }
        try terminal.press(".")
        try terminal.wait(for: "all is as it was") { try terminal.screen == end }
    }

    @Test func enterSkipsAhead() throws {
        let terminal = try Tmux.neurotour("tour visual-model#negative-sums")
        try terminal.expect("What is y?")
        try terminal.answer("0")
        try terminal.expect("Enter skip ahead")
        try terminal.press("Enter")
        // What is left to play, h₁, h₂ and y, takes longer than this.
        try terminal.expect("a  0.00", within: .seconds(1))
        try terminal.expectGone("skip ahead", within: .seconds(1))
        #expect(try terminal.screen.contains("stop 8/9"))
    }

    @Test func withMotionOffTheResultStandsAtOnce() throws {
        let terminal = try fourNumbers("--motion off")
        let first = try terminal.stillScreen()
        #expect(first.contains("a  0.30"))
        #expect(!first.contains("Space pause"))
        #expect(try terminal.screens(during: .milliseconds(600)) == [first])
    }

    @Test func withReducedMotionOnlyWholeBeatsShow() throws {
        let terminal = try fourNumbers("--motion reduced")
        // At half speed a beat lasts 500 ms: two or three pictures, where full motion shows dozens.
        let seen = try terminal.screens(during: .seconds(1))
        #expect((2...4).contains(seen.count))
    }

    /// Before a class: the answer waits for its key, the last rows stay free, and nothing is kept.
    @Test func aTeacherShowsTheTour() throws {
        let terminal = try Tmux.neurotour("tour visual-model#sum-and-bias --present --motion off")
        try terminal.expect("What is z of h₁?")
        try terminal.expect("A answer")
        try terminal.press("A")
        try terminal.expect("the answer   0.6")
        let rows = try terminal.screen.split(separator: "\n", omittingEmptySubsequences: false)
        #expect(rows.dropLast().suffix(3).allSatisfy { $0.allSatisfy(\.isWhitespace) })
        try terminal.press("q", "q", "q")
        try terminal.expect("#{pane_dead}", is: "1")
        #expect(access(terminal.home + "/state/neurotour", F_OK) != 0)
    }
}
