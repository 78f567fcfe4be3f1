import Foundation
import Testing

/// The playground in a real terminal.
struct PlaygroundTests {
    /// The share of right answers on test examples, as the screen says it.
    private func percent(_ terminal: Tmux) throws -> Int? {
        let row = try terminal.screen.split(separator: "\n").first {
            $0.contains("test ") && $0.contains("%")
        }
        return row?.matches(of: /([0-9]+) %/).last.flatMap { Int($0.1) }
    }

    /// Playground's own start on the circle: half of the answers are right, and all of them after some seconds.
    @Test func itLearns() throws {
        let terminal = try Tmux.neurotour("playground", environment: ["TERM": "tmux-256color"])
        try terminal.expect("epoch 0")
        try terminal.wait(for: "a share is shown") { try percent(terminal) != nil }
        #expect(try #require(try percent(terminal)) < 80)
        // Cells are painted in two halves.
        try terminal.expect("▀")
        try terminal.press("Space")
        try terminal.expect("pause")
        try terminal.wait(.seconds(60), for: "it has learned") { try percent(terminal) ?? 0 >= 95 }
        try terminal.press("Space")
        try terminal.expect("Space train")
        // A change, and all of it back.
        try terminal.press("N")
        try terminal.expect("2-5-2-1")
        try terminal.press("u")
        try terminal.expect("2-4-2-1")
        try terminal.press("r")
        try terminal.expect("epoch 0")
        try terminal.press("q")
        try terminal.expect("NeuroTour")
        try terminal.press("q", "Enter")
        try terminal.expectExit()
    }

    /// Where the ground can't be painted, the map is told by glyphs.
    @Test(arguments: [["TERM": "xterm"], ["NO_COLOR": "1"]])
    func withoutColorsTheMapIsGlyphs(environment: [String: String]) throws {
        let terminal = try Tmux.neurotour("playground", environment: environment)
        try terminal.expect("epoch 0")
        try terminal.press("e")
        try terminal.expect("epoch 1")
        let screen = try terminal.stillScreen()
        #expect(!screen.contains("▀"))
        #expect(screen.contains("░") || screen.contains("▒") || screen.contains("▓"))
        try terminal.press("q", "q", "Enter")
        try terminal.expectExit()
    }

    @Test func whatDoesNotFitIsSaidBeforeItBegins() throws {
        let script = try Script()
        for (options, words) in [
            ("--url '#networkShape=4096,4096'", "no more than 4000000 parameters"),
            ("--url '#dataset=nothing'", "dataset: expected"), ("--data nothing", "nothing"),
        ] {
            let result = try script.run("neurotour playground \(options)")
            #expect(result.code != 0 && result.errors.contains(words), "\(result.errors)")
        }
    }
}
