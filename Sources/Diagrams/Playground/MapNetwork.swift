import NeuralNetwork
import TerminalUI

/// A network whose nodes are maps: each shows what it puts out everywhere, and the lines between them are the weights.
///
/// The leftmost column lists all features that the network can be told; those that it is told have lines. A network
/// too big for its pane shrinks its maps, then leaves nodes out and says how many.
package struct MapNetwork {
    package struct Node {
        /// What stands beside a feature; empty for a neuron.
        package let label: String
        /// Nil for a feature that the network is not told.
        package let map: OutputMap?
        /// Which input of the first layer the feature is; a neuron's own number.
        package let index: Int?

        package init(label: String = "", map: OutputMap?, index: Int?) {
            (self.label, self.map, self.index) = (label, map, index)
        }
    }

    /// A place in the picture: the column of the features is 0, the first layer is column 1.
    package struct Place: Hashable, Sendable {
        package var column: Int
        package var row: Int

        package init(column: Int, row: Int) {
            (self.column, self.row) = (column, row)
        }
    }

    package let network: Network
    package let columns: [[Node]]
    /// The node in focus, and the node of the column before whose weight is in focus.
    package var focus: Place?
    package var focusedSource: Int?
    /// Whether the focus is underlined and not in reverse video, since something else waits for an answer.
    package var isFocusQuiet = false
    /// What stands above the columns.
    package var titles: [String] = []

    package init(_ network: Network, columns: [[Node]]) {
        precondition(
            columns.count == network.layers.count + 1, "a column for the features and one for each layer")
        self.network = network
        self.columns = columns
    }

    /// Lines between two columns beyond these are left out, the weakest first.
    private static let mostEdges = 24

    // MARK: Layout

    /// Where a node is drawn.
    private struct Spot {
        let place: Place
        let frame: Rect
    }

    /// How big a map is at most, at which pane, largest first: cells across and down.
    private static let mapSizes = [(10, 5), (8, 4), (6, 3), (4, 2), (4, 1), (2, 1), (1, 1)]

    /// The size of all maps in an area, and how many nodes of a column fit.
    package struct Plan: Equatable {
        package let map: Size
        let rows: Int
        let columns: Range<Int>
    }

    private var labelWidth: Int { Self.labelWidth(columns[0].map(\.label)) }

    /// Room for the widest label, in ASCII too, where some are longer.
    private static func labelWidth(_ labels: [String]) -> Int {
        (labels.map { max(cellWidth(of: $0), asciiSpelling(of: $0).count) }.max() ?? 0) + 1
    }

    /// The narrowest way between two columns that still shows lines.
    private static let leastWay = 3

    /// How everything is laid out in an area below the titles.
    package static func plan(sizes: [Int], labelWidth: Int, focus: Int?, in area: Size) -> Plan {
        let most = sizes.max() ?? 1
        func width(_ map: Int) -> Int { labelWidth + sizes.count * (map + 2) + (sizes.count - 1) * leastWay }
        // Neurons are kept apart, where a map is more than one row; features have their names to tell them apart.
        func height(_ map: Int) -> Int {
            let neurons = sizes.dropFirst().max() ?? 1
            return max(sizes[0] * map, map > 1 ? neurons * (map + 1) - 1 : neurons)
        }
        for (across, down) in mapSizes where height(down) <= area.height && width(across) <= area.width {
            return Plan(map: Size(width: across, height: down), rows: most, columns: 0..<sizes.count)
        }
        // Not all fits: small maps, as many rows as there are, and the columns around the focus.
        let map = Size(width: 2, height: 1)
        let rows = max(1, area.height - 1)
        let fitting = max(1, (area.width - labelWidth + leastWay) / (map.width + 2 + leastWay))
        let count = min(sizes.count, fitting)
        let first = min(max(0, (focus ?? 0) - count / 2), sizes.count - count)
        return Plan(map: map, rows: min(most, rows), columns: first..<first + count)
    }

    private func plan(in area: Size) -> Plan {
        Self.plan(sizes: columns.map(\.count), labelWidth: labelWidth, focus: focus?.column, in: area)
    }

    /// The size that the maps of the nodes will have in an area; `Size(0, 0)` shows none.
    package static func mapSize(sizes: [Int], labels: [String], in area: Size) -> Size {
        plan(
            sizes: sizes, labelWidth: labelWidth(labels), focus: nil,
            in: Size(width: area.width, height: area.height - 1)
        )
        .map
    }

    private func spots(_ plan: Plan, in area: Rect) -> [Spot] {
        let left = plan.columns.contains(0) ? labelWidth : 0
        let boxWidth = plan.map.width + 2
        let free = area.width - left - boxWidth * plan.columns.count
        let ways = max(1, plan.columns.count - 1)
        return plan.columns.flatMap { column -> [Spot] in
            let position = column - plan.columns.lowerBound
            let x = area.x + left + position * boxWidth + max(0, free) * position / ways
            return visibleRows(column, plan).enumerated().map { offset, row in
                let count = min(columns[column].count, plan.rows)
                // A blank row between two nodes, where there is room for it.
                let gap = count * (plan.map.height + 1) - 1 <= area.height ? 1 : 0
                let pitch = plan.map.height + gap
                // Columns with fewer nodes stand in the middle.
                let top = max(0, (area.height - (count * pitch - gap)) / 2)
                return Spot(
                    place: Place(column: column, row: row),
                    frame: Rect(
                        x: x, y: area.y + top + offset * pitch, width: boxWidth, height: plan.map.height))
            }
        }
    }

    /// The nodes of a column that are drawn: all, or those around the focus.
    private func visibleRows(_ column: Int, _ plan: Plan) -> Range<Int> {
        let count = columns[column].count
        guard count > plan.rows else { return 0..<count }
        let focused = focus?.column == column ? focus?.row ?? 0 : focusedSourceRow(in: column) ?? 0
        let first = min(max(0, focused - plan.rows / 2), count - plan.rows)
        return first..<first + plan.rows
    }

    private func focusedSourceRow(in column: Int) -> Int? {
        guard let focus, focus.column == column + 1 else { return nil }
        return focusedSource
    }

    // MARK: Drawing

    package func draw(on canvas: inout Canvas) {
        let area = canvas.bounds.inset(top: 1)
        guard !area.isEmpty else { return }
        let plan = plan(in: area.size)
        let spots = spots(plan, in: area)
        for spot in spots { draw(spot, on: &canvas) }
        drawTitles(spots, plan, on: &canvas)
        drawEdges(spots, on: &canvas)
    }

    private func draw(_ spot: Spot, on canvas: inout Canvas) {
        let node = columns[spot.place.column][spot.place.row]
        let isFocused = focus == spot.place
        let frame = spot.frame
        if !node.label.isEmpty {
            let focusStyle = Style(.plain, isFocusQuiet ? .underline : .reverse)
            let style = isFocused ? focusStyle : node.map == nil ? .dim : .plain
            canvas.writeRight(
                node.label, endX: frame.x, y: frame.y + frame.height / 2, style: style)
        }
        if let map = node.map {
            canvas.clipped(to: frame.inset(left: 1, right: 1)) { map.draw(on: &$0) }
        } else {
            canvas.write(
                canvas.glyphs.pick("·", "."), x: frame.x + 1, y: frame.y + frame.height / 2, style: .dim)
        }
        canvas.mark(
            frame.inset(left: node.label.isEmpty ? 0 : -labelWidth),
            as: "node \(spot.place.column) \(spot.place.row)")
        guard isFocused, node.label.isEmpty else { return }
        for y in frame.y..<frame.maxY {
            canvas.write(canvas.glyphs.pick("▐", "["), x: frame.x, y: y, style: .accent)
            canvas.write(canvas.glyphs.pick("▌", "]"), x: frame.maxX - 1, y: y, style: .accent)
        }
    }

    private func drawTitles(_ spots: [Spot], _ plan: Plan, on canvas: inout Canvas) {
        for column in plan.columns {
            guard let first = spots.first(where: { $0.place.column == column }) else { continue }
            let next = spots.first { $0.place.column == column + 1 }?.frame.x
            let hidden = columns[column].count - min(columns[column].count, plan.rows)
            let title = titles.indices.contains(column) ? titles[column] : ""
            let more = "\(canvas.glyphs.pick("⋮", ":"))\(hidden) more"
            let left = column == 0 ? 0 : first.frame.x
            let room = (next ?? first.frame.maxX) - left - 1
            // What is missing matters more than the name of the activation.
            let texts = hidden > 0 ? ["\(title) \(more)", more, "+\(hidden)"] : [title]
            let text =
                texts.first { cellWidth(of: canvas.glyphs.spelling(of: $0)) <= max(room, 4) }
                ?? texts[texts.count - 1]
            if next == nil, column > plan.columns.lowerBound {
                canvas.writeRight(text, endX: first.frame.maxX, y: 0, style: .dim)
            } else {
                canvas.write(text, x: left, y: 0, style: .dim)
            }
        }
    }

    // MARK: Lines

    private struct Edge {
        let weight: Double
        let from: Point
        let to: Point
        let isOfFocus: Bool
        let isFocused: Bool
    }

    private func drawEdges(_ spots: [Spot], on canvas: inout Canvas) {
        var sheet = LineSheet(glyphs: canvas.glyphs)
        for layer in network.layers.indices {
            for edge in shownEdges(into: layer, spots) {
                sheet.draw(from: edge.from, to: edge.to, pen: pen(for: edge))
            }
        }
        sheet.render(on: &canvas)
    }

    /// The lines into a layer, those of the focused neuron and then the strongest.
    private func shownEdges(into layer: Int, _ spots: [Spot]) -> [Edge] {
        let sources = spots.filter { $0.place.column == layer }
        let targets = spots.filter { $0.place.column == layer + 1 }
        var edges: [Edge] = []
        for target in targets {
            for source in sources {
                guard let input = columns[layer][source.place.row].index else { continue }
                edges.append(edge(from: source, input: input, to: target, layer: layer))
            }
        }
        guard edges.count > Self.mostEdges else { return edges.sorted { !$0.isOfFocus && $1.isOfFocus } }
        let others = edges.filter { !$0.isOfFocus }.sorted { abs($0.weight) > abs($1.weight) }
        let ofFocus = edges.filter(\.isOfFocus)
        return others.prefix(max(0, Self.mostEdges - ofFocus.count)).reversed() + ofFocus
    }

    private func edge(from source: Spot, input: Int, to target: Spot, layer: Int) -> Edge {
        let isOfFocus = focus == target.place || focus == source.place
        return Edge(
            weight: network.layers[layer].weights[target.place.row, input],
            from: Point(x: source.frame.maxX - 1, y: source.frame.y + source.frame.height / 2),
            to: Point(x: target.frame.x, y: target.frame.y + target.frame.height / 2),
            isOfFocus: isOfFocus, isFocused: focus == target.place && focusedSource == input)
    }

    private func pen(for edge: Edge) -> LineSheet.Pen {
        var pen = LineSheet.Pen(weight: edge.weight)
        let isDim = focus.map { $0.column > 0 } == true && !edge.isOfFocus
        if isDim { pen.style = pen.style.adding(.dim) }
        if edge.isFocused { pen.style = Style(.accent, .bold) }
        pen.priority = edge.isFocused ? 2 : edge.isOfFocus ? 1 : 0
        return pen
    }
}
