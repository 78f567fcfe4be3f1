import Experiment
import NeuralNetwork
import TerminalUI

extension NetworkPen {
    /// Beyond this many edges between two layers, only those of the neuron in focus are drawn.
    private static let mostEdges = 24
    /// Beyond this many, only those of the neuron in focus have their weights beside them, unless each has a row of
    /// its own.
    private static let mostLabels = 6
    /// Where columns stand nearer to each other, more than those few edges are a mere tangle.
    private static let leastGap = 8

    /// One connection that is drawn.
    private struct Edge {
        enum Label {
            /// In a row of its own where the edge arrives, or where it leaves.
            case arrival, departure
            /// On the line itself.
            case line
            /// Below the line, or below the node that it leaves, where there is hardly a line.
            case below
            case none
        }

        let address: Address
        let weight: Double
        var from: Point
        let to: Point
        let label: Label
        /// Whether the edge ends at a box, whose frame parts it from what is inside.
        let meetsBox: Bool
        /// Whether more than a few edges arrive together with it.
        let isOneOfMany: Bool

        /// How many cells there are between the two nodes.
        var room: Int { to.x - from.x + 1 }
    }

    /// Weights, lines and travelling products, over one list of edges. Lines go only where nothing stands yet, so
    /// the weights come first.
    func drawConnections(on canvas: inout Canvas) {
        var sheet = LineSheet(glyphs: canvas.glyphs)
        var edges: [Edge] = []
        for layer in layout.shownColumns.dropLast() {
            guard let left = layout.column(layer), let right = layout.column(layer + 1) else { continue }
            let pairs = pairs(layer: layer, left: left, right: right)
            if pairs.isEmpty {
                drawBundle(layer: layer, left: left, right: right, sheet: &sheet, on: &canvas)
            } else if left.isGrid || right.isGrid {
                drawFan(pairs, left: left, right: right, sheet: &sheet)
            } else {
                edges += self.edges(layer: layer, pairs, left: left, right: right)
            }
        }
        // The focused one comes first: it is never left out.
        edges.sort { first, second in first.address == experiment.cursor && second.address != first.address }
        var labels: [Rect] = []
        for index in edges.indices where !isMoving(edges[index]) {
            let places = drawWeight(of: &edges[index], beside: labels, on: &canvas)
            labels += places
            // In a narrow gap the line goes on right beside its number, where no stroke looks like a minus.
            let isOnLine = edges[index].label == .line
            if isOnLine, edges[index].room < 10, canvas.glyphs == .unicode { continue }
            let (left, right) = isOnLine ? (-1, -1) : (0, edges[index].meetsBox ? 0 : -1)
            for place in places { sheet.keepFree(place.inset(left: left, right: right)) }
        }
        for edge in edges where edge.room > 0 {
            sheet.draw(from: edge.from, to: edge.to, pen: pen(for: edge))
        }
        sheet.render(on: &canvas)
        drawTravellers(of: edges, beside: labels, on: &canvas)
        drawReturning(of: edges, beside: labels, on: &canvas)
    }

    // MARK: Which edges

    /// The connections between two columns that are drawn, by the places of their ends.
    private typealias Pair = (source: Int, target: Int)

    private func pairs(
        layer: Int, left: NetworkLayout.Column, right: NetworkLayout.Column
    ) -> [Pair] {
        let hasGrid = left.isGrid || right.isGrid
        let count = left.nodes.count * right.nodes.count
        let gap = right.frame.x - left.frame.maxX
        let isBox = right.size >= .narrowBox
        if !hasGrid, count <= (gap < Self.leastGap && !isBox ? Self.mostLabels : Self.mostEdges) {
            return right.nodes.indices.flatMap { target in left.nodes.indices.map { ($0, target) } }
        }
        var pairs: [Pair] = []
        let focus = picture.focus
        var targets: [Int] = []
        if focus?.column == layer + 1 { targets += index(focus?.node, in: right) }
        if let (moving, neuron) = picture.replay.beatInMotion?.neuron, moving == layer {
            targets += index(neuron, in: right).filter { !targets.contains($0) }
        }
        for target in targets { pairs += left.nodes.indices.map { ($0, target) } }
        if focus?.column == layer {
            for source in index(focus?.node, in: left) {
                pairs += right.nodes.indices.filter { !targets.contains($0) }.map { (source, $0) }
            }
        }
        return pairs
    }

    /// Where a node of a layer stands among those that are drawn: one place or none.
    private func index(_ node: Int?, in column: NetworkLayout.Column) -> [Int] {
        guard let node, column.node(node) != nil else { return [] }
        return [node - column.folded.before]
    }

