import TerminalUI

/// Which columns of a network are drawn in an area, how large the nodes are in each, and how far apart they stand.
///
/// Tried from the best to the smallest: all columns with all their numbers, then the focused one larger than
/// the others, then a window of columns around the focus.
struct NetworkPlan {
    struct Column {
        let size: NetworkLayout.NodeSize
        let width: Int
        /// How many dots stand beside each other, where a tall layer is a grid of them.
        var gridColumns: Int?
    }

    private(set) var shown: Range<Int>
    private(set) var columns: [Column]
    private(set) var gaps: [Int]
    /// The width kept on a side for the count of columns that are not drawn.
    let foldRoom: Int

    var widths: [Int] { columns.map(\.width) }

    /// Whether the same columns show, as large as in another plan.
    func showsAsMuch(as other: NetworkPlan) -> Bool {
        shown == other.shown && foldRoom == other.foldRoom
            && zip(columns, other.columns).allSatisfy { $0.size == $1.size && $0.width == $1.width }
    }

    /// How much of its numbers a node shows.
    private enum Detail: Int, Comparable {
        case dot, value, short, narrow, full
        static func < (left: Detail, right: Detail) -> Bool { left.rawValue < right.rawValue }
    }

    /// What the focused column shows, those beside it, those further away, and the last one at most.
    private struct Tier {
        let focus: Detail
        let near: Detail
        let far: Detail
        var last: Detail
        let gap: Int
        /// In a window: fewer columns than this are not worth it.
        let fewest: Int

        init(
            _ focus: Detail, _ near: Detail, _ far: Detail, last: Detail = .full, gap: Int, fewest: Int = 1
        ) {
            (self.focus, self.near, self.far, self.last) = (focus, near, far, last)
            (self.gap, self.fewest) = (gap, fewest)
        }
    }

    // Hidden layers show the most, so the output gives way before they do.
    private static let tiers = [
        Tier(.full, .full, .full, gap: 7), Tier(.full, .full, .full, last: .narrow, gap: 7),
        Tier(.narrow, .narrow, .narrow, gap: 6), Tier(.narrow, .short, .short, gap: 6),
        Tier(.short, .short, .short, gap: 6), Tier(.short, .short, .short, gap: 3),
        Tier(.short, .short, .short, gap: 2),
        Tier(.value, .value, .value, gap: 6), Tier(.narrow, .value, .value, gap: 3),
        Tier(.short, .value, .value, gap: 3),
        Tier(.value, .value, .value, gap: 3), Tier(.value, .value, .value, gap: 1),
    ]
    private static let windows = [
        Tier(.full, .full, .full, gap: 7, fewest: 5), Tier(.narrow, .narrow, .narrow, gap: 6, fewest: 4),
        Tier(.narrow, .value, .value, gap: 3, fewest: 3), Tier(.short, .value, .value, gap: 3, fewest: 2),
        Tier(.value, .value, .value, gap: 3, fewest: 2), Tier(.value, .dot, .dot, gap: 3, fewest: 2),
        Tier(.dot, .dot, .dot, gap: 3),
    ]

    private static let widestGap = 24
    /// Before the focused column there is room for the label of a weight.
    private static let labelGap = 7

    init(layerSizes: [Int], glyphs: GlyphSet, area: Size, focus: NetworkFocus?) {
        let planner = Planner(layerSizes: layerSizes, glyphs: glyphs, area: area, focus: focus)
        let room = area.width >= 40 ? 8 : area.width >= 20 ? 4 : area.width >= 8 ? 2 : 0
        foldRoom = room
        if let (tier, columns) = planner.whole(Self.tiers) {
            shown = 0..<layerSizes.count
            self.columns = columns
            gaps = planner.gaps(of: columns, from: 0, tier: tier, width: area.width)
        } else {
            let (tier, range) = planner.window(Self.windows, foldRoom: room)
            shown = range
            columns = range.map { planner.column($0, tier: tier) }
            let folds = (range.lowerBound > 0 ? room : 0) + (range.upperBound < layerSizes.count ? room : 0)
            gaps = planner.gaps(
                of: columns, from: range.lowerBound, tier: tier, width: area.width - folds)
        }
    }

