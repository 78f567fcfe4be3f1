import Experiment
import NeuralNetwork
import Samples
import TerminalUI
import Testing

@testable import Diagrams

/// A third hidden neuron grows into the lessons' network: its two weights, its bias, the weight that reads it.
struct GrowthTests {
    /// Every number can be told from the others at two decimals.
    private func picture(_ progress: Double?, showsMatrices: Bool) throws -> NetworkPicture {
        let network = try Network(layers: [
            DenseLayer(
                weights: Matrix([[0.11, 0.12], [0.21, 0.22], [0.31, 0.32]]), biases: [0.41, 0.42, 0.43],
                activation: .relu),
            DenseLayer(weights: Matrix([[0.51, 0.52, 0.53]]), biases: [0.61], activation: .linear),
        ])
        var picture = try Experiment(network: network, input: [1, 2]).picture()
        picture.growth = progress.map { Growth(layer: 0, neuron: 2, progress: $0) }
        picture.showsMatrices = showsMatrices
        return picture
    }

    // z of the new neuron is 0.31 + 2 · 0.32 + 0.43 = 1.38, as is a.
    @Test(
        arguments: [
            (0.0, [], [0.31, 0.32, 0.43, 0.53, 1.38]), (0.1, [0.31], [0.32, 0.43, 0.53, 1.38]),
            (0.2, [0.31, 0.32], [0.43, 0.53, 1.38]), (0.5, [0.31, 0.32, 0.43], [0.53, 1.38]),
            (0.9, [0.31, 0.32, 0.43, 0.53, 1.38], []), (1, [0.31, 0.32, 0.43, 0.53, 1.38], []),
        ] as [(Double, [Double], [Double])], [false, true])
    func numbersComeOneAfterTheOther(
        step: (progress: Double, grown: [Double], missing: [Double]), showsMatrices: Bool
    ) throws {
        let picture = try picture(step.progress, showsMatrices: showsMatrices)
        for (width, height) in [(49, 24), (120, 30), (80, 24)] {
            let shown = numbers(in: picture.canvas(width, height).text)
            #expect(shown.isSuperset(of: step.grown), "\(width)×\(height) lacks some of \(step.grown)")
            #expect(shown.isDisjoint(with: step.missing), "\(width)×\(height) has some of \(step.missing)")
            // All the others stay.
            #expect(shown.isSuperset(of: [0.11, 0.12, 0.21, 0.22, 0.41, 0.42, 0.51, 0.52, 0.61]))
        }
    }

    @Test func captionsGrowWithTheNumbers() throws {
        for (progress, first, second) in [
            (0.0, "W¹ 2×2 · x 2 + b¹ 2 → h 2", "W² 1×2 · h 2"),
            (0.1, "W¹ 3×2 · x 2 + b¹ 2 → h 2", "W² 1×2 · h 2"),
            (0.5, "W¹ 3×2 · x 2 + b¹ 3 → h 2", "W² 1×2 · h 2"),
            (0.9, "W¹ 3×2 · x 2 + b¹ 3 → h 3", "W² 1×3 · h 3"),
        ] {
            let text = try picture(progress, showsMatrices: true).canvas(120, 30).text
            #expect(text.contains(first) && text.contains(second), "\(progress)")
        }
    }

    /// What has grown in stands out, and only that.
    @Test func theNewNumbersStandOut() throws {
        let canvas = try picture(0.5, showsMatrices: true).canvas(120, 30)
        var accented: Set<String> = []
        for y in 0..<30 {
            let row = (0..<120).map { x -> String in
                guard let cell = canvas[x, y], cell.style == Style(.accent, .bold) else { return " " }
                return cell.text
            }.joined()
            accented.formUnion(row.split(separator: " ").map(String.init))
        }
        #expect(accented == ["+0.31", "+0.32", "+0.43"])
    }

    /// When it has grown, the picture is the one without growth but for what stands out and the formula.
    @Test func inTheEndEverythingIsThere() throws {
        let grown = numbers(in: try picture(1, showsMatrices: false).canvas(120, 30).text)
        let plain = try picture(nil, showsMatrices: false)
        for address in allAddresses(of: plain.experiment.network) where address.kind != .product {
            let value = try #require(plain.experiment.value(of: address))
            #expect(grown.contains((value * 100).rounded() / 100), "\(address)")
        }
    }
}
