import Experiment
import NeuralNetwork
import TerminalUI

/// What the focused number is, where it stands, and what it does to the output: one line.
package struct Inspector {
    private let experiment: Experiment
    private let format: NumberFormat
    private let isKnown: Bool
    private let isLive: Bool

    /// - Parameters:
    ///   - isKnown: false while the animation has not brought the number to light.
    ///   - isLive: whether numbers can be changed now.
    package init(_ experiment: Experiment, format: NumberFormat, isKnown: Bool, isLive: Bool) {
        self.experiment = experiment
        self.format = format
        self.isKnown = isKnown
        self.isLive = isLive
    }

    package func line() -> StyledLine {
        guard let address = experiment.cursor, let value = experiment.value(of: address) else {
            let change = isLive ? "+ and - change it" : "after your answer you can change it"
            return StyledLine("Tab puts the focus on a number; \(change)", .dim)
        }
        let notation = Notation(experiment.network)
        var line = StyledLine("\(notation.symbol(of: address)) ", .bold)
        line.append("= \(address)  ", .furniture)
        line.append(isKnown ? exact(value) : "▒▒▒▒", .bold)
        if let old = experiment.oldValue(of: address), isKnown { line.append(" (\(exact(old)))", .dim) }
        line.append("  \(notation.placeInWords(of: address))")
        if let effect = effect(of: address, notation: notation) { line.append("  \(effect)", .accent) }
        return line
    }

    /// `slope ∂y/∂w = +0.60`: how fast the output grows with the number.
    private func effect(of address: Address, notation: Notation) -> String? {
        guard isKnown, let slope = experiment.slope(of: address) else { return nil }
        let last = experiment.network.layers.count - 1
        let output = notation.neuronName(layer: last, neuron: 0)
        if address == .activation(layer: last, neuron: 0) { return nil }
        let letter = String(notation.symbol(of: address).prefix(1))
        return "slope ∂\(output)/∂\(letter) = \(format.signed(slope))"
    }

    private func exact(_ value: Double) -> String {
        // A number that the learner typed shows its digits; a computed one shows them on demand.
        let hasFewDigits = "\(value)".count <= 8
        return NumberFormat(isExact: format.isExact || hasFewDigits, glyphs: format.glyphs).signed(value)
    }
}
