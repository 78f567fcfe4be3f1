import Experiment
import NeuralNetwork
import TerminalUI

/// The network as a text diagram: its layers from left to right, every number in its place, what the animation
/// has not brought to light yet hidden.
///
/// It reads the experiment and changes nothing; drawn twice, it is the same.
package struct NetworkPicture {
    package let experiment: Experiment
    package var replay: Replay
    /// What the step is about; the rest is dimmed. Nil lights everything.
    package var lit: Set<Address>?
    /// Whether numbers that the latest edit changed stand out for a moment.
    package var flashes = false
    package var isExact = false
    /// Whether a question has the learner's attention: the focus is then underlined, and the question's own
    /// field is what stands in reverse video.
    package var isFocusQuiet = false
    /// Whether a question about a slope waits or is still to come: then no formula tells one.
    package var hidesSlopes = false
    /// Whether the matrices are drawn, too, or instead where there is room for one of the two only.
    package var showsMatrices = false
    /// A neuron that grows in.
    package var growth: Growth?

    package init(_ experiment: Experiment, replay: Replay, lit: Set<Address>? = nil) {
        self.experiment = experiment
        self.replay = replay
        self.lit = lit
    }

    package func draw(on canvas: inout Canvas) {
        guard showsMatrices else { return drawNetwork(on: &canvas) }
        let matrices = MatrixPicture(self)
        let rooms = MatrixRooms(canvas.bounds, matrices)
        if let network = rooms.network {
            canvas.clipped(to: network) { drawNetwork(hasFormula: rooms.hasFormula, on: &$0) }
        }
        canvas.clipped(to: rooms.matrices) { matrices.draw(on: &$0) }
    }

    private func drawNetwork(hasFormula: Bool = true, on canvas: inout Canvas) {
        let panel = LossPanel(self, glyphs: canvas.glyphs)
        var (area, side): (Rect, Rect?) = (canvas.bounds, nil)
        if panel != nil, area.width >= Self.widthForLossBeside, area.height >= Self.rowsForLossBeside {
            let parts = area.split(left: area.width - Self.lossWidth)
            (area, side) = (parts.left, parts.rest)
        }
        var (rooms, layout) = plan(in: area, hasFormula: hasFormula, glyphs: canvas.glyphs)
        let below = side == nil && panel != nil ? roomBelowOutput(layout, rooms.network) : nil
        var strip: Rect?
        if panel != nil, side == nil, below == nil, area.height >= 2 {
            let parts = area.split(top: area.height - 1)
            strip = parts.rest
            (rooms, layout) = plan(in: parts.top, hasFormula: hasFormula, glyphs: canvas.glyphs)
        }
        let pen = NetworkPen(picture: self, layout: layout, format: NumberFormat(glyphs: canvas.glyphs))
        pen.drawNodes(on: &canvas)
        pen.drawConnections(on: &canvas)
        if let title = rooms.title { pen.drawTitles(on: &canvas, y: title) }
        if let side {
            let output = layout.column(experiment.network.layers.count)?.nodes.first?.frame ?? rooms.network
            panel?.drawBox(in: side, output: output, on: &canvas)
        }
        if let below { panel?.draw(in: below, on: &canvas) }
        if let strip { panel?.drawStrip(in: strip.inset(left: strip.width > 30 ? 1 : 0), on: &canvas) }
        drawCurve(on: &canvas, layout: layout, room: rooms.network)
        if let formula = rooms.formula, growth == nil {
            canvas.clipped(to: formula) { drawFormula(on: &$0) }
        }
    }

    /// From this size on, the loss has a place of its own beside the output.
    private static let widthForLossBeside = 72
    private static let rowsForLossBeside = 9
    private static let lossWidth = 24

    private func plan(
        in area: Rect, hasFormula: Bool, glyphs: GlyphSet
    ) -> (rooms: NetworkRooms, layout: NetworkLayout) {
        let sizes = experiment.network.layerSizes
        let rooms = NetworkRooms(area, layerSizes: sizes, hasFormula: hasFormula)
        return (rooms, NetworkLayout(layerSizes: sizes, glyphs: glyphs, in: rooms.network, focus: focus))
    }

    /// The room under the last output, where there is enough of it for the loss.
    private func roomBelowOutput(_ layout: NetworkLayout, _ network: Rect) -> Rect? {
        guard let column = layout.column(experiment.network.layers.count), let node = column.nodes.last,
            column.folded.after == 0, !column.isGrid
        else { return nil }
        let output = Address.activation(layer: experiment.network.layers.count - 1, neuron: node.index)
        // A narrow box has its old output below it.
        let hasOld = column.size == .narrowBox && shownBefore(output) != nil
        let top = node.frame.maxY + (hasOld ? 1 : 0)
        let room = Rect(
            x: column.frame.x + (column.size >= .narrowBox ? 1 : 0), y: top,
            width: network.maxX - column.frame.x - 1, height: network.maxY - top)
        return room.height >= 3 && room.width >= 11 ? room : nil
    }

    /// The node that must stay in sight: the one that grows in, else the focused one, else the one that is being computed.
    var focus: NetworkFocus? {
        if let growth { return NetworkFocus(column: growth.layer + 1, node: growth.neuron) }
        switch experiment.cursor {
        case .input(let index): return NetworkFocus(column: 0, node: index)
        case .weight(let layer, let neuron, let input), .product(let layer, let neuron, let input):
            return NetworkFocus(column: layer + 1, node: neuron, source: input)
        case .bias(let layer, let neuron), .preactivation(let layer, let neuron),
            .activation(let layer, let neuron):
            return NetworkFocus(column: layer + 1, node: neuron)
        case .target(let index):
            return NetworkFocus(column: experiment.network.layers.count, node: index)
        case .learningRate: return NetworkFocus(column: experiment.network.layers.count, node: 0)
        case nil:
            return neuronInView.map { NetworkFocus(column: $0.layer + 1, node: $0.neuron) }
        }
    }

    /// The neuron that the animation is at. While a question waits, that is the one it asks about: the next.
    var neuronInView: (layer: Int, neuron: Int)? {
        guard isFocusQuiet, replay.beatInMotion == nil, let next = replay.nextBeat?.neuron else {
            return replay.beatInView?.neuron
        }
        return next
    }

    // MARK: What a number looks like

    func isLit(_ address: Address) -> Bool {
        lit?.contains(address) ?? true
    }

    func style(of address: Address, value: Double?) -> Style {
        var style = Style(tone(of: value))
        if !isLit(address) { style = style.adding(.dim) }
        if flashes, experiment.oldValue(of: address) != nil { style = Style(.accent, .bold) }
        if let growth, growth.includes(address) { style = Style(.accent, .bold) }
        // Underlined as well, for terminals without colours.
        if experiment.marked.contains(address) { style = Style(.accent, [.bold, .underline]) }
        if experiment.cursor == address { style = Style(style.tone, isFocusQuiet ? .underline : .reverse) }
        return style
    }

    func tone(of value: Double?) -> Tone {
        guard let value else { return .furniture }
        if value.isNaN { return .warning }
        return value > 0 ? .positive : value < 0 ? .negative : .plain
    }

    /// The number as the animation allows it to be seen; nil while it is not known.
    func shown(_ address: Address) -> Double? {
        replay.reveals(address) ? experiment.value(of: address) : nil
    }

    /// The number before the latest edit, if that changed what is on the screen.
    func shownBefore(_ address: Address) -> Double? {
        replay.reveals(address) ? experiment.oldValue(of: address) : nil
    }

    /// The slope of the loss along a number, once the way back has come there; nil while it has not.
    func shownSlope(_ address: Address) -> Double? {
        replay.isGoingBack && replay.revealsSlope(of: address) ? experiment.lossSlope(of: address) : nil
    }

    /// The beat that arithmetic is shown of: that in view, or, while a question waits, the one it asks about.
    var beatInQuestion: Beat? {
        isFocusQuiet && replay.beatInMotion == nil ? replay.nextBeat ?? replay.beatInView : replay.beatInView
    }

    // MARK: The curve and the formula

    /// The activation's curve with the point on it, while a neuron passes z through it, where there is room.
    private func drawCurve(on canvas: inout Canvas, layout: NetworkLayout, room: Rect) {
        let place: (layer: Int, neuron: Int)
        let isGate: Bool
        switch replay.beatInView {
        case .activation(let layer, let neuron): (place, isGate) = ((layer, neuron), false)
        case .gate(let layer, let neuron): (place, isGate) = ((layer, neuron), true)
        default: return
        }
        let (layer, neuron) = place
        // The beat may tell of a neuron that was deleted meanwhile.
        guard growth == nil, experiment.pass.layers.indices.contains(layer),
            experiment.pass.layers[layer].preactivations.indices.contains(neuron),
            experiment.network.layers[layer].activation != .linear,
            // A question about another neuron has left this one behind.
            neuronInView.map({ $0 == (layer, neuron) }) ?? true
        else { return }
        let z = experiment.pass.layers[layer].preactivations[neuron]
        let reach = z.isFinite ? max(1.5, min(abs(z) * 1.3, 1e6)) : 1.5
        var curve = CurvePicture(
            activation: experiment.network.layers[layer].activation, z: z, range: -reach...reach)
        curve.owner = Notation(experiment.network).neuronName(layer: layer, neuron: neuron)
        curve.isFocused = false
        curve.fraction = isGate || replay.beatInMotion == nil ? 1 : replay.progress
        curve.showsSlope = isGate
        let title = cellWidth(of: canvas.glyphs.spelling(of: curve.title))
        let size = Size(width: max(12, title + 1), height: room.height >= 18 ? 7 : 5)
        // A column at the right stays free.
        let x = room.maxX - size.width - 1
        let corners = [
            Rect(x: x, y: room.y, width: size.width, height: size.height),
            Rect(x: x, y: room.maxY - size.height, width: size.width, height: size.height),
            Rect(x: room.x, y: room.maxY - size.height, width: size.width, height: size.height),
        ]
        let nodes = layout.columns.flatMap { $0.nodes.map(\.frame) }
        let free = corners.first { corner in
            corner.x >= room.x && corner.y >= room.y
                && nodes.allSatisfy { $0.intersection(corner).isEmpty } && !canvas.hasText(in: corner)
        }
        guard let free else { return }
        canvas.clipped(to: free) { area in
            area.clear()
            curve.draw(on: &area)
        }
    }

    private func drawFormula(on canvas: inout Canvas) {
        let format = NumberFormat(isExact: isExact, glyphs: canvas.glyphs)
        let (size, glyphs) = (canvas.bounds.size, canvas.glyphs)
        let rows =
            NudgeFormula(self, format: format)?.rows(in: size, glyphs: glyphs)
            ?? LossFormula(self, format: format)?.rows(in: size, glyphs: glyphs)
            ?? SlopeFormula(self, format: format)?.rows(in: size, glyphs: glyphs)
            ?? NeuronFormula(self, format: format).rows(in: size, glyphs: glyphs)
        for (y, row) in rows.prefix(canvas.bounds.height).enumerated() { canvas.write(row, x: 0, y: y) }
    }
}

