import CodeRunner
import Diagrams
import Experiment
import NeuralNetwork
import TerminalUI

/// A case that failed, drawn: the call, the network with the wrong neuron lit, and what came back beside what should.
struct CasePicture: Sendable {
    private let verdict: ChallengeVerdict.CaseVerdict
    private let function: Function
    private let functionName: String
    /// The network that the case is about, where its arguments make one.
    private let experiment: Experiment?
    private let kind: Challenge.Picture?
    private let comparison: Comparison

    init(_ verdict: ChallengeVerdict.CaseVerdict, of challenge: Challenge, language: Language) {
        self.verdict = verdict
        function = challenge.function
        functionName = challenge.function.name(in: language)
        kind = challenge.picture
        let isSingle = challenge.function.results.count == 1
        let experiment = Self.experiment(verdict.aCase.calls[verdict.call], kind: challenge.picture)
        let names = experiment.map { experiment -> [String] in
            let last = experiment.network.layers.count - 1
            let notation = Notation(experiment.network)
            return experiment.network.layers[last].biases.indices.map {
                notation.neuronName(layer: last, neuron: $0)
            }
        }
        let expected =
            verdict.aCase.expected.indices.contains(verdict.call) ? verdict.aCase.expected[verdict.call] : nil
        comparison = Comparison(
            expected: expected,
            got: verdict.got.indices.contains(verdict.call) ? verdict.got[verdict.call] : nil,
            failure: verdict.failure, results: isSingle ? [] : challenge.function.results.map(\.name),
            names: challenge.picture == .curve ? [] : names ?? [],
            tolerance: verdict.aCase.tolerance, hasSignedZero: challenge.hasSignedZero)
        var focused = experiment
        if let experiment, challenge.picture != .curve {
            let last = experiment.network.layers.count - 1
            let neuron = min(comparison.firstWrong ?? 0, experiment.network.layers[last].neuronCount - 1)
            focused?.select(.activation(layer: last, neuron: neuron))
        }
        self.experiment = focused
    }

    /// The network of a call; nil where its numbers don't make one.
    private static func experiment(_ call: [CallValue], kind: Challenge.Picture?) -> Experiment? {
        func layer(_ weights: CallValue, _ biases: CallValue, _ activation: Activation) throws -> DenseLayer {
            guard case .list(let rows) = weights, !rows.isEmpty else { throw NoNetwork() }
            return try DenseLayer(
                weights: Matrix(rows.map(\.allNumbers)), biases: biases.allNumbers, activation: activation)
        }
        // A picture rounds −0 to 0.00, which it must not here.
        guard !call.flatMap(\.allNumbers).contains(where: { $0 == 0 && $0.sign == .minus }) else {
            return nil
        }
        do {
            switch kind {
            case .layer where call.count == 3 && !call[0].allNumbers.isEmpty:
                let network = try Network(layers: [layer(call[1], call[2], .relu)])
                return try Experiment(network: network, input: call[0].allNumbers)
            case .network where call.count == 5:
                let network = try Network(layers: [
                    layer(call[1], call[2], .relu), layer(call[3], call[4], .linear),
                ])
                return try Experiment(network: network, input: call[0].allNumbers)
            case .curve:
                guard call.count == 1, let z = call[0].allNumbers.first, z.isFinite else { return nil }
                return try Experiment(curveOf: .sigmoid, at: z)
            default: return nil
            }
        } catch { return nil }
    }

    private struct NoNetwork: Error {}

    // MARK: Drawing

    func draw(on canvas: inout Canvas, view: StepView) {
        let bounds = canvas.bounds
        guard bounds.width > 4, bounds.height > 0 else { return }
        let width = bounds.width - 2
        var top: [StyledLine] = [
            StyledLine("case \(verdict.aCase.number): \(verdict.aCase.title)", Style(.accent, .bold))
        ]
        // A network says its numbers itself; the call stands there to be tried out, where there is room.
        let call = StyledLine(callText, .plain).spelled(in: canvas.glyphs).wrapped(to: width, indent: 2)
        let free = bounds.height - 1 - comparison.rowCount
        top += call.prefix(
            experiment == nil ? max(2, free - 2) : free >= 16 ? 3 : free >= 13 ? 2 : free >= 11 ? 1 : 0)
        if call.count > top.count - 1, top.count > 1 { top[top.count - 1].append(" …", .dim) }
        let bottom = comparison.rows(
            most: max(2, bounds.height - top.count - (experiment == nil ? 1 : 9)), width: width)
        for (y, row) in top.enumerated() { canvas.writeCut(row, x: 1, y: y, width: width) }
        let area = Rect(
            x: 0, y: top.count, width: bounds.width, height: max(0, bounds.height - top.count - bottom.count))
        var y = area.maxY
        if let experiment, area.height >= 3 {
            canvas.clipped(to: area) { draw(experiment, on: &$0, view: view) }
        } else {
            y = min(area.maxY, top.count + 1)
        }
        for (index, row) in bottom.enumerated() { canvas.writeCut(row, x: 1, y: y + index, width: width) }
    }

