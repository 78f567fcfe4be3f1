import Course
import Diagrams
import Experiment
import NeuralNetwork
import TerminalUI

/// A listing whose lines are bound to what they compute: the running line is marked, its value stands beside
/// it, and the numbers in it are the network's.
package struct CodeStage: PictureStage {
    package static let kind = "code"

    /// The keys of a `code` fence.
    struct Keys: Decodable {
        let listing: Placed<String>
        let order: Placed<String>?
        let lines: [LineKeys]
        let prints: Placed<String>?
        let exact: Bool?
        let languages: OneOrMore<Placed<String>>?
    }

    struct LineKeys: Decodable {
        let at: Placed<String>
        let computes: OneOrMore<Placed<String>>?
        let shows: String?
        let literals: Placed<String>?
    }

    /// What is bound to one line of a listing.
    private struct Binding: Sendable {
        /// In the order in which they happen; none where the line computes nothing.
        let computes: [Moment]
        let shows: String?
        let literals: [Address]
    }

    /// A listing in one language, with its bindings by line number from 0.
    private struct Listing: Sendable {
        let lines: [String]
        let bindings: [Int: Binding]
        let fileName: String
    }

    private let listings: [ListingLanguage: Listing]
    /// Whether the bias is added last: the listing then has sums of its own, not the engine's.
    private let addsBiasLast: Bool
    /// Whether the step is about all the digits.
    private let isExact: Bool
    /// What the listing prints when it is run, and where the lesson says so.
    package let prints: (value: Double, place: Place)?
    /// Whether any line is bound to the network. Else the listing stands for itself, with what it prints.
    private let isBound: Bool
    /// The files of the listing, for those who run them.
    package let files: [String]

    package init(_ fence: Fence, in setting: StepSetting) throws(Problems) {
        let keys = try fence.decode(Keys.self)
        let experiment = try setting.experiment(for: fence)
        let name = keys.listing
        guard name.value.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || "-_".contains($0)) }),
            !name.value.isEmpty
        else {
            throw Problems([Problem("a listing's name has letters, digits, - and _", at: name.place)])
        }
        var listings: [ListingLanguage: Listing] = [:]
        let languages = try Self.languages(keys.languages)
        for language in languages {
            let file = "\(name.value).\(language.rawValue)"
            let text = try fence.text(ofFile: file, askedAt: name.place)
            listings[language] = try Self.listing(text, file: file, keys: keys, experiment: experiment)
        }
        self.listings = listings
        addsBiasLast = try Self.order(keys.order) == .picture
        isExact = keys.exact ?? false
        prints = try keys.prints.map { (source) throws(Problems) in (try Self.number(source), source.place) }
        isBound = !keys.lines.isEmpty
        files = languages.map { "\(fence.folder)/\(name.value).\($0.rawValue)" }
    }

    /// What a listing says that it prints: a number, or NaN.
    private static func number(_ source: Placed<String>) throws(Problems) -> Double {
        if source.value == "NaN" { return .nan }
        do { return try typedNumber(source.value) } catch {
            throw Problems([Problem("a listing prints a number, or NaN: \(error)", at: source.place)])
        }
    }

    /// What the listing of a fence prints, if the fence can be read and says so.
    static func prints(of fence: Fence) -> Double? {
        (try? fence.decode(Keys.self).prints).flatMap { try? number($0) }
    }

    private static func languages(_ names: OneOrMore<Placed<String>>?) throws(Problems) -> [ListingLanguage] {
        guard let names else { return ListingLanguage.allCases }
        return try names.all.map { name throws(Problems) in try name.oneOf("language") }
    }

    /// The listing in the learner's language, or in the first that it is in.
    private func listing(_ view: StepView) -> Listing? {
        listings[view.settings.language] ?? ListingLanguage.allCases.lazy.compactMap { listings[$0] }.first
    }

    /// Whether it can be read in another language.
    var hasLanguages: Bool { listings.count > 1 }

    /// The order in which the listing of a step computes, `listing` where its fence says nothing.
    static func order(of fence: Fence) throws(Problems) -> Timeline.Order {
        try order(try fence.decode(Keys.self).order)
    }

    private static func order(_ name: Placed<String>?) throws(Problems) -> Timeline.Order {
        guard let name else { return .listing }
        switch name.value {
        case "listing": return .listing
        case "picture": return .picture
        default:
            throw Problems([
                Problem("no order named \"\(name.value)\"; there are listing and picture", at: name.place)
            ])
        }
    }

    private static func listing(
        _ text: String, file: String, keys: Keys, experiment: Experiment
    ) throws(Problems) -> Listing {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        while lines.last?.isEmpty == true { lines.removeLast() }
        let timeline = Timeline(of: experiment.network, order: .listing)
        var bindings: [Int: Binding] = [:]
        var problems: [Problem] = []
        for line in keys.lines {
            let found = lines.indices.filter { lines[$0].contains(line.at.value) }
            guard found.count == 1 else {
                let count = found.isEmpty ? "no line" : "\(found.count) lines"
                problems.append(
                    Problem(
                        "\(count) of \(file) with \"\(line.at.value)\"; there must be one", at: line.at.place)
                )
                continue
            }
            bindings[found[0]] = Binding(
                computes: try (line.computes?.all ?? []).map { (name) throws(Problems) in
                    try name.moment(in: timeline)
                }, shows: line.shows,
                literals: try line.literals?.addresses(in: experiment) ?? [])
        }
        guard problems.isEmpty else { throw Problems(problems) }
        return Listing(lines: lines, bindings: bindings, fileName: file)
    }

    // MARK: Drawing

    /// With so many columns left beside the listing the picture stands there, else below it.
    private static let widthOfPictureBeside = 36
    /// The rows of a picture below the listing: those of a box, or as many as are free.
    private static let stripHeights = 5...19

    package func draw(on canvas: inout Canvas, view: StepView) {
        let bounds = canvas.bounds
        let picture = view.picture(lit: view.replay?.numbersInView)
        let listingWidth = preferredWidth(view) ?? 0
        if bounds.width >= listingWidth + Self.widthOfPictureBeside {
            let parts = bounds.split(left: max(listingWidth, bounds.width / 2))
            canvas.clipped(to: parts.left) { drawListing(on: &$0, view) }
            canvas.clipped(to: parts.rest) { picture?.draw(on: &$0) }
            return
        }
        // A long listing leaves the strip the five rows of a box, and scrolls; a short pane has no strip.
        let free = bounds.height - rows(view, width: bounds.width, glyphs: canvas.glyphs).rows.count
        let strip =
            bounds.height < 14
            ? 0 : min(max(free, Self.stripHeights.lowerBound), Self.stripHeights.upperBound)
        let parts = bounds.split(top: bounds.height - strip)
        canvas.clipped(to: parts.top) { drawListing(on: &$0, view) }
        canvas.clipped(to: parts.rest) { picture?.draw(on: &$0) }
    }

    package var scrolls: Bool { true }

    package func preferredWidth(_ view: StepView) -> Int? {
        (listing(view)?.lines.map(cellWidth).max() ?? 0) + 2
    }

    /// Draws the listing so that the running line shows, and at the end what is printed.
    private func drawListing(on canvas: inout Canvas, _ view: StepView) {
        let (rows, running) = rows(view, width: canvas.bounds.width, glyphs: canvas.glyphs)
        var scroll = ScrollPosition()
        let isOver = view.replay?.isComplete == true
        let row = isOver ? rows.count - 1 : min(rows.count - 1, (running ?? -1) + 1)
        scroll.show(row: row, content: rows.count, visible: canvas.bounds.height)
        scroll.scroll(by: view.listingShift, content: rows.count, visible: canvas.bounds.height)
        canvas.drawRows(rows, scroll: scroll)
    }

    /// The listing as rows, and which of them is running.
    private func rows(
        _ view: StepView, width: Int, glyphs: GlyphSet
    ) -> (rows: [StyledLine], running: Int?) {
        guard let listing = listing(view) else { return ([], nil) }
        let runningLine = runningLine(view)
        let format = NumberFormat(isExact: isExact || view.settings.isExact, glyphs: glyphs)
        var rows: [StyledLine] = []
        var running: Int?
        for (index, text) in listing.lines.enumerated() {
            if index == runningLine { running = rows.count }
            let line = row(text, listing.bindings[index], isRunning: index == runningLine, view)
            guard let value = value(beside: listing.bindings[index], view, format) else {
                rows.append(line)
                continue
            }
            if line.width + value.width <= width {
                rows.append(line + value)
            } else {
                // All its digits need a row of their own.
                rows += [line, value.indented(by: max(0, width - value.width))]
            }
        }
        if let printed = printed(view, format) { rows.append(printed) }
        return (rows.map { $0.spelled(in: glyphs) }, running)
    }

    private func row(_ text: String, _ binding: Binding?, isRunning: Bool, _ view: StepView) -> StyledLine {
        let mark = StyledLine(isRunning ? "▶ " : "  ", .accent)
        let isComment = text.trimmingPrefix(while: \.isWhitespace).first.map { "/#".contains($0) } ?? false
        let style: Style = isRunning ? .bold : isComment ? .dim : binding == nil ? Style(.code) : .plain
        guard let literals = binding?.literals, !literals.isEmpty else {
            return mark + StyledLine(text, style)
        }
        return mark + withLiterals(text, literals, view, style)
    }

    /// `  sum = 0.30`, once the line has run.
    private func value(beside binding: Binding?, _ view: StepView, _ format: NumberFormat) -> StyledLine? {
        guard let shows = binding?.shows, let value = value(of: binding?.computes ?? [], view)
        else { return nil }
        return StyledLine("  → \(shows) = \(format.text(value))", .accent)
    }

    /// The last number that a line has computed so far.
    private func value(of moments: [Moment], _ view: StepView) -> Double? {
        guard let replay = view.replay,
            let moment = moments.last(where: { replay.position > replay.timeline.position(before: $0) }),
            !isOfEarlierTurn(moment, replay)
        else { return nil }
        return value(at: moment, view)
    }

    /// Whether a loop over neurons has gone on to the next: what it computed before is gone.
    private func isOfEarlierTurn(_ moment: Moment, _ replay: Replay) -> Bool {
        switch moment {
        case .products(let layer, let neuron), .bias(let layer, let neuron), .sum(let layer, let neuron),
            .activation(let layer, let neuron):
            replay.timeline.contains(.activation(layer: layer, neuron: neuron + 1))
                && replay.position
                    > replay.timeline.position(after: .activation(layer: layer, neuron: neuron))
        default: false
        }
    }

    private func value(at moment: Moment, _ view: StepView) -> Double? {
        guard let replay = view.replay, let experiment = view.experiment,
            replay.position > replay.timeline.position(before: moment)
        else { return nil }
        if addsBiasLast { return valueWithBiasLast(at: moment, experiment, replay) }
        switch moment {
        case .bias(let layer, let neuron): return experiment.pass.layers[layer].biases[neuron]
        case .products(let layer, let neuron):
            let begun = replay.position - replay.timeline.position(before: moment)
            let inputs = experiment.network.layers[layer].inputCount
            return experiment.pass.layers[layer].runningSums[neuron, min(begun, inputs)]
        case .sum(let layer, let neuron): return experiment.pass.layers[layer].preactivations[neuron]
        case .activation(let layer, let neuron): return experiment.pass.layers[layer].activations[neuron]
        default: return nil
        }
    }

    private func valueWithBiasLast(
        at moment: Moment, _ experiment: Experiment, _ replay: Replay
    ) -> Double? {
        let layers = BiasLastPass(experiment.network, experiment.input).layers
        switch moment {
        case .products(let layer, let neuron):
            let begun = replay.position - replay.timeline.position(before: moment)
            let sums = layers[layer][neuron].sums
            return sums[min(begun, sums.count - 1)]
        case .bias(let layer, let neuron), .sum(let layer, let neuron): return layers[layer][neuron].z
        case .activation(let layer, let neuron): return layers[layer][neuron].a
        default: return nil
        }
    }

    /// The line of the beat in view; nil before the first. After the last, its mark stays.
    private func runningLine(_ view: StepView) -> Int? {
        guard let replay = view.replay, let listing = listing(view) else { return nil }
        let beat = replay.beatInMotion == nil ? replay.position - 1 : replay.position
        return listing.bindings.first { _, binding in
            let timeline = replay.timeline
            return binding.computes.contains {
                beat >= timeline.position(before: $0) && beat < timeline.position(after: $0)
            }
        }?.key
    }

    /// The line with the network's numbers in place of its own; those that were edited stand out.
    private func withLiterals(
        _ text: String, _ addresses: [Address], _ view: StepView, _ style: Style
    ) -> StyledLine {
        var line = StyledLine()
        var rest = Substring(text)
        // Numbers are looked for behind the = sign, so that a name such as w1 is not taken for one.
        if let equals = rest.firstIndex(of: "=") {
            line.append(String(rest[...equals]), style)
            rest = rest[rest.index(after: equals)...]
        }
        for address in addresses {
            guard let match = rest.firstMatch(of: /-?\d+(?:\.\d+)?(?:e-?\d+)?/) else { break }
            line.append(String(rest[..<match.range.lowerBound]), style)
            let written = String(match.output)
            let value = view.experiment?.value(of: address) ?? .nan
            let text = Double(written) == value ? written : Self.literal(value, inPlaceOf: written)
            var literal = text == written ? style : Style(.accent, .bold)
            if view.experiment?.cursor == address {
                literal = literal.adding(view.isAsking ? .underline : .reverse)
            }
            line.append(text, literal)
            rest = rest[match.range.upperBound...]
        }
        line.append(String(rest), style)
        return line
    }

    /// A number in place of one of the listing: where that was whole, a whole number is written the same way.
    private static func literal(_ value: Double, inPlaceOf written: String) -> String {
        let text = "\(value)"
        return written.contains(".") || !text.hasSuffix(".0") ? text : String(text.dropLast(2))
    }

    /// What the listing prints with the numbers as they are, by its own arithmetic.
    private func printed(_ view: StepView, _ format: NumberFormat) -> StyledLine? {
        guard isBound else {
            // While a question waits, it is what that is about.
            guard let prints, !view.isAsking else { return nil }
            return StyledLine("  prints  ", .dim) + StyledLine(format.text(prints.value), .bold)
        }
        guard prints != nil, let experiment = view.experiment, view.replay?.isComplete == true else {
            return nil
        }
        let output =
            addsBiasLast
            ? BiasLastPass(experiment.network, experiment.input).layers.last?.map(\.a) ?? []
            : experiment.pass.output
        let values = output.map(format.text).joined(separator: ", ")
        var line = StyledLine("  prints  ", .dim)
        line.append(values, .bold)
        let address = Address.activation(layer: experiment.network.layers.count - 1, neuron: 0)
        if let old = experiment.oldValue(of: address) { line.append("  (\(format.text(old)))", .dim) }
        return line
    }

    package func inWords(_ view: StepView) -> [String] { blocksInWords(view) }

    /// The listing, and the picture beside it.
    package func blocksInWords(_ view: StepView) -> [String] {
        let rows = rows(view, width: .max, glyphs: view.glyphs).rows.map(\.text)
        let listing = ["The listing in \(view.settings.language.title):"] + rows
        let picture = view.picture(lit: view.replay?.numbersInView)?.inWords() ?? []
        return [listing, picture].map { $0.joined(separator: "\n") }.filter { !$0.isEmpty }
    }

    package func proofProblems(in setting: StepSetting) -> [Problem] {
        guard let prints, isBound, let experiment = setting.experiment else { return [] }
        let output = experiment.pass.output[0]
        guard !(abs(output - prints.value) <= 1e-9) else { return [] }
        return [Problem("the lesson says \(prints.value), but the network gives \(output)", at: prints.place)]
    }
}

/// A forward pass as a listing computes it that sums up the products from 0 and adds the bias last. The numbers
/// are the engine's but for their last digits.
private struct BiasLastPass {
    struct Neuron {
        /// The sum of the products as it grows, from 0.
        var sums = [0.0]
        var z = 0.0
        var a = 0.0
    }

    private(set) var layers: [[Neuron]] = []

    init(_ network: Network, _ input: [Double]) {
        var inputs = input
        for layer in network.layers {
            let neurons = (0..<layer.neuronCount).map { index in
                var neuron = Neuron()
                var sum = 0.0
                for (weight, input) in zip(layer.weights.row(index), inputs) {
                    sum += weight * input
                    neuron.sums.append(sum)
                }
                neuron.z = sum + layer.biases[index]
                neuron.a = layer.activation(neuron.z)
                return neuron
            }
            inputs = neurons.map(\.a)
            layers.append(neurons)
        }
    }
}