    private func edges(
        layer: Int, _ pairs: [Pair], left: NetworkLayout.Column, right: NetworkLayout.Column
    ) -> [Edge] {
        let hasOneTarget = pairs.allSatisfy { $0.target == pairs[0].target }
        let hasOneSource = pairs.allSatisfy { $0.source == pairs[0].source }
        let inputs = experiment.network.layers[layer].inputCount
        return pairs.compactMap { pair in
            let (source, target) = (left.nodes[pair.source], right.nodes[pair.target])
            let address = Address.weight(layer: layer, neuron: target.index, input: source.index)
            guard picture.hasGrown(address) else { return nil }
            let isBox = target.frame.height > 2
            let hasPorts = (isBox || right.size == .pair) && inputs <= target.frame.height
            let gap = target.frame.x - left.frame.maxX
            let label: Edge.Label
            if hasOneTarget, gap < Self.leastGap - 1, max(left.size, right.size) <= .stack {
                label = .below
            } else if hasPorts || hasOneSource {
                label = .arrival
            } else if hasOneTarget {
                label = .departure
            } else {
                label = pairs.count <= Self.mostLabels || touchesFocus(address) ? .line : .none
            }
            let port =
                hasPorts
                ? Self.portRow(source.index, of: inputs, height: target.frame.height)
                : anchor(of: target.frame, right.size)
            return Edge(
                address: address,
                weight: experiment.network.layers[layer].weights[target.index, source.index],
                from: Point(x: left.frame.maxX, y: source.frame.y + anchor(of: source.frame, left.size)),
                to: Point(x: target.frame.x - 1, y: target.frame.y + port), label: label, meetsBox: isBox,
                isOneOfMany: pairs.count > 3)
        }
    }

    /// The row of a node at which edges leave: that of its output.
    private func anchor(of frame: Rect, _ size: NetworkLayout.NodeSize) -> Int {
        size == .pair ? 0 : frame.height == 4 ? 1 : frame.height / 2
    }

    /// Whether an edge begins or ends at the node in focus.
    private func touchesFocus(_ address: Address) -> Bool {
        guard case .weight(let layer, let neuron, let input) = address, let focus = picture.focus else {
            return false
        }
        return focus.column == layer + 1 && focus.node == neuron
            || focus.column == layer && focus.node == input
    }

    /// The row of a box at which an input's edge arrives: spread evenly, and symmetric.
    static func portRow(_ index: Int, of count: Int, height: Int) -> Int {
        switch (count, height) {
        case (1, 2): 0
        case (1, _): height / 2
        case (2, 5): 1 + 2 * index
        case (3, 5): 1 + index
        case (4, 5): [0, 1, 3, 4][index]
        default: min(height - 1, index * height / count)
        }
    }

    // MARK: Many edges as a few lines

    private static let bundle = LineSheet.Pen(
        thickness: .hair, isDashed: false, style: .furniture, priority: -1)

    /// Two layers with nothing in focus between them: the outline of all their edges, and how many they are.
    private func drawBundle(
        layer: Int, left: NetworkLayout.Column, right: NetworkLayout.Column, sheet: inout LineSheet,
        on canvas: inout Canvas
    ) {
        guard let top = left.nodes.first, let bottom = left.nodes.last, let first = right.nodes.first,
            let last = right.nodes.last
        else { return }
        // A blank on either side parts the dots from numbers.
        let (x, end) = (left.frame.maxX + 1, right.frame.x - 2)
        guard end - x >= 3 else { return }
        for start in [top, bottom] {
            for target in [first, last] {
                sheet.draw(
                    from: Point(x: x, y: start.frame.y + anchor(of: start.frame, left.size)),
                    to: Point(x: end, y: target.frame.y + anchor(of: target.frame, right.size)),
                    pen: Self.bundle)
            }
        }
        let count = experiment.network.layers[layer].weights.elements.count
        let y = (top.frame.y + bottom.frame.maxY + first.frame.y + last.frame.maxY) / 4
        let (room, long) = (end - x + 1, "\(count) weights")
        let lines = cellWidth(of: long) + 4 <= room ? [long] : room >= 9 ? ["\(count)", "weights"] : []
        for (offset, text) in lines.enumerated() {
            let width = cellWidth(of: text)
            let place = Rect(
                x: x + (room - width) / 2, y: y - lines.count / 2 + offset, width: width, height: 1)
            canvas.write(text, x: place.x, y: place.y, style: .furniture)
            sheet.keepFree(place.inset(left: -1, right: -1))
        }
    }

