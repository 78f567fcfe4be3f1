import Experiment
import TerminalUI
import Testing

@testable import Tutorial

/// "Why this number?": from a number to what it is made of, step by step, and back.
struct WhyTests {
    private func play(_ keys: String, size: String = "80x24", at step: String = "your-edit") throws
        -> ScreenPlayer
    {
        // The question of the last stop is answered first: until then its own keys come first.
        let answer = step == "your-edit" ? "Down Down Down Enter " : ""
        return try ScreenPlayer(answer + keys, at: "visual-model#\(step)", size: size)
    }

    /// On the input [1, 1] y is 0.46 = 0.6·0.3 + 0.4·0.7 + 0, and h₂ = ReLU(0.8·1 + 0.1·1 − 0.2) = 0.7.
    @Test func goesFromTheOutputToAnInput() throws {
        // Along the line of h₁ to z of y, and one down: y itself.
        let toOutput = "Right Right Right Down"
        #expect(try play("\(toOutput) w").contains("Why y = 0.46?"))
        let sum = try play("\(toOutput) w Enter")
        #expect(sum.contains("Why z²₁ = 0.46?") && sum.contains("y = 0.46 ← …"))
        #expect(sum.contains("0.60 × 0.30 = +0.18") && sum.contains("0.40 × 0.70 = +0.28"))
        let product = try play("\(toOutput) w Enter Down Enter")
        #expect(product.contains("w²₁₂ = +0.40") && product.contains("h₂ = 0.70"))
        let neuron = try play("\(toOutput) w Enter Down Enter Down Enter")
        #expect(neuron.contains("Why h₂ = 0.70?") && neuron.contains("ReLU"))
        let input = try play("\(toOutput) w Enter Down Enter Down Enter Enter Enter Down Enter")
        #expect(
            input.contains("Why x₁ = 1.00?") && input.words.contains { $0.contains("comes from outside") })
    }

    /// Right after the focus has moved, Enter asks too; otherwise it goes on.
    @Test func enterAsksWhereTheFocusHasJustMoved() throws {
        #expect(try play("Tab Enter").contains("Why w¹₁₂ = −0.30?"))
        #expect(!(try play("Tab + Enter").contains("Why w")))
        #expect(try play("Tab Enter").footer.contains("close"))
    }

    @Test func theWayBackLeadsHome() throws {
        let deep = "Right Right Right Down w Enter Down Enter"
        #expect(try play("\(deep) Backspace").contains("Why z²₁ = 0.46?"))
        #expect(try play("\(deep) Backspace Backspace").contains("Why y = 0.46?"))
        for end in ["\(deep) Backspace Backspace Backspace", "\(deep) Esc", "\(deep) q"] {
            let screen = try play(end)
            #expect(!screen.contains("Why") && screen.header.contains("stop 9/9"))
            // The focus is where it was.
            #expect(screen.rows[22].contains("y = a2[0]"))
        }
    }

    @Test func aParameterSaysWhatItDoes() throws {
        // ∂y/∂w¹₁₁ = 0.6 · 1 · x₁ = 0.6, so 0.1 more makes y 0.06 larger.
        let weight = try play("w")
        #expect(weight.contains("Why w¹₁₁ = 0.50?"))
        #expect(weight.contains("changes by about +0.06"))
        #expect(!weight.footer.contains("why?"))
    }

    /// What is not computed yet has no reason yet, and no number leaks.
    @Test func whatIsHiddenStaysHidden() throws {
        let hidden = try play("Right Right Right w", at: "weights-multiply")
        #expect(hidden.contains("Why z¹₁ = ▒▒▒▒?") && hidden.contains("not computed yet"))
    }

    @Test(arguments: ["40x12", "60x20", "120x40", "80x24"])
    func fitsEverySize(size: String) throws {
        let screen = try play("Right Right Right Down w Enter", size: size)
        #expect(screen.contains("z²₁"))
        #expect(screen.footer.contains("Esc"))
    }

    /// All that stands in the pane is said in words as well.
    @Test func isSaidInWords() throws {
        let screen = try play("Right Right Right Down w Enter")
        let said = screen.words.joined(separator: " ")
        for text in ["Why z²₁ = 0.46?", "0.60 × 0.30 = +0.18", "All products and the bias"] {
            #expect(said.contains(text), "\(text)")
        }
    }
}
