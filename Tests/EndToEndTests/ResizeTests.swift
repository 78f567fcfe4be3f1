import Testing

/// The terminal changes its size at any moment; what the learner was doing goes on.
struct ResizeTests {
    /// From the usual window to a large one, a small one, one cell, and back.
    private func everySize(_ terminal: Tmux) throws {
        try terminal.resize(120, 40)
        try terminal.expect("#{pane_width}x#{pane_height}", is: "120x40")
        try terminal.wait(for: "the large window is used to its last row") {
            let lines = try terminal.screen.split(separator: "\n", omittingEmptySubsequences: false)
            return lines.count == 41 && lines[37].count == 120
        }
        try terminal.resize(40, 12)
        try terminal.wait(for: "the small window has its keys in the last row") {
            try terminal.screen.split(separator: "\n", omittingEmptySubsequences: false).count == 13
                && !terminal.footer.allSatisfy(\.isWhitespace)
        }
        try terminal.resize(1, 1)
        try terminal.expect("#{pane_width}x#{pane_height}", is: "1x1")
        _ = try terminal.screens(during: .milliseconds(100))
        try terminal.resize(80, 24)
        try terminal.expect("stop")
    }

    @Test func whileNothingMoves() throws {
        let terminal = try Tmux.yourEdit()
        try terminal.press("+")
        try terminal.expect("a  0.52")
        let before = try terminal.stillScreen()
        try everySize(terminal)
        try terminal.wait(for: "the same screen is back") { try terminal.screen == before }
    }

    @Test func whileTheAnimationPlays() throws {
        let terminal = try Tmux.neurotour("tour visual-model#four-numbers")
        try terminal.expect("Space pause")
        try everySize(terminal)
        try terminal.expect("a  0.30")
        try terminal.expectToRead("Which hidden neuron will be the larger one?")
    }

    @Test func whileAValueIsTyped() throws {
        let terminal = try Tmux.yourEdit()
        try terminal.press("=")
        try terminal.type("0.6")
        try terminal.expectInspector("0.6_")
        try everySize(terminal)
        try terminal.expectInspector("0.6_")
        try terminal.press("Enter")
        try terminal.expect("a  0.52")
    }

    @Test func inContentsAndHelpAndAtHome() throws {
        let terminal = try Tmux.yourEdit()
        for (key, words) in [("?", "Keys in a lesson"), ("c", "Contents"), ("q", "NeuroTour")] {
            try terminal.press(key)
            try terminal.expect(words)
            let before = try terminal.stillScreen()
            for (columns, rows) in [(200, 60), (20, 5), (1, 1), (80, 24)] {
                try terminal.resize(columns, rows)
                try terminal.expect("#{pane_width}x#{pane_height}", is: "\(columns)x\(rows)")
            }
            try terminal.wait(for: "the same screen is back") { try terminal.screen == before }
            if key != "q" { try terminal.press("q") }
        }
    }

    /// Where both panes do not fit, F6 shows the one or the other.
    @Test func aSmallTerminalShowsOnePaneAtATime() throws {
        let terminal = try Tmux.neurotour("tour visual-model#your-edit --motion off", size: .init(40, 12))
        try terminal.expect("F6 picture")
        #expect(try !terminal.screen.contains("0.46"))
        try terminal.press("F6")
        try terminal.expect("F6 text")
        try terminal.expect("0.46")
        try terminal.press("F6")
        try terminal.expect("F6 picture")
    }

    /// Sizes on which nothing can be read must do no harm either.
    @Test(arguments: [(1, 1), (2, 24), (80, 1), (10, 3), (200, 3), (10, 100), (39, 9)])
    func anySizeIsSurvived(columns: Int, rows: Int) throws {
        let terminal = try Tmux.neurotour("tour visual-model#your-edit", size: .init(columns, rows))
        try terminal.expect("#{alternate_on}", is: "1")
        try terminal.press("?", "q", "c", "q", "F6", "Tab", "Shift-Tab", "Down", "Enter", "=", "5", "Enter")
        try terminal.resize(80, 24)
        try terminal.expect("stop 9/9")
        try terminal.press("q", "q", "q")
        try terminal.expectExit(0)
    }
}
