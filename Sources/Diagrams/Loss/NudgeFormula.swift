import Experiment
import TerminalUI

/// What a small change of one number did to the loss, and the ratio of the two beside the slope.
struct NudgeFormula {
    private let picture: NetworkPicture
    private let nudge: Nudge
    private let format: NumberFormat

    /// A larger change is no nudge: the slope changes on the way.
    private static let largest = 0.05
    /// Small differences of small numbers.
    private static let decimals = 5

    /// Nil where the number in focus was not nudged, or the loss is not known yet.
    init?(_ picture: NetworkPicture, format: NumberFormat) {
        guard let nudge = picture.experiment.nudge, nudge.address == picture.experiment.cursor,
            abs(nudge.change) < Self.largest, picture.replay.revealsLoss
        else { return nil }
        (self.picture, self.nudge, self.format) = (picture, nudge, format)
    }

    func rows(in size: Size, glyphs: GlyphSet) -> [StyledLine] {
        let choices = [[losses, ratio, slopes], [losses, ratio], [ratio], [shortRatio]].map { lines in
            lines.flatMap { $0.spelled(in: glyphs).wrapped(to: size.width, indent: 4) }
        }
        return choices.first { $0.count <= size.height } ?? choices[choices.count - 1]
    }

    private var symbol: String { Notation(picture.experiment).symbol(of: nudge.address) }

    private func fine(_ value: Double) -> String { format.fine(value, decimals: Self.decimals) }

    /// A question about the ratio or the slope keeps both hidden.
    private func open(_ text: String) -> String { picture.hidesSlopes ? "▒▒▒▒" : text }

    /// `L: 0.08 → 0.07605`
    private var losses: StyledLine {
        StyledLine("L: ", .bold) + StyledLine("\(fine(nudge.lossBefore)) → \(fine(nudge.loss))")
    }

    /// `ΔL ÷ Δb² = −0.00395 ÷ 0.01 = −0.395`
    private var ratio: StyledLine {
        StyledLine("ΔL ÷ Δ\(symbol) = ", .bold) + shortRatio
    }

    private var shortRatio: StyledLine {
        StyledLine("\(fine(nudge.lossChange)) ÷ \(fine(nudge.change)) = ")
            + StyledLine(open(format.fine(nudge.ratio)), Style(.accent, .bold))
    }

    /// `slope ∂L/∂b: −0.40 before, −0.39 now`
    private var slopes: StyledLine {
        let now = picture.experiment.lossSlope(of: nudge.address) ?? .nan
        return StyledLine("slope ∂L/∂\(symbol.prefix(1)): ", .dim)
            + StyledLine(
                "\(open(format.fine(nudge.slopeBefore))) before, \(open(format.fine(now))) now", .dim)
    }

    /// The same in a sentence.
    func inWords() -> String {
        let plain = NumberFormat(isExact: picture.isExact, glyphs: .ascii)
        func fine(_ value: Double) -> String { plain.fine(value, decimals: Self.decimals) }
        let ratio = picture.hidesSlopes ? "" : ", a ratio of \(plain.fine(nudge.ratio))"
        return
            "\(symbol) was changed by \(fine(nudge.change)) and the loss by \(fine(nudge.lossChange))\(ratio)."
    }
}
