import NeuralNetwork
import TerminalUI

/// The node that must stay in sight, and the node before it whose number it takes in, if the focus is on what
/// joins the two.
struct NetworkFocus: Hashable {
    /// Column 0 holds the inputs.
    let column: Int
    let node: Int
    var source: Int?
}

/// Where the nodes of a network stand in a picture of a given size, and how large each can be.
///
/// A column that does not fit shrinks its nodes: box, narrow box, two lines, one, name and output, output, dot. A
/// layer with more nodes than there are rows is a window around the focus, or a grid of dots where the focus
/// is elsewhere. Layers that find no room are counted.
struct NetworkLayout {
    enum NodeSize: Int, Comparable {
        /// A pair is a line with the bias below it.
        case dot, value, stack, short, line, pair, narrowBox, box

        static func < (left: NodeSize, right: NodeSize) -> Bool { left.rawValue < right.rawValue }
    }

    /// One column of nodes.
    struct Column {
        let size: NodeSize
        let frame: Rect
        /// The nodes that are drawn, by their index in the layer, and where.
        let nodes: [(index: Int, frame: Rect)]
        /// How many nodes are not drawn, before and after those that are.
        let folded: (before: Int, after: Int)
        /// Whether the nodes are dots in several columns, row after row.
        var isGrid = false

        func node(_ index: Int) -> Rect? {
            // Nodes are drawn without a gap, so their place tells their index.
            let offset = index - folded.before
            return nodes.indices.contains(offset) ? nodes[offset].frame : nil
        }
    }

    let columns: [Column]
    /// Columns that found no room, before and after those that did.
    let foldedColumns: (before: Int, after: Int)
    /// Where it says how many those are, before and after.
    let foldedRooms: (before: Rect?, after: Rect?)

    init(layerSizes: [Int], glyphs: GlyphSet = .unicode, in area: Rect, focus: NetworkFocus?) {
        let whole = NetworkPlan(layerSizes: layerSizes, glyphs: glyphs, area: area.size, focus: focus)
        // The last column stays free, so that nothing touches what is beside the picture, unless numbers need it.
        let narrow = NetworkPlan(
            layerSizes: layerSizes, glyphs: glyphs,
            area: Size(width: max(0, area.width - 1), height: area.height), focus: focus)
        let hasMargin = narrow.showsAsMuch(as: whole)
        let plan = hasMargin ? narrow : whole
        let area = area.inset(right: hasMargin ? 1 : 0)
        let (before, after) = (plan.shown.lowerBound, layerSizes.count - plan.shown.upperBound)
        let used = plan.widths.reduce(0, +) + plan.gaps.reduce(0, +)
        let room = area.inset(left: before > 0 ? plan.foldRoom : 0, right: after > 0 ? plan.foldRoom : 0)
        var x = room.x + max(0, room.width - used) / 2
        let first = x
        var columns: [Column] = []
        for (offset, index) in plan.shown.enumerated() {
            let column = plan.columns[offset]
            let frame = Rect(x: x, y: area.y, width: column.width, height: area.height)
            var focused = focus?.column == index ? focus?.node : nil
            if let focus, focus.column == index + 1 { focused = focus.source }
            columns.append(
                column.gridColumns.map { Self.grid(count: layerSizes[index], columns: $0, frame: frame) }
                    ?? Self.column(
                        count: layerSizes[index], size: column.size, isInput: index == 0, frame: frame,
                        focus: focused))
            x += column.width + (offset < plan.gaps.count ? plan.gaps[offset] : 0)
        }
        self.columns = columns
        foldedColumns = (before, after)
        let width = max(0, plan.foldRoom - 1)
        foldedRooms = (
            before > 0 ? Rect(x: first - plan.foldRoom, y: area.y, width: width, height: area.height) : nil,
            after > 0 ? Rect(x: x + 1, y: area.y, width: width, height: area.height) : nil
        )
    }

