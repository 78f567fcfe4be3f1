import Experiment
import NeuralNetwork
import TerminalUI

/// What is wanted of the network, how far its output is from that, and the loss that this makes: a few short rows
/// beside the output, below it, or in a strip.
struct LossPanel {
    /// A row, with the number that it is about, if that can have the focus.
    struct Row {
        let line: StyledLine
        var address: Address?
        /// Rows of a lower rank give way first.
        var rank = 1
    }

    private let picture: NetworkPicture
    private let goal: Goal
    private let format: NumberFormat
    private let notation: Notation

    private static let longestArrow = 10
    /// Beyond so many outputs, only the loss is told.
    private static let mostTargets = 4

    /// Nil where nothing is wanted.
    init?(_ picture: NetworkPicture, glyphs: GlyphSet) {
        guard let goal = picture.experiment.goal else { return nil }
        self.picture = picture
        self.goal = goal
        // Every digit stands in the formula.
        format = NumberFormat(glyphs: glyphs)
        notation = Notation(picture.experiment)
    }

    private var isKnown: Bool { picture.replay.revealsLoss }

    // MARK: Rows

    /// The rows, as wide as there is room for.
    func rows(width: Int) -> [Row] {
        var rows = targets(width: width)
        if goal.target.count == 1 {
            let error = goal.errors(picture.experiment.pass)[0]
            let name = "error"
            let room = width - name.count - 1
            let choices = [format.signedFine(error), format.text(error, width: room, signed: true)]
            let text = isKnown ? choices.first { $0.count <= room } ?? choices[1] : unknown
            rows.append(Row(line: row(name, text, tone: isKnown ? error : nil)))
        }
        let loss = picture.experiment.loss ?? .nan
        var line = row(
            "L", isKnown ? format.fine(loss) : unknown, style: flashing(Style(.plain, .bold)), isFree: true)
        if let old = picture.experiment.oldLoss, isKnown {
            let bracketed = " (\(format.fine(old)))"
            let fits = line.width + cellWidth(of: bracketed) <= width
            if fits { line.append(bracketed, .dim) }
            rows.append(Row(line: line, rank: 3))
            if !fits { rows.append(Row(line: StyledLine("was \(format.fine(old))", .dim))) }
        } else {
            rows.append(Row(line: line, rank: 3))
        }
        let names = goal.measure.names.filter { cellWidth(of: format.glyphs.spelling(of: $0)) <= width }
        if let name = names.first { rows.append(Row(line: StyledLine(name, .dim), rank: 0)) }
        if picture.experiment.exists(.learningRate) {
            rows.append(
                Row(
                    line: row("η", number(.learningRate), style: style(of: .learningRate)),
                    address: .learningRate, rank: rank(of: .learningRate)))
        }
        return rows
    }

    private func targets(width: Int) -> [Row] {
        // Of many, the one in focus.
        let shown = goal.target.indices.filter { index in
            goal.target.count <= Self.mostTargets || picture.experiment.cursor == .target(index)
        }
        return shown.map { index in
            let address = Address.target(index)
            var line = row(notation.symbol(of: address), number(address), style: style(of: address))
            if let old = picture.experiment.oldValue(of: address) {
                let bracketed = " (\(format.text(old)))"
                if line.width + cellWidth(of: bracketed) <= width { line.append(bracketed, .dim) }
            }
            return Row(line: line, address: address, rank: rank(of: address))
        }
    }

    /// What has the focus stays longest.
    private func rank(of address: Address) -> Int { picture.experiment.cursor == address ? 4 : 2 }

    private func number(_ address: Address) -> String {
        let value = picture.experiment.value(of: address) ?? .nan
        return address == .learningRate ? format.fine(value) : format.text(value)
    }

    private func style(of address: Address) -> Style {
        picture.style(of: address, value: picture.experiment.value(of: address)).withoutSign
    }

    private func flashing(_ style: Style) -> Style {
        picture.flashes && picture.experiment.oldLoss != nil ? Style(.accent, .bold) : style
    }

    private func row(
        _ name: String, _ number: String, style: Style = .plain, tone value: Double? = nil,
        isFree: Bool = false
    ) -> StyledLine {
        var line = StyledLine(name + " ", isFree ? .bold : .plain)
        // Numbers without a sign stand where the others have theirs.
        let isSigned = number.first == "+" || number.first == format.glyphs.pick("−", "-").first
        if !isSigned { line.append(" ") }
        line.append(number, value.map { Style(picture.tone(of: $0)) } ?? style)
        return line
    }

    private let unknown = "▒▒▒▒"

    // MARK: Drawing

