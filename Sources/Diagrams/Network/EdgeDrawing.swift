import Experiment
import NeuralNetwork
import TerminalUI

extension NetworkPen {
    /// Beyond this many edges between two layers, only those of the neuron in focus are drawn.
    private static let mostEdges = 24

    /// One connection that is drawn.
    private struct Edge {
        let address: Address
        let weight: Double
        let from: Point
        let to: Point
        /// Whether there is a row of its own for the weight's label.
        let hasPort: Bool
    }

    /// Weights, lines and travelling products, over one list of edges. Lines go only where nothing stands yet, so
    /// the weights come first.
    func drawConnections(on canvas: inout Canvas) {
        let edges = edges()
        drawWeights(of: edges, on: &canvas)
        drawLines(of: edges, on: &canvas)
        drawTravellers(of: edges, on: &canvas)
    }

    private func drawLines(of edges: [Edge], on canvas: inout Canvas) {
        var sheet = LineSheet(glyphs: canvas.glyphs)
        for edge in edges {
            sheet.draw(from: edge.from, to: edge.to, pen: pen(for: edge))
        }
        sheet.render(on: &canvas)
    }

    /// The weights stand where their edges arrive, or on their edge where it has no row of its own.
    private func drawWeights(of edges: [Edge], on canvas: inout Canvas) {
        // The focused one comes first: it is never left out.
        for edge in edges.sorted(by: { first, _ in first.address == experiment.cursor })
        where !isMoving(edge) {
            let text = format.signed(edge.weight)
            let style = picture.style(of: edge.address, value: edge.weight)
            let gap = edge.to.x - edge.from.x + 1
            if !edge.hasPort {
                drawLabel(text, on: edge, style: style, isNeeded: edge.address == experiment.cursor, &canvas)
            } else if cellWidth(of: text) + 1 <= gap {
                let endX = edge.to.x + 1
                canvas.writeRight(text, endX: endX, y: edge.to.y, style: style)
                // Where there is no room for it, the inspector has the old value.
                if let old = experiment.oldValue(of: edge.address), gap >= 15 {
                    let left = endX - cellWidth(of: text) - 1
                    canvas.writeRight("(\(format.signed(old)))", endX: left, y: edge.to.y, style: .dim)
                }
            }
        }
    }

    /// A weight on its own line, with a blank on either side, where nothing else stands.
    private func drawLabel(
        _ text: String, on edge: Edge, style: Style, isNeeded: Bool, _ canvas: inout Canvas
    ) {
        let width = cellWidth(of: canvas.glyphs.spelling(of: text)) + 2
        guard width <= edge.to.x - edge.from.x + 1 else { return }
        let points = straightLine(from: edge.from, to: edge.to)
        for share in [0.7, 0.6, 0.5, 0.4, 0.3] {
            let point = points[min(points.count - 1, Int(share * Double(points.count)))]
            let x = min(max(edge.from.x, point.x - width / 2), edge.to.x + 1 - width)
            let isFree = (x..<(x + width)).allSatisfy { canvas[$0, point.y]?.scalar == 0x20 }
            guard isFree || isNeeded else { continue }
            canvas.write(" \(text) ", x: x, y: point.y, style: .plain)
            canvas.write(text, x: x + 1, y: point.y, style: style)
            // Lines go only where a cell is blank; these blanks are the label's.
            return
        }
    }

    /// Products on their way along the edges.
    private func drawTravellers(of edges: [Edge], on canvas: inout Canvas) {
        for edge in edges where isMoving(edge) {
            guard case .weight(let layer, let neuron, let input) = edge.address,
                let product = experiment.value(
                    of: .product(layer: layer, neuron: neuron, input: input))
            else { continue }
            let text = format.signed(product)
            let points = straightLine(from: edge.from, to: edge.to)
            let point = points[min(points.count - 1, Int(picture.replay.progress * Double(points.count)))]
            let width = cellWidth(of: canvas.glyphs.spelling(of: text))
            guard width <= edge.to.x - edge.from.x + 1 else { continue }
            let x = min(max(edge.from.x, point.x - width / 2), edge.to.x + 1 - width)
            canvas.write(text, x: x, y: point.y, style: Style(.accent, .bold))
        }
    }

