import Experiment
import TerminalUI

/// The arithmetic of the loss in two lines: the error, and what is made of it.
struct LossFormula {
    private let picture: NetworkPicture
    private let goal: Goal
    private let format: NumberFormat

    /// Nil where the picture is about something else: nothing is wanted, or a neuron has the focus.
    init?(_ picture: NetworkPicture, format: NumberFormat) {
        guard let goal = picture.experiment.goal, goal.target.count == 1 else { return nil }
        switch picture.experiment.cursor {
        case .target: break
        case nil where picture.replay.beatInView == .loss: break
        default: return nil
        }
        (self.picture, self.goal, self.format) = (picture, goal, format)
    }

    func rows(in size: Size, glyphs: GlyphSet) -> [StyledLine] {
        let choices = [[error, loss], [loss]].map { lines in
            lines.flatMap { $0.spelled(in: glyphs).wrapped(to: size.width, indent: 4) }
        }
        return choices.first { $0.count <= size.height } ?? choices[choices.count - 1]
    }

    private var output: Double { picture.experiment.pass.output[0] }

    private func known(_ text: String) -> String { picture.replay.revealsLoss ? text : "▒▒▒▒" }

    /// `error = y − t = 0.60 − 1.00 = −0.40`
    private var error: StyledLine {
        let last = picture.experiment.network.layers.count - 1
        let y = picture.shown(.activation(layer: last, neuron: 0)).map(format.text) ?? "▒▒▒▒"
        var line = StyledLine("error = y − t = ", .bold)
        line.append("\(y) − \(bracketed(goal.target[0])) = ")
        let error = goal.errors(picture.experiment.pass)[0]
        line.append(
            known(format.fine(error)),
            picture.replay.revealsLoss ? Style(picture.tone(of: error)) : .furniture)
        return line
    }

    /// `L = ½ · (−0.40)² = 0.08`
    private var loss: StyledLine {
        let error = goal.errors(picture.experiment.pass)[0]
        var line = StyledLine("L = ", .bold)
        switch goal.measure {
        case .halfSquaredError: line.append(known("½ · \(bracketed(error))² = "))
        case .crossEntropy where goal.target[0] == 1:
            line.append(known("−ln y = −ln \(format.fine(output)) = "))
        case .crossEntropy where goal.target[0] == 0:
            line.append(known("−ln(1 − y) = −ln(1 − \(format.fine(output))) = "))
        case .crossEntropy, .softmaxCrossEntropy: break
        }
        line.append(known(format.fine(picture.experiment.loss ?? .nan)), .bold)
        return line
    }

    private func bracketed(_ value: Double) -> String {
        let text = format.fine(value)
        return text.first?.isNumber ?? false ? text : "(\(text))"
    }
}
