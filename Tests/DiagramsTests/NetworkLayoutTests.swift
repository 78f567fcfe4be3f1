import Experiment
import TerminalUI
import Testing

@testable import Diagrams

/// Where nodes stand, over many shapes and sizes.
struct NetworkLayoutTests {
    /// A node that must show: the first, the last and a middle one of every column.
    private static func focuses(_ shape: [Int]) -> [NetworkFocus] {
        shape.indices.flatMap { column in
            Set([0, shape[column] / 2, shape[column] - 1]).sorted().map {
                NetworkFocus(column: column, node: $0)
            }
        }
    }

    /// Every height up to that of a large terminal, every width where it is narrow, some of the others.
    private static let areas: [Rect] = {
        let widths = Array(0...30) + stride(from: 33, through: 200, by: 11)
        return widths.flatMap { width in
            stride(from: 0, through: 60, by: width < 100 ? 1 : 7).map { height in
                Rect(x: 3, y: 2, width: width, height: height)
            }
        }
    }()

    /// The areas, as text with the first few of them, in which something does not hold.
    private func areasWhere(
        _ shape: [Int], _ fails: (NetworkLayout, Rect, NetworkFocus) -> Bool
    ) -> [String] {
        let focuses = Self.focuses(shape)
        var failing: [String] = []
        for (number, area) in Self.areas.enumerated() where failing.count < 3 {
            let focus = focuses[number % focuses.count]
            let layout = NetworkLayout(layerSizes: shape, in: area, focus: focus)
            if fails(layout, area, focus) { failing.append("\(area.size) with the focus on \(focus)") }
        }
        return failing
    }

    @Test(arguments: shapes)
    func nodesStandInsideTheArea(shape: [Int]) {
        let failing = areasWhere(shape) { layout, area, _ in
            // What is smaller is cut off by the canvas.
            guard area.width >= 2, area.height >= 3 else { return false }
            return layout.columns.contains { column in
                column.nodes.contains { $0.frame.intersection(area) != $0.frame }
            }
        }
        #expect(failing.isEmpty)
    }

    @Test(arguments: shapes)
    func nodesNeverOverlap(shape: [Int]) {
        let failing = areasWhere(shape) { layout, area, _ in
            let areTooNear = zip(layout.columns, layout.columns.dropFirst()).contains { left, right in
                left.frame.maxX >= right.frame.x
            }
            return areTooNear
                || layout.columns.contains { column in
                    zip(column.nodes, column.nodes.dropFirst()).contains { first, next in
                        // The dots of a grid follow each other in rows.
                        first.frame.maxY > next.frame.y
                            && !(column.isGrid && first.frame.y == next.frame.y
                                && first.frame.maxX <= next.frame.x)
                    }
                }
        }
        #expect(failing.isEmpty)
    }

    @Test(arguments: shapes)
    func gridsAreDrawnWhole(shape: [Int]) {
        let failing = areasWhere(shape) { layout, _, focus in
            layout.columns.enumerated().contains { offset, column in
                let index = layout.foldedColumns.before + offset
                return column.isGrid && (column.nodes.count != shape[index] || index == focus.column)
            }
        }
        #expect(failing.isEmpty)
    }

    @Test(arguments: shapes)
    func nothingIsForgotten(shape: [Int]) {
        let failing = areasWhere(shape) { layout, area, _ in
            let (before, after) = layout.foldedColumns
            guard before >= 0, after >= 0, before + layout.columns.count + after == shape.count else {
                return true
            }
            return layout.columns.enumerated().contains { offset, column in
                let count = shape[before + offset]
                guard column.folded.before >= 0, column.folded.after >= 0,
                    column.folded.before + column.folded.after <= count
                else { return true }
                return column.nodes.map(\.index)
                    != Array(column.folded.before..<(count - column.folded.after))
            }
        }
        #expect(failing.isEmpty)
    }

    @Test(arguments: shapes)
    func theFocusIsAlwaysThere(shape: [Int]) {
        let failing = areasWhere(shape) { layout, _, focus in
            layout.column(focus.column)?.node(focus.node) == nil
        }
        #expect(failing.isEmpty)
    }

    /// In one or two rows, too, where the learner can see little else.
    @Test(arguments: shapes, [1, 2])
    func theFocusShowsInFewRows(shape: [Int], height: Int) {
        let area = Rect(x: 0, y: 0, width: 40, height: height)
        for focus in Self.focuses(shape) {
            let layout = NetworkLayout(layerSizes: shape, in: area, focus: focus)
            let frame = layout.column(focus.column)?.node(focus.node)
            #expect(frame?.intersection(area) == frame, "\(focus)")
        }
    }

    /// A larger area never shows less of the network: a number tells more than a dot.
    /// (A tall layer is another matter: a grid of all its dots takes the place of a window of numbers.)
    @Test(arguments: shapes.filter { $0 != [64, 32, 10] })
    func moreRoomShowsMore(shape: [Int]) {
        func shown(_ width: Int, _ height: Int) -> Int {
            let area = Rect(x: 0, y: 0, width: width, height: height)
            let layout = NetworkLayout(layerSizes: shape, in: area, focus: nil)
            return layout.columns.reduce(0) { $0 + $1.nodes.count * ($1.size == .dot ? 1 : 2) }
        }
        var failing: [String] = []
        for (narrow, wide) in [(20, 40), (40, 60), (60, 100), (100, 200)] {
            for height in [5, 10, 16, 20, 30, 60] where shown(narrow, height) > shown(wide, height) {
                failing.append("\(narrow) to \(wide) columns at \(height) rows")
            }
        }
        for (low, tall) in [(4, 8), (8, 15), (15, 20), (20, 40), (40, 60)] {
            for width in [10, 20, 50, 100, 200] where shown(width, low) > shown(width, tall) {
                failing.append("\(low) to \(tall) rows at \(width) columns")
            }
        }
        #expect(failing.isEmpty)
    }

    /// At 80×24 the lessons' networks have their boxes, with z, a and b in each.
    @Test(arguments: [[3, 1], [2, 2, 1], [2, 1]])
    func lessonsHaveBoxesAtTheUsualSize(shape: [Int]) {
        let area = Rect(x: 0, y: 0, width: 50, height: 15)
        let layout = NetworkLayout(layerSizes: shape, in: area, focus: nil)
        #expect(layout.columns.count == shape.count)
        #expect(layout.columns.allSatisfy { $0.size >= .narrowBox })
    }

    /// Arrivals at a box: one row each, inside the box, in the order of the inputs.
    @Test(arguments: 1...5)
    func edgesArriveInOrder(inputs: Int) {
        let rows = (0..<inputs).map { NetworkPen.portRow($0, of: inputs, height: 5) }
        #expect(rows == rows.sorted() && Set(rows).count == inputs)
        #expect(rows.allSatisfy { (0..<5).contains($0) })
    }
}
