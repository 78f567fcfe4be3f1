import FoundationEssentials
import Testing

/// The program asks the terminal what it is like, and draws by what it answers: `answering_terminal.py` answers.
struct TerminalAnswersTests {
    private struct Outcome: Decodable {
        let asksColor, asks, asksWidth, isHeldAtEnd, isASCII: Bool
        /// The numbers of the colours before the answers and after them.
        let before, after: [Int]
        let bytesAfter, framesHeld, framesShown, left: Int
    }

    private func outcome(_ scenario: String) throws -> Outcome {
        let tool =
            #filePath.split(separator: "/").dropLast().reduce("") { $0 + "/" + $1 } + "/answering_terminal.py"
        let result = try Script().run("python3 \(tool) $(command -v neurotour) \(scenario)")
        return try JSONDecoder().decode(Outcome.self, from: Data(result.output.utf8))
    }

    /// Drawn at once, and again when it is known what is behind it: none of the colours of blue, orange and grey for an
    /// unknown ground is left but the orange, which is also the one on white.
    @Test func theGroundDecidesTheColors() throws {
        let light = try outcome("light")
        #expect(light.asksColor && !light.before.isEmpty && light.after.contains(26))
        #expect(light.after.allSatisfy { $0 == 130 || !light.before.contains($0) })
        let fixed = try outcome("theme")
        #expect(!fixed.asksColor && fixed.before == light.after && fixed.bytesAfter == 0)
    }

    /// Answers in parts, with pauses in which keys would be taken for complete: nothing happens on the screen.
    @Test func answersInPartsAreNoKeys() throws {
        let pieces = try outcome("pieces")
        #expect(pieces.asksColor && !pieces.before.isEmpty && pieces.bytesAfter == 0)
    }

    @Test func anAnswerToWhomHasLeftIsNotTypedIntoTheShell() throws {
        let quick = try outcome("quick")
        #expect(quick.asks && quick.left == 0)
    }

    /// However it ends, in the middle of a frame that nobody reads, too.
    @Test(arguments: ["holds-key", "stuck-key", "stuck-SIGTERM", "stuck-kill"])
    func noFrameIsHeldBackForEver(scenario: String) throws {
        let outcome = try outcome(scenario)
        #expect(outcome.framesHeld > 0 && outcome.framesShown > 0 && !outcome.isHeldAtEnd)
    }

    @Test func linesThatAreTwoCellsWideAreDrawnInASCII() throws {
        // On a busy machine the answer may come too late, once.
        var wide = try outcome("wide-zh_CN-5")
        for _ in 0..<4 where !wide.isASCII { wide = try outcome("wide-zh_CN-5") }
        #expect(wide.asksWidth && wide.isASCII && !wide.before.isEmpty)
        for scenario in ["wide-zh_CN-3", "wide-ja_JP-silent"] {
            let narrow = try outcome(scenario)
            #expect(narrow.asksWidth && !narrow.isASCII)
        }
    }

    @Test func whoCannotAnswerIsNotAsked() throws {
        let old = try outcome("type-vt100")
        #expect(!old.asks && !old.asksColor && !old.asksWidth)
        let elsewhere = try outcome("wide-de_DE-5")
        #expect(elsewhere.asks && !elsewhere.asksWidth && !elsewhere.isASCII)
    }
}
