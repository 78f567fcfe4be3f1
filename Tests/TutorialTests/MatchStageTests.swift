import Testing

@testable import Tutorial

/// Items that get their partners, are checked all at once, and stay settled once they are right.
struct MatchStageTests {
    /// The options in alphabetical order: a pixels, b rules, c tokens, d words.
    private static let fence = """
        ```yaml match
        ask: What goes in?
        items:
          - text: Photo
            goes_with: pixels
            why: A photo is a grid.
            wrong:
              - when: words
                why: A photo has no words.
                misconception: M36
          - text: Text
            goes_with: tokens
            why: Text is cut into tokens.
          - text: Search
            goes_with: words
            why: One types words.
        others: [rules]
        ```

        Behind it.
        """

    private func run(_ keys: String) throws -> StepRun {
        var run = try TutorialTests.run(Self.fence)
        run.press(keys)
        return run
    }

    @Test func optionsAreInAlphabeticalOrder() throws {
        let rows = try run("").rows()
        #expect(rows.suffix(4) == ["  a  pixels", "  b  rules", "  c  tokens", "  d  words"])
        #expect(rows[2].contains("Photo") && rows[2].contains("…"))
    }

    /// Each letter goes to the chosen item and on to the next that has none.
    @Test func allRightAtOnce() throws {
        let run = try run("a c d Enter")
        #expect(run.isDone)
        #expect(run.task()?.committedAnswer == CommittedAnswer(text: "done in 1", isRight: true))
        #expect(run.rows().last == "✓ all right at once")
        for why in ["A photo is a grid.", "Text is cut into tokens.", "One types words."] {
            let isSaid = run.rows().contains { $0.contains(why) }
            #expect(isSaid)
        }
    }

    @Test func aWrongPairIsOpenAgainAndSaysWhy() throws {
        var run = try run("d c a Enter")
        #expect(!run.isDone)
        #expect(run.rows().contains { $0.contains("A photo has no words.") })
        #expect(run.rows().last == "1 of 3 are right. 2 are open again.")
        #expect(run.rows().contains { $0.contains("✓ Text") })
        // The cursor is on the first that is open; what is settled stays.
        run.press("a d Enter")
        #expect(run.isDone)
        #expect(run.task()?.committedAnswer == CommittedAnswer(text: "done in 2", isRight: false))
    }

    @Test func whatIsMissingIsSaid() throws {
        #expect(try run("a Enter").rows().last == "2 of them have no partner yet.")
        #expect(try run("a c Enter").rows().last == "One of them has no partner yet.")
        // With nothing given, Enter is not the task's: the lesson offers to leave it for later.
        var run = try run("")
        expectOutcomes(of: "Enter", [nil], in: &run)
    }

    @Test func itemsAreChosenByArrows() throws {
        let run = try run("Down a Up Up c")
        #expect(run.rows()[3].contains("pixels"))
        // From the third item two up is the first.
        #expect(run.rows()[2].contains("tokens"))
    }

    /// After three checks the pairs are shown as they belong.
    @Test func afterThreeChecksThePairsAreShown() throws {
        let run = try run("b b b Enter b b b Enter b b b Enter")
        #expect(run.isDone && run.gate == nil)
        #expect(run.rows().last == "The pairs as they belong.")
        #expect(run.rows()[2].contains("pixels"))
        #expect(run.task()?.committedAnswer == CommittedAnswer(text: "done in 3", isRight: false))
    }

    @Test func whatWasDoneStaysDone() throws {
        var run = try run("")
        run.restore(answers: [0: "done in 2"], edits: [], settings: .still)
        #expect(run.isDone)
        #expect(run.rows().last == "✓ all right, in 2 checks")
    }

    @Test(
        arguments: [
            (
                "ask: What?\nitems:\n  - text: A\n    goes_with: x\n    why: W.",
                ["12:3: a match has two items or more"]
            ),
            (
                "ask: What?\nitems:\n  - text: A\n    goes_with: x\n    why: W.\n  - text: B\n    goes_with: x\n    why: W.",
                ["12:3: a match has 2 to 7 different options, not 1"]
            ),
            (
                pair + "\nothers: [x]", ["18:10: this goes with an item already"]
            ),
            (
                pair + "\n    wrong:\n      - when: z\n        why: W.",
                ["19:15: \"z\" is none of the options"]
            ),
            (pair + "\n    wrong:\n      - when: y\n        why: W.", ["19:15: this is what goes with it"]),
            (
                pair + "\n    wrong:\n      - when: x\n        why: W.\n        misconception: X1",
                ["21:24: a misconception is named by its id, such as M01"]
            ),
            (
                "ask: What?\nitem: []",
                ["11:1: unknown key \"item\"; did you mean \"items\"?"]
            ),
        ] as [(String, [String])])
    func mistakes(yaml: String, expected: [String]) {
        #expect(problemsFound(in: "```yaml match\n\(yaml)\n```") == expected)
    }

    private static let pair =
        "ask: What?\nitems:\n  - text: A\n    goes_with: x\n    why: W.\n  - text: B\n    goes_with: y\n    why: W."
}
