import Experiment
import TerminalUI

/// The products and the bias that have arrived at a neuron and wait to become z.
struct StackedTerms {
    /// The terms one by one; none in a listing's order, where the sum itself grows.
    private let terms: [Double]
    private let isComplete: Bool
    private let format: NumberFormat
    /// What has arrived so far, added up; nil where nothing has, and where it would tell z before its time.
    let sumSoFar: Double?

    init(_ picture: NetworkPicture, _ address: Address, format: NumberFormat) {
        self.format = format
        guard let (layer, neuron) = address.neuron else {
            (terms, isComplete, sumSoFar) = ([], false, nil)
            return
        }
        let (timeline, position) = (picture.replay.timeline, picture.replay.position)
        let pass = picture.experiment.pass.layers[layer]
        let biasIsThere = position >= timeline.position(after: .bias(layer: layer, neuron: neuron))
        let inputs = picture.experiment.network.layers[layer].inputCount
        let arrived = (0..<inputs).filter {
            picture.replay.reveals(.product(layer: layer, neuron: neuron, input: $0))
        }
        if timeline.order == .listing {
            (terms, isComplete) = ([], false)
            sumSoFar = biasIsThere ? pass.runningSums[neuron, arrived.count] : nil
        } else {
            terms = arrived.map { pass.products[neuron, $0] } + (biasIsThere ? [pass.biases[neuron]] : [])
            isComplete = terms.count > inputs
            let sum = terms.reduce(0, +)
            let tellsZ = format.text(sum) == format.text(pass.preactivations[neuron])
            sumSoFar = terms.isEmpty || isComplete || tellsZ ? nil : sum
        }
    }

    var isEmpty: Bool { terms.isEmpty && sumSoFar == nil }

    /// The terms beside each other, and ` +?` if more are to come; their sum so far, or how many they are, where not
    /// all of them fit.
    func text(width: Int) -> String {
        var choices: [String] = []
        // A term takes two columns at least.
        if !terms.isEmpty, terms.count * 2 <= width {
            let texts = terms.map { shortest(format.signed($0)) }
            choices += [" ", ""].map { blank in
                (texts + (isComplete ? [] : ["+?"])).joined(separator: blank)
            }
        }
        if let sumSoFar {
            let sum = format.signed(sumSoFar)
            choices += ["\(sum) so far", "\(sum) +?", format.text(sumSoFar, width: 5, signed: true) + "+?"]
        }
        let count = "\(terms.count) \(terms.count == 1 ? "term" : "terms")"
        choices += isComplete ? [count] : [count + " +?", count]
        return choices.first { cellWidth(of: $0) <= width } ?? "+?"
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