    private func draw(_ experiment: Experiment, on canvas: inout Canvas, view: StepView) {
        guard kind != .curve else {
            var curve = CurvePicture(activation: .sigmoid, z: experiment.input[0])
            curve.isExact = view.settings.isExact
            curve.guess = comparison.got?.allNumbers.first { $0.isFinite }
            curve.draw(on: &canvas)
            return
        }
        let replay = Replay(Timeline(of: experiment.network, order: .picture))
        var picture = NetworkPicture(experiment, replay: replay, lit: lit(experiment))
        picture.isExact = view.settings.isExact
        picture.isFocusQuiet = true
        picture.draw(on: &canvas)
    }

    /// The wrong neurons with all that goes into them; everything, where none is known to be wrong.
    private func lit(_ experiment: Experiment) -> Set<Address>? {
        let last = experiment.network.layers.count - 1
        let wrong = comparison.wrong.filter { $0 < experiment.network.layers[last].neuronCount }
        guard !wrong.isEmpty else { return nil }
        var lit: Set<Address> = []
        let inputCount = experiment.network.layers[last].inputCount
        for neuron in wrong {
            lit.formUnion([
                .bias(layer: last, neuron: neuron), .preactivation(layer: last, neuron: neuron),
                .activation(layer: last, neuron: neuron),
            ])
            for input in 0..<inputCount {
                lit.insert(.weight(layer: last, neuron: neuron, input: input))
                lit.insert(last == 0 ? .input(input) : .activation(layer: last - 1, neuron: input))
            }
        }
        return lit
    }

    /// `denseLayer([1, 0], [[0.5, −0.3], [0.8, 0.1]], [0.1, −0.2])`
    private var callText: String {
        let arguments = verdict.aCase.calls[verdict.call].map { $0.shown() }
        return "\(functionName)(\(arguments.joined(separator: ", ")))"
    }

    func inWords(_ view: StepView) -> [String] {
        var words = ["Case \(verdict.aCase.number): \(verdict.aCase.title).", callText + "."]
        if let experiment, kind != .curve {
            let replay = Replay(Timeline(of: experiment.network, order: .picture))
            words += NetworkPicture(experiment, replay: replay).inWords()
        }
        return words + comparison.rows(most: 12, width: .max).map(\.text)
    }
}

/// What should have come back beside what did, one result to a row.
struct Comparison: Sendable {
    private struct Entry: Sendable {
        let name: String
        let right: String
        let yours: String
        let isSame: Bool

        var mark: StyledLine {
            StyledLine(isSame ? "✓ " : "✗ ", isSame ? .good : Style(.warning, .bold))
        }

        var yourLine: StyledLine { StyledLine(yours, isSame ? .plain : Style(.warning, .bold)) }
    }

    let got: CallValue?
    private var entries: [Entry] = []
    /// What is to be said where there is nothing to be set side by side.
    private var remark: String?

    /// The results that are wrong, from 0.
    var wrong: [Int] { entries.indices.filter { !entries[$0].isSame } }
    var firstWrong: Int? { wrong.first }
    var rowCount: Int { min(entries.count, 4) + 1 }

