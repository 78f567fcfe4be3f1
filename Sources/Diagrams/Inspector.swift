import Experiment
import NeuralNetwork
import TerminalUI

/// What the focused number is, where it stands, and what it does to the output: one line.
package struct Inspector {
    private let experiment: Experiment
    private let format: NumberFormat
    private let isKnown: Bool
    /// Whether the end that the slope is about is on the screen.
    private let isEffectKnown: Bool
    private let isLive: Bool
    private let isAsking: Bool
    private let isSought: Bool

    /// - Parameters:
    ///   - replay: what the animation has brought to light; nil where there is none.
    ///   - isLive: whether numbers can be changed now.
    ///   - isAsking: whether a question waits, whose answer the slope might give away.
    ///   - hidesSlopes: whether a question about a slope of the loss is still to come.
    ///   - isSought: whether numbers are to be found by what they are, which their place in words would tell.
    package init(
        _ experiment: Experiment, format: NumberFormat, replay: Replay?, isLive: Bool, isAsking: Bool = false,
        hidesSlopes: Bool = false, isSought: Bool = false
    ) {
        self.experiment = experiment
        self.format = format
        isKnown = experiment.cursor.map { replay?.reveals($0) ?? true } ?? true
        let isSlopeKnown = experiment.cursor.map { replay?.revealsSlope(of: $0) ?? true } ?? true
        isEffectKnown =
            experiment.goal == nil ? replay?.isForwardComplete ?? true : isSlopeKnown && !hidesSlopes
        self.isLive = isLive
        self.isAsking = isAsking
        self.isSought = isSought
    }

    /// The line, with what matters least left out where it would not fit. A number is never cut.
    package func line(width: Int) -> StyledLine {
        guard let address = experiment.cursor, let value = experiment.value(of: address) else {
            let change = isLive ? "+ - change it" : "answer first, then change it"
            let line = StyledLine("Tab: focus a number; \(change)", .dim)
            return line.width <= width ? line : StyledLine("Tab: focus a number", .dim)
        }
        if experiment.isCurve { return curveLine(width: width) }
        let notation = Notation(experiment.network)
        let name = StyledLine(notation.symbol(of: address), .bold)
        // A question may be about just this name.
        let codeName = isAsking ? StyledLine() : StyledLine(" = \(address)", .furniture)
        let number = StyledLine("  ") + number(value)
        guard !isSought else { return name + number }
        let place = StyledLine("  \(notation.placeInWords(of: address))")
        let effect = effect(notation).map { StyledLine("  \($0)", .accent) } ?? StyledLine()
        let lines = [
            name + codeName + number + place + effect, name + number + place + effect,
            name + number + effect, name + number + place,
        ]
        let fitting = lines.first { $0.spelled(in: format.glyphs).width <= width }
        return fitting ?? name + number
    }

    /// Of a curve: where its point stands.
    private func curveLine(width: Int) -> StyledLine {
        let z = StyledLine("z = ", .bold) + number(experiment.input[0])
        let line =
            z
            + StyledLine(
                isLive
                    ? "  + - and the arrows move the point, = types it"
                    : "  answer first; then the point is yours to move", .dim)
        return line.spelled(in: format.glyphs).width <= width ? line : z
    }

    private func number(_ value: Double) -> StyledLine {
        guard isKnown else { return StyledLine("▒▒▒▒", .bold) }
        var line = StyledLine(exact(value), .bold)
        if let old = experiment.cursor.flatMap(experiment.oldValue) { line.append(" (\(exact(old)))", .dim) }
        return line
    }

    /// `slope ∂y/∂w = +0.60`: how fast the output grows with the number, or the loss where something is wanted. Nothing before the output is known or
    /// while an answer is awaited: it would give away what the learner is asked for.
    private func effect(_ notation: Notation) -> String? {
        let last = experiment.network.layers.count - 1
        guard isEffectKnown, !isAsking, let address = experiment.cursor else { return nil }
        let letter = String(notation.symbol(of: address).prefix(1))
        if experiment.goal != nil {
            return experiment.lossSlope(of: address).map {
                "slope ∂L/∂\(letter) = \(format.signedFine($0))"
            }
        }
        guard let slope = experiment.slope(of: address),
            address != .activation(layer: last, neuron: 0)
        else { return nil }
        let output = notation.neuronName(layer: last, neuron: 0)
        return "slope ∂\(output)/∂\(letter) = \(format.signed(slope))"
    }

    private func exact(_ value: Double) -> String {
        // A number that the learner typed shows its digits; a computed one shows them on demand.
        let hasFewDigits = "\(value)".count <= 8
        return NumberFormat(isExact: format.isExact || hasFewDigits, glyphs: format.glyphs).signed(value)
    }
}