    /// Sizes columns for one network in one area.
    private struct Planner {
        let layerSizes: [Int]
        let glyphs: GlyphSet
        let area: Size
        let focus: NetworkFocus?

        var focusColumn: Int { focus?.column ?? 0 }

        func whole(_ tiers: [Tier]) -> (Tier, [Column])? {
            // Every column takes a number and a gap at least.
            guard layerSizes.count * 6 - 1 <= area.width else { return nil }
            // Where weights stand below their edges, a chain of neurons needs no room between them.
            let isChain = layerSizes.dropFirst().allSatisfy { $0 == 1 }
            for tier in tiers where tier.gap > 1 || isChain {
                let columns = layerSizes.indices.map { column($0, tier: tier) }
                let gaps = (1..<layerSizes.count).reduce(0) { $0 + gap(before: $1, tier: tier) }
                if columns.reduce(gaps, { $0 + $1.width }) <= area.width { return (tier, columns) }
            }
            return nil
        }

        func window(_ tiers: [Tier], foldRoom: Int) -> (Tier, Range<Int>) {
            for tier in tiers {
                let range = window(tier, foldRoom: foldRoom)
                // What the focused node takes in is worth more than larger nodes.
                let hasSource = focusColumn == 0 || range.contains(focusColumn - 1)
                if hasSource, range.count >= min(tier.fewest, layerSizes.count) { return (tier, range) }
            }
            return (tiers[tiers.count - 1], focusColumn..<(focusColumn + 1))
        }

        /// As many columns around the focus as there is room for, those before it first.
        private func window(_ tier: Tier, foldRoom: Int) -> Range<Int> {
            var range = focusColumn..<(focusColumn + 1)
            var used = column(focusColumn, tier: tier).width
            func fits(_ wider: Range<Int>, _ width: Int) -> Bool {
                let folds = (wider.lowerBound > 0 ? 1 : 0) + (wider.upperBound < layerSizes.count ? 1 : 0)
                return width + folds * foldRoom <= area.width
            }
            guard fits(range, used) else { return 0..<0 }
            var isGrowing = true
            while isGrowing {
                isGrowing = false
                for isBefore in [true, false] {
                    let index = isBefore ? range.lowerBound - 1 : range.upperBound
                    guard layerSizes.indices.contains(index) else { continue }
                    let wider = isBefore ? index..<range.upperBound : range.lowerBound..<(index + 1)
                    let gap = gap(before: max(index, range.lowerBound), tier: tier)
                    let width = used + column(index, tier: tier).width + gap
                    guard fits(wider, width) else { continue }
                    (range, used, isGrowing) = (wider, width, true)
                }
            }
            return range
        }

        func column(_ index: Int, tier: Tier) -> Column {
            let distance = abs(index - focusColumn)
            var detail = distance == 0 ? tier.focus : distance == 1 ? tier.near : tier.far
            if focus == nil { detail = max(tier.near, tier.far) }
            if index == layerSizes.count - 1 { detail = min(detail, tier.last) }
            let rows = area.height / layerSizes[index]
            if rows == 0, !isDetailed(index), let grid = grid(layerSizes[index], detail: detail) {
                return grid
            }
            let size = size(detail, rows: rows, isInput: index == 0)
            return Column(size: size, width: width(of: size, column: index))
        }

        /// Whether the numbers of a column are what the learner looks at: the focused one, and what it takes in.
        private func isDetailed(_ column: Int) -> Bool {
            guard let focus else { return false }
            return column == focus.column || column == focus.column - 1
        }