    /// A column of the network, if it is drawn.
    func column(_ index: Int) -> Column? {
        let offset = index - foldedColumns.before
        return columns.indices.contains(offset) ? columns[offset] : nil
    }

    /// The network's columns that are drawn.
    var shownColumns: Range<Int> { foldedColumns.before..<(foldedColumns.before + columns.count) }

    // MARK: Placing nodes

    private static func column(
        count: Int, size: NodeSize, isInput: Bool, frame: Rect, focus: Int?
    ) -> Column {
        let nodeHeight = min(
            size.height(isInput: isInput), max(size.leastHeight, frame.height / max(1, count)))
        let window = window(of: count, rows: max(1, frame.height / nodeHeight), focus: focus ?? 0)
        let hasMarkAbove = window.lowerBound > 0 && frame.height >= 3
        let top = frame.y + (hasMarkAbove ? 1 : 0)
        let isFolded = window.count < count
        let nodes = window.enumerated().map { offset, index in
            let y =
                isFolded
                ? top + offset
                : frame.y + slot(offset, of: count, nodeHeight: nodeHeight, height: frame.height)
            // An input has one row of the two: the outer ones, where the first and the last weight are.
            let isOneRow = isInput && size == .pair
            let row = isOneRow && offset * 2 >= count ? 1 : 0
            return (
                index: index,
                frame: Rect(x: frame.x, y: y + row, width: frame.width, height: isOneRow ? 1 : nodeHeight)
            )
        }
        return Column(
            size: size, frame: frame, nodes: nodes, folded: (window.lowerBound, count - window.upperBound))
    }

    /// What shows of a list that does not fit, with a row kept above and below for the count of what does not. A
    /// single item never gives its row to a count.
    static func window(of count: Int, rows: Int, focus: Int) -> Range<Int> {
        guard count > rows else { return 0..<count }
        guard rows >= 3 else {
            let first = min(max(0, focus - rows / 2), count - rows)
            return first..<(first + rows)
        }
        let inner = rows - 2
        let first = min(max(0, focus - inner / 2), count - inner)
        if first <= 1 { return 0..<(rows - 1) }
        if first + inner >= count - 1 { return (count - rows + 1)..<count }
        return first..<(first + inner)
    }

    /// How far down a node stands: spread over the height, in even steps.
    private static func slot(_ offset: Int, of count: Int, nodeHeight: Int, height: Int) -> Int {
        if height >= count * 3 {
            let (top, bottom) = (offset * height / count, (offset + 1) * height / count)
            return top + max(0, bottom - top - nodeHeight) / 2
        }
        let roomy = count > 1 ? (height - nodeHeight) / (count - 1) : 0
        let pitch = max(nodeHeight, min(roomy, nodeHeight + 1))
        return max(0, height - pitch * (count - 1) - nodeHeight) / 2 + offset * pitch
    }

    private static func grid(count: Int, columns: Int, frame: Rect) -> Column {
        let rows = (count + columns - 1) / columns
        let pitch = frame.width >= columns * 2 - 1 ? 2 : 1
        let top = frame.y + (frame.height - rows) / 2
        let nodes = (0..<count).map { index in
            (
                index: index,
                frame: Rect(
                    x: frame.x + index % columns * pitch, y: top + index / columns, width: 1, height: 1)
            )
        }
        return Column(size: .dot, frame: frame, nodes: nodes, folded: (0, 0), isGrid: true)
    }
}

extension NetworkLayout.NodeSize {
    func height(isInput: Bool) -> Int {
        switch self {
        // An input's box is three rows high and has its name below; a row above keeps it level with neurons.
        case .box, .narrowBox: 5
        case .stack, .pair: 2
        case .line, .short, .value, .dot: 1
        }
    }

    /// An input's box can do without the row above.
    fileprivate var leastHeight: Int {
        switch self {
        case .box, .narrowBox: 4
        case .stack, .pair: 2
        case .line, .short, .value, .dot: 1
        }
    }
}
