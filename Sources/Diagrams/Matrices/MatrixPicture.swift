import Experiment
import NeuralNetwork
import TerminalUI

/// The same numbers as in the network's picture, as matrices: a block a layer, with every weight, input, bias and
/// output in its place.
package struct MatrixPicture {
    let picture: NetworkPicture

    package init(_ picture: NetworkPicture) {
        self.picture = picture
    }

    private var layers: [DenseLayer] { picture.experiment.network.layers }

    /// The layer that must show: the one with a neuron that grows in, else the focused one, else the one that is being computed, else the first.
    private var focusedLayer: Int {
        if let growth = picture.growth { return growth.layer }
        if let cursor = picture.experiment.cursor { return cursor.neuron?.layer ?? 0 }
        if case .layer(let layer)? = picture.replay.beatInView { return layer }
        return picture.replay.beatInView?.neuron?.layer ?? 0
    }

    /// The rows in which every number shows, with a blank row between layers.
    package func preferredHeight(width: Int) -> Int {
        layers.indices.reduce(layers.count - 1) { $0 + block($1).preferredHeight(width: width) }
    }

    /// The columns in which every number shows.
    func preferredWidth(withSums hasSums: Bool) -> Int {
        layers.indices.map { block($0).preferredWidth(withSums: hasSums) }.max() ?? 0
    }

    private func block(_ layer: Int) -> MatrixBlock {
        MatrixBlock(picture: picture, layer: layer)
    }

    package func draw(on canvas: inout Canvas) {
        let (width, height) = (canvas.bounds.width, canvas.bounds.height)
        guard width > 0, height > 0 else { return }
        let plan = MatrixPlan(
            heights: layers.indices.map { block($0).preferredHeight(width: width) }, focus: focusedLayer,
            rows: height)
        var y = (height - plan.usedRows) / 2
        if plan.above > 0 {
            write(plan.above, "above", y: y, on: &canvas)
            y += 1
        }
        for (offset, layer) in plan.layers.enumerated() {
            let rows = plan.heights[offset]
            canvas.clipped(to: Rect(x: 0, y: y, width: width, height: rows)) { block(layer).draw(on: &$0) }
            y += rows + (offset < plan.layers.count - 1 ? plan.gap : 0)
        }
        if plan.below > 0 { write(plan.below, "below", y: y, on: &canvas) }
    }

    private func write(_ count: Int, _ place: String, y: Int, on canvas: inout Canvas) {
        let dots = canvas.glyphs.pick("⋯", "...")
        canvas.write(
            "\(dots) \(count) \(count == 1 ? "layer" : "layers") \(place)", x: 1, y: y, style: .furniture)
    }
}

/// Which layers are drawn in so many rows: the focused one first, then those below it, then those above.
struct MatrixPlan {
    private(set) var layers: Range<Int>
    private(set) var heights: [Int]
    private(set) var gap = 1
    let above: Int
    let below: Int

    /// A layer with fewer rows than this tells nothing.
    private static let fewestRows = 4

    init(heights wanted: [Int], focus: Int, rows: Int) {
        if wanted.reduce(0, +) <= rows {
            layers = 0..<wanted.count
            heights = wanted
            gap = wanted.reduce(wanted.count - 1, +) <= rows ? 1 : 0
            (above, below) = (0, 0)
            return
        }
        // The counts of what is above and below have a row each where there are some to spare.
        let hasCounts = rows >= Self.fewestRows + 2
        func counts(_ range: Range<Int>) -> Int {
            hasCounts ? (range.lowerBound > 0 ? 1 : 0) + (range.upperBound < wanted.count ? 1 : 0) : 0
        }
        var range = focus..<(focus + 1)
        var chosen = [min(wanted[focus], max(1, rows - counts(range)))]
        var isGrowing = true
        while isGrowing {
            isGrowing = false
            for isBelow in [true, false] {
                let index = isBelow ? range.upperBound : range.lowerBound - 1
                guard wanted.indices.contains(index) else { continue }
                let wider = isBelow ? range.lowerBound..<(index + 1) : index..<range.upperBound
                let free = rows - chosen.reduce(chosen.count, +) - counts(wider)
                guard free >= min(wanted[index], Self.fewestRows) else { continue }
                chosen.insert(min(wanted[index], free), at: isBelow ? chosen.count : 0)
                (range, isGrowing) = (wider, true)
            }
        }
        layers = range
        heights = chosen
        above = hasCounts ? range.lowerBound : 0
        below = hasCounts ? wanted.count - range.upperBound : 0
    }

    var usedRows: Int {
        heights.reduce(gap * (heights.count - 1), +) + (above > 0 ? 1 : 0) + (below > 0 ? 1 : 0)
    }
}