    /// The edges between one neuron and a layer of dots, a line for each of its rows.
    private func drawFan(
        _ pairs: [Pair], left: NetworkLayout.Column, right: NetworkLayout.Column, sheet: inout LineSheet
    ) {
        guard left.frame.maxX + 2 < right.frame.x else { return }
        var rows: Set<SIMD2<Int>> = []
        for pair in pairs {
            let (source, target) = (left.nodes[pair.source].frame, right.nodes[pair.target].frame)
            let (y, end) = (
                source.y + anchor(of: source, left.size), target.y + anchor(of: target, right.size)
            )
            guard rows.insert(SIMD2(y, end)).inserted else { continue }
            sheet.draw(
                from: Point(x: left.frame.maxX + 1, y: y), to: Point(x: right.frame.x - 2, y: end),
                pen: Self.bundle)
        }
    }

    // MARK: Weights

    /// The weight beside its edge, if it has a place there.
    /// - Returns: where it stands.
    private func drawWeight(
        of edge: inout Edge, beside labels: [Rect], on canvas: inout Canvas
    ) -> [Rect] {
        let isNeeded = edge.address == experiment.cursor
        // Weights that leave in a column stand below each other, all as wide.
        let isShort = edge.label == .departure || edge.label == .below
        let most = isShort ? 5 : isNeeded ? max(4, edge.room - 1) : 7
        let text = format.text(edge.weight, width: most, signed: true)
        let width = cellWidth(of: text)
        let place: Rect?
        switch edge.label {
        case .none: place = nil
        case .line: place = placeOnLine(width: width, edge, beside: labels, isNeeded: isNeeded)
        case .arrival:
            let end = edge.meetsBox ? edge.to.x + 1 : edge.to.x
            let fits = width + (edge.meetsBox ? 1 : 2) <= edge.room
            place = fits ? Rect(x: end - width, y: edge.to.y, width: width, height: 1) : nil
        case .departure:
            let fits = width + (edge.meetsBox ? 1 : 2) <= edge.room
            let x = edge.from.x + (isTight(edge, canvas) ? 1 : 0)
            place = fits ? Rect(x: x, y: edge.from.y, width: width, height: 1) : nil
        case .below: place = placeBelow(edge, width: width, beside: labels)
        }
        guard let place else { return [] }
        canvas.write(text, x: place.x, y: place.y, style: picture.style(of: edge.address, value: edge.weight))
        canvas.mark(place, as: edge.address.description)
        var places = [place]
        if let below = drawSlope(of: edge, weight: place, beside: labels, on: &canvas) {
            places.append(below)
        }
        // Where there is no room for it, the inspector has the old value.
        if let old = experiment.oldValue(of: edge.address), edge.label == .arrival, edge.room >= 15 {
            let bracketed = "(\(format.signed(old)))"
            let left = Rect(
                x: place.x - 1 - cellWidth(of: bracketed), y: place.y, width: cellWidth(of: bracketed),
                height: 1)
            canvas.write(bracketed, x: left.x, y: left.y, style: .dim)
            places.append(left)
        }
        // The line begins behind the number, unless that leaves no line.
        if edge.label == .departure, edge.to.x - edge.from.x >= 9 || edge.isOneOfMany { edge.from.x += 7 }
        return places
    }

    /// The slope along the weight, below the weight itself where nothing else stands.
    private func drawSlope(
        of edge: Edge, weight place: Rect, beside labels: [Rect], on canvas: inout Canvas
    ) -> Rect? {
        guard let slope = slope(edge.address) else { return nil }
        let line = slope.spelled(in: canvas.glyphs)
        let below = Rect(x: place.maxX - line.width, y: place.y + 1, width: line.width, height: 1)
        let isFree = (below.x..<below.maxX).allSatisfy { canvas[$0, below.y]?.scalar == 0x20 }
        guard isFree, below.x > edge.from.x - 1, edge.label == .arrival else { return nil }
        canvas.write(line, x: below.x, y: below.y)
        canvas.mark(below, as: edge.address.description)
        return below
    }

    /// Whether some node of the column that an edge leaves fills its last cell, so that a weight needs a blank before
    /// it.
    private func isTight(_ edge: Edge, _ canvas: Canvas) -> Bool {
        guard case .weight(let layer, _, _) = edge.address, let column = layout.column(layer) else {
            return true
        }
        return column.nodes.contains { node in
            (node.frame.y..<node.frame.maxY).contains {
                canvas[node.frame.maxX - 1, $0]?.scalar != 0x20
            }
        }
    }

