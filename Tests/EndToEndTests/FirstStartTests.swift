import Foundation
import Testing

/// The first minute with the program, and what is new in it, in a real terminal.
struct FirstStartTests {
    /// Two keys after the start a number has moved because the learner pressed a key.
    @Test func aNumberMovesAfterTwoKeys() throws {
        let terminal = try Tmux.neurotour()
        try terminal.expect("Why this matters")
        try terminal.press("Enter")
        try terminal.expect("Make")
        #expect(try terminal.screen.contains("w²₁₁ = W2[0][0]  +0.6"))
        try terminal.press("+")
        // 0.7 · 0.3 + 0.4 · 0.7.
        try terminal.expect("0.49")
        try terminal.expect("✓ done")
    }

    /// A press on a number, as the terminal reports it, puts the focus there; without the mouse it does nothing.
    @Test func aClickReachesTheLesson() throws {
        let terminal = try Tmux.yourEdit()
        let row = try #require(
            try terminal.screen.split(separator: "\n").firstIndex { $0.contains("b −0.20") })
        // Rows and columns are reported from 1; the number stands at column 18.
        try terminal.type("\u{1B}[<0;19;\(row + 1)M")
        try terminal.expect("b¹₂ = b1[1]")
    }

    @Test func aNetworkOfOnesOwn() throws {
        let file = NSTemporaryDirectory() + "network-\(UUID().uuidString).json"
        let json =
            #"{"layers": [{"weights": [[1, -2]], "biases": [0.5], "activation": "relu"}], "input": [3, 1]}"#
        try Data(json.utf8).write(to: URL(fileURLWithPath: file))
        defer { try? FileManager.default.removeItem(atPath: file) }
        let terminal = try Tmux.neurotour("tour --motion off --network \(file)")
        try terminal.expectToRead("2-1: 2 inputs, 1 layer, 3 parameters")
        try terminal.goOn(to: "bring to")
        try terminal.press("Down", "Enter")
        // 1 · 3, then 3 − 2 + 0.5.
        try terminal.expectToRead("1.00 × 3.00 = 3.00")
        try terminal.goOn(to: "Where will z")
        try terminal.press("Down", "Enter")
        try terminal.expectToRead("z is 1.50")
    }

    @Test func searchFindsAStop() throws {
        let terminal = try Tmux.neurotour("tour visual-model --motion off")
        try terminal.expect("stop 1/9")
        try terminal.press("/")
        try terminal.type("steep")
        try terminal.expect("How steep it is")
        try terminal.press("Enter")
        try terminal.expect("5 Code: sigmoid")
    }
}
