import Diagrams
import Experiment
import TerminalUI
import Testing

/// The network as a closed box: what goes in and what comes out, and nothing of what is inside.
struct ClosedBoxTests {
    private func text(beat: Int?, size: String = "49x18") throws -> String {
        var experiment = try Experiment.preset("seed-net")
        try experiment.apply(.set(.input(1), 1))
        var canvas = Canvas(size: try #require(Size(size)))
        ClosedBox(experiment.picture(position: beat)).draw(on: &canvas)
        return canvas.text
    }

    /// On [1, 1] y is 0.46; h₁ = 0.3 and h₂ = 0.7 and all weights stay inside.
    @Test func showsTheEndsOnly() throws {
        let shown = try text(beat: nil)
        #expect(shown.contains("x₁ 1.00") && shown.contains("x₂ 1.00") && shown.contains("y 0.46"))
        for inside in ["0.30", "0.70", "0.60", "0.50", "h₁"] { #expect(!shown.contains(inside), "\(inside)") }
    }

    /// Before the answer is computed it is not shown.
    @Test func hidesWhatIsNotComputed() throws {
        let shown = try text(beat: 1)
        #expect(shown.contains("x₁ 1.00") && !shown.contains("0.46") && shown.contains("▒▒▒▒"))
    }

    @Test(arguments: ["0x0", "1x1", "3x2", "12x3", "20x5", "40x12", "200x60"])
    func fitsEverySize(size: String) throws {
        for beat in [0, 1, nil] { _ = try text(beat: beat, size: size) }
    }
}