    /// Below a short level line, else below the node that the edge leaves; where nothing stands.
    private func placeBelow(_ edge: Edge, width: Int, beside labels: [Rect]) -> Rect? {
        guard case .weight(let layer, let neuron, let input) = edge.address,
            let source = layout.column(layer)?.node(input),
            let target = layout.column(layer + 1)?.node(neuron)
        else { return nil }
        let x = edge.from.y == edge.to.y ? (edge.from.x + edge.to.x + 1 - width) / 2 : source.x
        let place = Rect(x: x, y: edge.from.y + 1, width: width, height: 1)
        let around = place.inset(left: -1, right: -1)
        guard place.y < source.maxY + 1, labels.allSatisfy({ $0.intersection(around).isEmpty }),
            source.intersection(place).isEmpty, target.intersection(place).isEmpty,
            layout.column(layer)?.node(input + 1)?.intersection(place).isEmpty ?? true,
            place.maxY <= layout.columns[0].frame.maxY
        else { return nil }
        return place
    }

    /// Where on its own line a weight stands, with a blank on either side and clear of other numbers.
    private func placeOnLine(width: Int, _ edge: Edge, beside labels: [Rect], isNeeded: Bool) -> Rect? {
        guard width + 2 <= edge.room else { return nil }
        let points = straightLine(from: edge.from, to: edge.to)
        var first: Rect?
        for share in [0.7, 0.6, 0.5, 0.4, 0.3] {
            let point = points[min(points.count - 1, Int(share * Double(points.count)))]
            let x = min(max(edge.from.x + 1, point.x - width / 2), edge.to.x - width)
            let place = Rect(x: x, y: point.y, width: width, height: 1)
            if labels.allSatisfy({ $0.intersection(place.inset(left: -1, right: -1)).isEmpty }) {
                return place
            }
            first = first ?? place
        }
        return isNeeded ? first : nil
    }

    // MARK: Lines

    private func pen(for edge: Edge) -> LineSheet.Pen {
        let isFocused = edge.address == experiment.cursor || isInView(edge)
        var pen = LineSheet.Pen(weight: edge.weight)
        if isFocused {
            pen.style = Style(.accent, .bold)
        } else if !picture.isLit(edge.address) {
            pen.style = .dim
        }
        pen.priority = isFocused ? 2 : picture.isLit(edge.address) ? 1 : 0
        return pen
    }

    /// Whether the way back is at this edge.
    private func isInView(_ edge: Edge) -> Bool {
        guard case .weight(let layer, let neuron, let input) = edge.address else { return false }
        switch picture.beatInQuestion {
        case .back(layer, neuron, input), .slope(layer, neuron, input): return true
        default: return false
        }
    }

    /// A slope on its way back goes from right to left.
    private func drawReturning(of edges: [Edge], beside labels: [Rect], on canvas: inout Canvas) {
        guard case .back(let layer, let neuron, let input)? = picture.replay.beatInMotion,
            let edge = edges.first(where: {
                $0.address == .weight(layer: layer, neuron: neuron, input: input)
            }),
            let delta = experiment.lossSlope(of: .preactivation(layer: layer, neuron: neuron))
        else { return }
        let text = canvas.glyphs.pick("◀", "<") + format.signed(delta * edge.weight)
        let way = straightLine(from: edge.to, to: edge.from)
        var taken = labels
        drawTraveller(text, along: way, of: edge, beside: &taken, on: &canvas)
    }

    // MARK: Products on their way

    /// Products travel along the edges; two numbers never meet.
    private func drawTravellers(of edges: [Edge], beside labels: [Rect], on canvas: inout Canvas) {
        var taken = labels
        for edge in edges where isMoving(edge) {
            guard case .weight(let layer, let neuron, let input) = edge.address,
                let product = experiment.value(
                    of: .product(layer: layer, neuron: neuron, input: input))
            else { continue }
            // The sign tells it from the weights beside it.
            let way = straightLine(from: edge.from, to: edge.to)
            drawTraveller("=" + format.signed(product), along: way, of: edge, beside: &taken, on: &canvas)
        }
    }

    /// A number as far on its way as the beat is, where the edge has room for it and no other number stands.
    private func drawTraveller(
        _ text: String, along way: [Point], of edge: Edge, beside taken: inout [Rect], on canvas: inout Canvas
    ) {
        let width = cellWidth(of: text)
        guard width <= edge.room else { return }
        let point = way[min(way.count - 1, Int(picture.replay.progress * Double(way.count)))]
        let x = min(max(edge.from.x, point.x - width / 2), edge.to.x + 1 - width)
        let place = Rect(x: x, y: point.y, width: width, height: 1)
        let around = place.inset(left: -1, right: -1)
        guard taken.allSatisfy({ $0.intersection(around).isEmpty }) else { return }
        taken.append(place)
        // A blank parts it from its line, whose strokes may look like signs.
        if x > edge.from.x { canvas.put(" ", x: x - 1, y: point.y, style: .plain) }
        if place.maxX <= edge.to.x { canvas.put(" ", x: place.maxX, y: point.y, style: .plain) }
        canvas.write(text, x: x, y: point.y, style: Style(.accent, .bold))
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
}