        private func size(_ detail: Detail, rows: Int, isInput: Bool) -> NetworkLayout.NodeSize {
            let hasBox = rows >= 5 || isInput && rows >= 4
            // Two inputs stand level with the first and the last of four weights.
            let hasPair = rows >= 2 && (!isInput || layerSizes[0] == 2)
            switch detail {
            case .full: return hasBox ? .box : hasPair ? .pair : .line
            case .narrow: return hasBox ? .narrowBox : hasPair ? .pair : .line
            case .short: return hasBox ? .narrowBox : .short
            case .value: return rows >= 2 ? .stack : .value
            case .dot: return .dot
            }
        }

        private func width(of size: NetworkLayout.NodeSize, column: Int) -> Int {
            let isInput = column == 0
            switch size {
            case .box: return isInput ? 7 : 17
            case .narrowBox: return isInput ? 7 : 11
            // A name, z and a, five columns each; an input is one number.
            case .line, .pair: return nameWidth(column) + (isInput ? 6 : 12)
            case .short: return nameWidth(column) + 6
            case .stack: return max(5, nameWidth(column))
            case .value: return 5
            case .dot: return 1
            }
        }

        /// The width of the longest name in a column.
        private func nameWidth(_ column: Int) -> Int {
            let notation = Notation(layerSizes: layerSizes)
            let last = layerSizes[column] - 1
            let name =
                column == 0
                ? notation.symbol(of: .input(last)) : notation.neuronName(layer: column - 1, neuron: last)
            return cellWidth(of: glyphs.spelling(of: name))
        }

        /// A layer too tall for its column as dots beside each other, if it fits as a whole: a square where its
        /// size is one, as images are, else even rows where they need little more room.
        private func grid(_ count: Int, detail: Detail) -> Column? {
            guard area.height >= 3 else { return nil }
            let fewest = (count + area.height - 1) / area.height
            let root = Int(Double(count).squareRoot().rounded())
            var columns = fewest
            if root * root == count, root >= fewest {
                columns = root
            } else if let even = (fewest...(fewest * 2)).first(where: { count % $0 == 0 }) {
                columns = even
            }
            let room = area.width / max(3, layerSizes.count)
            if columns * 2 - 1 <= room, detail > .value {
                return Column(size: .dot, width: columns * 2 - 1, gridColumns: columns)
            }
            return columns <= room ? Column(size: .dot, width: columns, gridColumns: columns) : nil
        }

        private func gap(before column: Int, tier: Tier) -> Int {
            guard focus != nil, column == focusColumn, tier.focus > .dot, tier.gap > 1 else {
                return tier.gap
            }
            // Where all else is narrow, a weight stands between two numbers: nearer to the one that it multiplies.
            return max(tier.gap, NetworkPlan.labelGap + (tier.gap < 6 ? 1 : 0))
        }

        /// The gaps between columns: as wide as there is room for, those beside the focus first.
        func gaps(of columns: [Column], from first: Int, tier: Tier, width: Int) -> [Int] {
            var gaps = columns.indices.dropFirst().map { gap(before: first + $0, tier: tier) }
            guard !gaps.isEmpty else { return [] }
            let room = width - columns.reduce(0) { $0 + $1.width }
            let even = min(room / gaps.count, NetworkPlan.widestGap)
            let needed = focus == nil ? 0 : NetworkPlan.labelGap
            if even >= max(needed, gaps.max() ?? 0) { return gaps.map { _ in even } }
            var free = room - gaps.reduce(0, +)
            let outgoing = focusColumn - first
            if gaps.indices.contains(outgoing) {
                let wider = min(max(0, free), max(0, NetworkPlan.labelGap - gaps[outgoing]))
                gaps[outgoing] += wider
                free -= wider
            }
            while free > 0, let narrowest = gaps.indices.min(by: { gaps[$0] < gaps[$1] }) {
                gaps[narrowest] += 1
                free -= 1
            }
            return gaps
        }
    }
}
