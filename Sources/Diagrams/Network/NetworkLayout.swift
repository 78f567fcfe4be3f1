import NeuralNetwork
import TerminalUI

/// Where the nodes of a network stand in a picture of a given size, and how large each can be.
///
/// A column that does not fit shrinks its nodes: box, narrow box, one line, name and output, dot; then it folds, keeping a window
/// of neurons around the focused one.
struct NetworkLayout {
    enum NodeSize: Int, Comparable {
        case dot, short, line, narrowBox, box

        static func < (left: NodeSize, right: NodeSize) -> Bool { left.rawValue < right.rawValue }
    }

    /// One column of nodes; column 0 holds the inputs.
    struct Column {
        let size: NodeSize
        let frame: Rect
        /// The nodes that are drawn, by their index in the layer, and where.
        let nodes: [(index: Int, frame: Rect)]
        /// How many nodes are not drawn, before and after those that are.
        let folded: (before: Int, after: Int)

        func node(_ index: Int) -> Rect? { nodes.first { $0.index == index }?.frame }
    }

    let columns: [Column]
    /// Columns that found no room, before and after those that did.
    let foldedColumns: (before: Int, after: Int)

    /// - Parameter focus: the column and the node that must show.
    init(layerSizes: [Int], in area: Rect, focus: (column: Int, node: Int)?) {
        let plan = Self.plan(layerSizes: layerSizes, area: area, focusColumn: focus?.column ?? 0)
        let shown = Array(plan.columns)
        let widths = zip(shown, plan.sizes).map { Self.width(of: $0.1, isInput: $0.0 == 0) }
        let gaps = max(0, shown.count - 1)
        let free = max(0, area.width - widths.reduce(0, +))
        let gap = gaps == 0 ? 0 : min(free / gaps, Self.widestGap)
        var x = area.x + max(0, free - gap * gaps) / 2
        var columns: [Column] = []
        for (offset, index) in shown.enumerated() {
            let frame = Rect(x: x, y: area.y, width: widths[offset], height: area.height)
            columns.append(
                Self.column(
                    count: layerSizes[index], size: plan.sizes[offset], frame: frame,
                    focus: focus?.column == index ? focus?.node : nil))
            x += widths[offset] + gap
        }
        self.columns = columns
        foldedColumns = (plan.columns.lowerBound, layerSizes.count - plan.columns.upperBound)
    }

    /// A column of the network, if it is drawn.
    func column(_ index: Int) -> Column? {
        let offset = index - foldedColumns.before
        return columns.indices.contains(offset) ? columns[offset] : nil
    }

    // MARK: Choosing sizes

    private static let widestGap = 24

    private static func width(of size: NodeSize, isInput: Bool) -> Int {
        switch size {
        case .box: isInput ? 7 : 17
        case .narrowBox: isInput ? 7 : 11
        case .line: isInput ? 8 : 14
        case .short: 8
        case .dot: 2
        }
    }

    private static func height(of size: NodeSize) -> Int {
        switch size {
        // An input's box is three rows high and has its name below; a row above keeps it level with neurons.
        case .box, .narrowBox: 5
        case .line, .short, .dot: 1
        }
    }

    /// The columns that fit and the size of the nodes in each.
    private static func plan(
        layerSizes: [Int], area: Rect, focusColumn: Int
    ) -> (columns: Range<Int>, sizes: [NodeSize]) {
        let all = 0..<layerSizes.count
        let tallest = layerSizes.map { largestSize(count: $0, height: area.height) }
        // Hidden layers show the most, so the output gives way before they do.
        let wishes: [(hidden: NodeSize, output: NodeSize, gap: Int)] = [
            (.box, .box, 7), (.box, .narrowBox, 7), (.narrowBox, .narrowBox, 6), (.line, .line, 6),
            (.short, .short, 3), (.dot, .dot, 3),
        ]
        for wish in wishes {
            let sizes = all.map { column in
                min(tallest[column], column == layerSizes.count - 1 ? wish.output : wish.hidden)
            }
            let widths = all.map { width(of: sizes[$0], isInput: $0 == 0) }
            if widths.reduce(0, +) + wish.gap * (layerSizes.count - 1) <= area.width { return (all, sizes) }
        }
        let room = max(1, (area.width + 3) / 5)
        let first = min(max(0, focusColumn - room / 2), max(0, layerSizes.count - room))
        let columns = first..<min(layerSizes.count, first + room)
        return (columns, columns.map { _ in .dot })
    }

    private static func largestSize(count: Int, height: Int) -> NodeSize {
        if count * self.height(of: .box) <= height { return .box }
        return count <= height ? .line : .dot
    }

    // MARK: Placing nodes

    private static func column(
        count: Int, size: NodeSize, frame: Rect, focus: Int?
    ) -> Column {
        let nodeHeight = height(of: size)
        let fits = max(1, frame.height / nodeHeight)
        // A folded column needs a row above and below for the count of what is missing, if there are three.
        let hasMarks = count > fits && frame.height >= 3
        let shown = hasMarks ? max(1, fits - 2) : min(count, fits)
        let first = min(max(0, (focus ?? 0) - shown / 2), count - shown)
        let top = hasMarks ? frame.y + 1 : frame.y
        let height = hasMarks ? frame.height - 2 : frame.height
        let nodes = (0..<shown).map { offset in
            let slotTop = top + offset * height / shown
            let slotBottom = top + (offset + 1) * height / shown
            let y = slotTop + max(0, slotBottom - slotTop - nodeHeight) / 2
            return (
                index: first + offset,
                frame: Rect(x: frame.x, y: y, width: frame.width, height: nodeHeight)
            )
        }
        return Column(
            size: size, frame: frame, nodes: nodes, folded: (first, count - shown - first))
    }
}
