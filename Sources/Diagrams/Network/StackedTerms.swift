import Experiment
import TerminalUI

/// The products and the bias that have arrived at a neuron and wait to become z.
struct StackedTerms {
    private let terms: [Double]
    private let runningSum: Double?
    private let format: NumberFormat

    init(_ picture: NetworkPicture, _ address: Address, format: NumberFormat) {
        self.format = format
        guard let (layer, neuron) = address.neuron else {
            (terms, runningSum) = ([], nil)
            return
        }
        let (timeline, position) = (picture.replay.timeline, picture.replay.position)
        let pass = picture.experiment.pass.layers[layer]
        let biasIsThere = position >= timeline.position(after: .bias(layer: layer, neuron: neuron))
        let arrived = (0..<picture.experiment.network.layers[layer].inputCount).filter {
            picture.replay.reveals(.product(layer: layer, neuron: neuron, input: $0))
        }
        if timeline.order == .listing {
            terms = []
            runningSum = biasIsThere ? pass.runningSums[neuron, arrived.count] : nil
        } else {
            terms = arrived.map { pass.products[neuron, $0] } + (biasIsThere ? [pass.biases[neuron]] : [])
            runningSum = nil
        }
    }

    var isEmpty: Bool { terms.isEmpty && runningSum == nil }

    /// The terms beside each other; the latest ones where not all fit.
    func text(width: Int) -> String {
        if let runningSum { return format.signed(runningSum) + " …" }
        // From the latest backwards, as many as fit. The dots behind say that the sum is not complete, those
        // before that more has arrived.
        var text = "…"
        for (index, term) in terms.enumerated().reversed() {
            let longer = shortest(format.signed(term)) + text
            guard cellWidth(of: longer) + (index > 0 ? 1 : 0) <= width else { return "…" + text }
            text = longer
        }
        return text
    }

    /// `+0.50` as `+0.5`: three terms share one row.
    private func shortest(_ number: String) -> String {
        guard number.contains("."), !number.contains("e") else { return number }
        var number = number
        while number.last == "0" { number.removeLast() }
        if number.last == "." { number.removeLast() }
        return number
    }
}