    /// Whether a product is on its way along an edge: its weight steps aside, so that two numbers never meet.
    private func isMoving(_ edge: Edge) -> Bool {
        guard case .weight(let layer, let neuron, let input) = edge.address else { return false }
        switch picture.replay.beatInMotion {
        case .products(layer, neuron, let inputs): return inputs.contains(input)
        case .term(layer, neuron, input): return true
        default: return false
        }
    }

    private func pen(for edge: Edge) -> LineSheet.Pen {
        let size = abs(edge.weight)
        let thickness: LineSheet.Pen.Thickness =
            size == 0 ? .hair : size < 0.5 ? .thin : size < 1 || size.isNaN ? .medium : .thick
        let isFocused = edge.address == experiment.cursor
        var style = Style(edge.weight < 0 ? .negative : .positive)
        if isFocused { style = Style(.accent, .bold) } else if !picture.isLit(edge.address) { style = .dim }
        let priority = isFocused ? 2 : picture.isLit(edge.address) ? 1 : 0
        return LineSheet.Pen(
            thickness: thickness, isDashed: edge.weight < 0, style: style, priority: priority)
    }

    /// The edges between columns that are both drawn.
    private func edges() -> [Edge] {
        experiment.network.layers.indices.flatMap { layer -> [Edge] in
            guard let left = layout.column(layer), let right = layout.column(layer + 1) else { return [] }
            let crowded = left.nodes.count * right.nodes.count > Self.mostEdges
            return right.nodes.flatMap { target in
                left.nodes.compactMap { source in
                    if crowded, !touchesFocus(layer: layer, from: source.index, to: target.index) {
                        return nil
                    }
                    return edge(layer: layer, from: source, to: target, leftSize: left.size)
                }
            }
        }
    }

    /// Whether an edge begins or ends at the node in focus.
    private func touchesFocus(layer: Int, from source: Int, to target: Int) -> Bool {
        switch experiment.cursor {
        case .input(let index): layer == 0 && source == index
        case .weight(let focusLayer, let neuron, let input):
            layer == focusLayer && (target == neuron || source == input)
        case .some(let address):
            if let focus = address.neuron {
                (layer == focus.layer && target == focus.neuron)
                    || (layer == focus.layer + 1 && source == focus.neuron)
            } else {
                false
            }
        case nil: layer == 0 ? source == 0 : target == 0
        }
    }

    private func edge(
        layer: Int, from source: (index: Int, frame: Rect), to target: (index: Int, frame: Rect),
        leftSize: NetworkLayout.NodeSize
    ) -> Edge {
        let inputs = experiment.network.layers[layer].inputCount
        let isBox = target.frame.height > 1
        let hasPort = isBox && inputs <= target.frame.height
        let port =
            hasPort
            ? Self.portRow(source.index, of: inputs, height: target.frame.height) : target.frame.height / 2
        let middle = source.frame.height / 2
        // An input's one-cell dot leaves the rest of its column to the line.
        let startX = leftSize == .dot ? source.frame.x + 1 : source.frame.maxX
        return Edge(
            address: .weight(layer: layer, neuron: target.index, input: source.index),
            weight: experiment.network.layers[layer].weights[target.index, source.index],
            from: Point(x: startX, y: source.frame.y + middle),
            to: Point(x: target.frame.x - 1, y: target.frame.y + port), hasPort: hasPort)
    }

    /// The row of a box at which an input's edge arrives: spread evenly, and symmetric.
    static func portRow(_ index: Int, of count: Int, height: Int) -> Int {
        switch (count, height) {
        case (1, _): height / 2
        case (2, 5): 1 + 2 * index
        case (3, 5): 1 + index
        case (4, 5): [0, 1, 3, 4][index]
        default: min(height - 1, index * height / count)
        }
    }
}