    /// - Parameters:
    ///   - results: the names of the results, where there are several.
    ///   - names: what the numbers of a list are called; their index, where there are none.
    init(
        expected: ChallengeCase.Expected?, got: CallValue?, failure: ChallengeVerdict.Failure?,
        results: [String],
        names: [String], tolerance: Double, hasSignedZero: Bool
    ) {
        self.got = got
        let nothing =
            switch failure {
            case .raised: "an error"
            case .accident: "an error by accident"
            case .other: "no number"
            default: "nothing"
            }
        func isSame(_ a: CallValue?, _ b: CallValue?) -> Bool {
            guard let a, let b else { return false }
            return a.equals(b, within: tolerance, hasSignedZero: hasSignedZero)
        }
        guard case .value(let wanted)? = expected else {
            let right = expected == nil ? "see the case's title" : "an error"
            entries = [Entry(name: "", right: right, yours: got?.shown() ?? nothing, isSame: false)]
            return
        }
        func text(_ value: CallValue?) -> String { value?.shown(most: 6) ?? (got == nil ? nothing : "–") }
        if !results.isEmpty {
            let parts = (wanted.items ?? [], got?.items ?? [])
            entries = results.indices.map { index in
                let (right, yours) = (parts.0[safe: index], parts.1[safe: index])
                return Entry(
                    name: results[index], right: text(right), yours: text(yours), isSame: isSame(right, yours)
                )
            }
            return
        }
        guard let rights = wanted.items, !rights.isEmpty, got == nil || got?.items != nil else {
            entries = [Entry(name: "", right: text(wanted), yours: text(got), isSame: isSame(wanted, got))]
            return
        }
        let yours = got?.items ?? []
        entries = rights.indices.map { index in
            let right = rights[index]
            return Entry(
                name: names[safe: index] ?? "[\(index)]", right: text(right),
                yours: text(yours[safe: index]), isSame: isSame(right, yours[safe: index]))
        }
        if got != nil, yours.count != rights.count {
            let due = rights.count == 1 ? "1 number" : "\(rights.count) numbers"
            remark = "\(due) should come back, and \(yours.count) did"
        }
    }

    /// The same with three rows for each result.
    private func stacked(most: Int) -> [StyledLine] {
        let count = max(1, most / 3)
        let start = max(0, min(firstWrong ?? 0, entries.count - count))
        var rows: [StyledLine] = []
        for entry in entries[start..<min(entries.count, start + count)] {
            rows.append(entry.mark + StyledLine(entry.name, .dim))
            rows.append(StyledLine("  right  ", .dim) + StyledLine(entry.right))
            rows.append(StyledLine("  yours  ", .dim) + entry.yourLine)
        }
        return rows + (entries.count > count ? [countLine] : [])
    }

    /// What is said where not all of them have room.
    private var countLine: StyledLine {
        StyledLine("  ⋮ \(entries.count) in all, \(wrong.count) wrong", .dim)
    }

    /// - Parameters:
    ///   - most: how many rows there may be.
    ///   - width: how wide one may be; what is wider stands below each other.
    func rows(most: Int, width rowWidth: Int) -> [StyledLine] {
        let longest =
            entries.map { $0.name.count + max(5, $0.right.count) + max(5, $0.yours.count) + 6 }.max() ?? 0
        guard longest <= rowWidth else { return stacked(most: most) }
        let room = max(1, most - 1 - (remark == nil ? 0 : 1))
        let isCut = entries.count > room
        let count = isCut ? max(1, room - 1) : entries.count
        // The first that is wrong is among them, with the one before it where there is room.
        let start = max(0, min((firstWrong ?? 0) - (count > 1 ? 1 : 0), entries.count - count))
        let shown = entries[start..<(start + count)]
        func width(_ part: (Entry) -> String, _ title: String) -> Int {
            max(title.count, shown.map { part($0).count }.max() ?? 0)
        }
        let (names, rights) = (width(\.name, ""), width(\.right, "right"))
        func cell(_ text: String, _ width: Int) -> String {
            text + String(repeating: " ", count: max(0, width - text.count))
        }
        var rows = [StyledLine("  \(cell("", names))  \(cell("right", rights))  yours", .dim)]
        rows += shown.map { entry in
            entry.mark + StyledLine("\(cell(entry.name, names))  ", .dim)
                + StyledLine(cell(entry.right, rights) + "  ") + entry.yourLine
        }
        if isCut { rows.append(countLine) }
        if let remark { rows.append(StyledLine("  \(remark)", .warning)) }
        return rows
    }
}

extension CallValue {
    var items: [CallValue]? { if case .list(let items) = self { items } else { nil } }
}

extension Array {
    /// The element at an index; nil where there is none.
    fileprivate subscript(safe index: Int) -> Element? { indices.contains(index) ? self[index] : nil }
}