    /// Draws as many rows as there is room for, those that matter least left out.
    func draw(in area: Rect, on canvas: inout Canvas) {
        var rows = rows(width: area.width)
        while rows.count > area.height, let rank = rows.map(\.rank).min(),
            let index = rows.lastIndex(where: { $0.rank == rank })
        {
            rows.remove(at: index)
        }
        for (offset, row) in rows.enumerated() {
            let y = area.y + offset
            canvas.writeCut(row.line.spelled(in: canvas.glyphs), x: area.x, y: y, width: area.width)
            if let address = row.address {
                canvas.mark(Rect(x: area.x, y: y, width: area.width, height: 1), as: address.description)
            }
        }
    }

    /// In a box of its own, with an arrow to it from the output.
    func drawBox(in area: Rect, output: Rect, on canvas: inout Canvas) {
        let level = output.y + output.height / 2
        let rows = rows(width: area.width - 7)
        let height = min(rows.count + 2, area.height)
        let top = min(max(area.y, level - height / 2), area.maxY - height)
        // In a wide pane it stays near the output.
        let x = min(area.x + 4, output.maxX + Self.longestArrow)
        let box = Rect(x: x, y: top, width: area.width - 5, height: height)
        canvas.drawBox(box, style: .furniture)
        canvas.write(" loss ", x: box.x + 1, y: box.y, style: .furniture)
        draw(in: Rect(x: box.x + 1, y: box.y + 1, width: box.width - 2, height: height - 2), on: &canvas)
        let y = min(max(level, box.y), box.maxY - 1)
        guard output.maxX + 2 < box.x else { return }
        for x in (output.maxX + 1)..<(box.x - 1) {
            canvas.write(canvas.glyphs.pick("─", "-"), x: x, y: y, style: .furniture)
        }
        canvas.write(canvas.glyphs.pick("▶", ">"), x: box.x - 1, y: y, style: .furniture)
    }

    /// Everything in one row.
    func drawStrip(in area: Rect, on canvas: inout Canvas) {
        guard area.height > 0 else { return }
        var rows = rows(width: area.width)
        func total() -> Int {
            rows.reduce(0) { $0 + $1.line.spelled(in: canvas.glyphs).width + 2 }
        }
        while rows.count > 1, total() > area.width, let rank = rows.map(\.rank).min(),
            let index = rows.lastIndex(where: { $0.rank == rank })
        {
            rows.remove(at: index)
        }
        var x = area.x
        for row in rows {
            let line = row.line.spelled(in: canvas.glyphs)
            canvas.writeCut(line, x: x, y: area.y, width: area.maxX - x)
            if let address = row.address {
                canvas.mark(Rect(x: x, y: area.y, width: line.width, height: 1), as: address.description)
            }
            x += line.width + 2
        }
    }

    // MARK: In words

    /// The same in sentences.
    func inWords() -> [String] {
        let plain = NumberFormat(isExact: picture.isExact, glyphs: .ascii)
        let targets = goal.target.indices.map {
            "\(notation.symbol(of: .target($0))) = \(plain.text(goal.target[$0]))"
        }
        var sentences = ["Wanted: \(targets.joined(separator: ", "))."]
        if isKnown {
            if goal.target.count == 1 {
                let error = plain.signedFine(goal.errors(picture.experiment.pass)[0])
                sentences.append("The error, output minus target, is \(error).")
            }
            let old = picture.experiment.oldLoss.map { " (before: \(plain.fine($0)))" } ?? ""
            sentences.append(
                "The loss L, \(goal.measure.inWords), is \(plain.fine(picture.experiment.loss ?? .nan))\(old)."
            )
        } else {
            sentences.append("The loss is not known yet.")
        }
        if let rate = picture.experiment.value(of: .learningRate) {
            sentences.append("The learning rate is \(plain.fine(rate)).")
        }
        return sentences
    }
}

extension Loss {
    /// What it is called in a picture, the longer first.
    var names: [String] {
        switch self {
        case .halfSquaredError: ["L = ½ · error²", "½ · error²", "½error²"]
        case .crossEntropy: ["L = −ln p", "−ln p"]
        case .softmaxCrossEntropy: ["L = −ln p, softmax", "−ln p"]
        }
    }

    /// What it is, within a sentence.
    var inWords: String {
        switch self {
        case .halfSquaredError: "half the squared error"
        case .crossEntropy, .softmaxCrossEntropy: "cross-entropy"
        }
    }
}

extension Style {
    /// The same without the colour of a sign.
    fileprivate var withoutSign: Style {
        tone == .positive || tone == .negative ? Style(.plain, attributes) : self
    }
}