extension Canvas {
    /// Whether a letter or a digit stands in an area.
    fileprivate func hasText(in area: Rect) -> Bool {
        (area.y..<area.maxY).contains { y in
            (area.x..<area.maxX).contains { x in
                let scalar = self[x, y].flatMap { Unicode.Scalar($0.scalar) }
                return scalar?.properties.generalCategory == .decimalNumber
                    || scalar?.properties.isAlphabetic == true
            }
        }
    }
}

/// How the picture's area is divided: titles on top, the network, and the formula of the neuron in view right
/// below it. In a large area the three stand together in its middle.
private struct NetworkRooms {
    let title: Int?
    let network: Rect
    let formula: Rect?

    /// More rows than this for each node of the tallest layer only pull the picture apart.
    private static let mostRowsPerNode = 9

    init(_ area: Rect, layerSizes: [Int], hasFormula: Bool) {
        var formulaRows = !hasFormula ? 0 : area.height >= 11 ? 3 : area.height >= 7 ? 2 : 0
        let titleRows = area.height >= 9 ? 1 : 0
        var free = area.height - formulaRows - titleRows
        // The products on their own give way where their row is all that boxes lack.
        if formulaRows == 3, (layerSizes.max() ?? 0) * 5 == free + 1 {
            formulaRows = 2
            free += 1
        }
        let wanted = (layerSizes.max() ?? 1) * Self.mostRowsPerNode
        let height = min(free, max(wanted, 15))
        let top = area.y + (free - height) / 2
        title = titleRows == 1 ? top : nil
        network = Rect(x: area.x, y: top + titleRows, width: area.width, height: height)
        formula =
            formulaRows > 0
            ? Rect(x: area.x + 1, y: network.maxY, width: area.width - 2, height: formulaRows) : nil
    }
}

