import Experiment
import NeuralNetwork
import TerminalUI
import Testing

@testable import Diagrams

/// The valley and the ball: the ball stands where the loss is, at every size, and the steps are told.
struct LossCurvePictureTests {
    private static let along = Address.weight(layer: 0, neuron: 0, input: 0)

    /// y = w · x with x = 2 and the target 6, from w = 0.
    private func experiment(rate: Double = 0.1, w: Double = 0, steps: Int = 0) throws -> Experiment {
        let neuron = try DenseLayer(weights: Matrix([[w]]), biases: [0], activation: .linear)
        var experiment = try Experiment(
            network: Network(layers: [neuron]), input: [2], goal: Goal(target: [6], learningRate: rate),
            frozen: [.bias(layer: 0, neuron: 0)])
        experiment.select(Self.along)
        if steps > 0 { try experiment.apply(.descend(steps: steps)) }
        return experiment
    }

    private func picture(_ experiment: Experiment) -> LossCurvePicture {
        LossCurvePicture(experiment, along: Self.along, range: -1...7)
    }

    private func canvas(
        _ picture: LossCurvePicture, _ width: Int, _ height: Int, _ glyphs: GlyphSet = .unicode
    ) -> Canvas {
        var canvas = Canvas(size: Size(width: width, height: height), glyphs: glyphs)
        picture.draw(on: &canvas)
        return canvas
    }

    /// Two labels of heights fix the scale: the ball stands at (w, ½ (2w − 6)²) on it, within a cell.
    @Test(arguments: [0.0, 1, 2.5, 3, 4.8, 6], GlyphSet.allCases)
    func theBallStandsAtItsLoss(w: Double, glyphs: GlyphSet) throws {
        let canvas = canvas(picture(try experiment(w: w)), 100, 46, glyphs)
        let text = canvas.text.split(separator: "\n", omittingEmptySubsequences: false).map(Array.init)
        func row(_ label: String) throws -> Double {
            Double(try #require(text.firstIndex { String($0).contains("\(label) \(glyphs.pick("┤", "+"))") }))
        }
        let (bottom, top) = (try row(" 0"), try row("32"))
        let ball = glyphs.pick("●", "@")
        let y = try #require(text.firstIndex { String($0).contains(ball) })
        let x = try #require(text[y].firstIndex(of: Character(ball)))
        let loss = (2 * w - 6) * (2 * w - 6) / 2
        #expect(abs(Double(y) - (bottom + loss / 32 * (top - bottom))) <= 1)
        // The axis of w = 0 and the label 7 at the right end fix the other scale.
        let labels = String(try #require(text.last { String($0).contains("0     ") }))
        let zero = Double(try #require(Array(labels).firstIndex(of: "0")))
        let six = Double(try #require(Array(labels).firstIndex(of: "6")))
        #expect(abs(Double(x) - (zero + w / 6 * (six - zero))) <= 1)
    }

    @Test(arguments: GlyphSet.allCases) func nothingFailsAtAnySize(glyphs: GlyphSet) throws {
        let samples = [
            try experiment(), try experiment(steps: 3), try experiment(rate: 0.6, steps: 40),
            try experiment(rate: 4, steps: 1000),
        ]
        // Every size with one of them; all would take long and show no more.
        for (offset, sample) in samples.enumerated() {
            for width in stride(from: offset, through: 60, by: samples.count) {
                for height in 0...26 {
                    let canvas = canvas(picture(sample), width, height, glyphs)
                    #expect(canvas.size == Size(width: width, height: height))
                }
            }
        }
    }

    /// The curriculum's first losses at η = 0.1 (X7).
    @Test func theStepsAreListed() throws {
        let text = canvas(picture(try experiment(steps: 4)), 50, 18).text
        for (step, w, loss) in [
            (0, "0.00", "18.00"), (1, "1.20", "6.48"), (2, "1.92", "2.33"), (3, "2.35", "0.84"),
        ] {
            let row = text.split(separator: "\n").first { $0.hasSuffix(loss) }
            #expect(row.map { $0.contains(" \(step)    \(w)") } ?? false, "\(step)")
        }
        let words = picture(try experiment(steps: 2)).inWords().joined(separator: " ")
        #expect(words.contains("after 1 step w = 1.20, loss 6.48"))
        #expect(words.contains("The slope there is -4.32."))
    }

    /// Of more steps than rows the first and the latest show.
    @Test func aLongRunIsCutInTheMiddle() throws {
        let text = canvas(picture(try experiment(rate: 0.01, steps: 100)), 50, 18).text
        #expect(text.contains(" 0    0.00    18.00") && text.contains("⋮") && text.contains(" 100 "))
    }

    @Test func beyondThePlotAnArrowSaysSo() throws {
        // 0 → 7.2 → −2.88, by hand.
        #expect(canvas(picture(try experiment(rate: 0.6, steps: 1)), 50, 18).text.contains("●▶"))
        #expect(canvas(picture(try experiment(rate: 0.6, steps: 2)), 50, 18).text.contains("◀●"))
    }

    @Test func whatIsAskedForIsHidden() throws {
        var picture = picture(try experiment())
        picture.showsSlope = false
        #expect(canvas(picture, 50, 18).text.contains("slope ▒▒▒▒"))
        #expect(!picture.inWords().contains { $0.contains("slope") })
        picture.isKnown = false
        let text = canvas(picture, 50, 18).text
        #expect(!text.contains("18.00") && !text.contains("●"))
    }
}