/// How the picture's area is divided where matrices show: beside the network, below it, or alone.
private struct MatrixRooms {
    let network: Rect?
    let matrices: Rect
    let hasFormula: Bool

    /// From this width on, the two stand beside each other.
    private static let wideEnough = 100
    /// What the network needs for its boxes.
    private static let networkSize = Size(width: 49, height: 11)
    /// What matrices need to be worth their rows.
    private static let fewestRows = 7

    init(_ area: Rect, _ pictures: MatrixPicture) {
        if area.width >= Self.wideEnough {
            let most = area.width - Self.networkSize.width - 2
            let widths = [true, false].map { pictures.preferredWidth(withSums: $0) + 1 }
            let width = widths.first { $0 <= most } ?? max(area.width / 2, min(most, widths[1]))
            let (left, rest) = area.split(left: area.width - width - 2)
            (network, matrices, hasFormula) = (left, rest.inset(left: 2), true)
            return
        }
        guard area.height >= Self.networkSize.height + Self.fewestRows else {
            (network, matrices, hasFormula) = (nil, area, false)
            return
        }
        let wanted = pictures.preferredHeight(width: area.width)
        let most = area.height - Self.networkSize.height
        var rows = min(wanted, most)
        // The blank rows between matrices give way where boxes lack as much.
        let boxRows = 1 + 5 * (pictures.picture.experiment.network.layerSizes.max() ?? 1)
        let fewest = wanted - (pictures.picture.experiment.network.layers.count - 1)
        if area.height - rows < boxRows, area.height - boxRows >= fewest { rows = area.height - boxRows }
        let (upper, lower) = area.split(top: area.height - rows)
        // The formula says the same as the matrices, and gives way where rows are few.
        (network, matrices, hasFormula) = (upper, lower, upper.height >= 20)
    }
}
