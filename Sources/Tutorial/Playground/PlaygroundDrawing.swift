import Diagrams
import Experiment
import NeuralNetwork
import TerminalUI

// How a playground looks: controls above, the network in the middle, the map and the losses to its right, and below
// what has the focus, in words.

/// The parts of a playground's pane.
struct PlaygroundRooms {
    let controls: Rect
    /// Nil where there is no room for it beside what has the focus.
    let network: Rect?
    let map: Rect?
    let inspector: Rect

    /// Below this, one of network and map is shown at a time.
    private static let leastWidth = 44
    private static let leastNetwork = 26

    init(_ area: Rect, focus: PlaygroundFocus, isTraining: Bool) {
        let isWide = area.width >= 62
        let controlRows = area.height >= 12 ? 2 : 1
        let inspectorRows = area.height >= 18 && isWide ? 3 : area.height >= 9 ? 2 : 1
        let (top, rest) = area.split(top: controlRows)
        controls = top
        let hasRule = area.height >= 14
        let body = rest.inset(top: hasRule ? 1 : 0, bottom: inspectorRows + (hasRule ? 1 : 0))
        inspector = Rect(x: area.x, y: area.maxY - inspectorRows, width: area.width, height: inspectorRows)
        guard area.width >= Self.leastWidth else {
            // The map and its numbers, unless a part of the network has the focus.
            if case .node = focus, !isTraining {
                (network, map) = (body, nil)
            } else {
                (network, map) = (nil, body)
            }
            return
        }
        // A square map, with room for numbers and curves below it.
        let side = 2 * max(1, body.height - 1 - Self.rowsBelowMap(body.height))
        let width = max(min(side, area.width - Self.leastNetwork - 2), isWide ? 24 : 18)
        let parts = body.split(left: area.width - width - 2)
        network = parts.left
        map = parts.rest.inset(left: 2)
    }

    /// How many rows of a pane with a map are for its numbers and curves.
    static func rowsBelowMap(_ height: Int) -> Int {
        switch height {
        case 15...: min(max(5, height / 3), 12)
        case 9...: 3
        default: min(2, max(0, height - 3))
        }
    }
}

extension PlaygroundBoard {
    func draw(on canvas: inout Canvas) {
        let area = canvas.bounds
        guard !area.isEmpty else { return }
        let rooms = PlaygroundRooms(area, focus: focus, isTraining: isTraining)
        canvas.clipped(to: rooms.controls) { drawControls(on: &$0) }
        if rooms.controls.height > 1, area.height >= 14 {
            canvas.drawRule(y: rooms.controls.maxY)
            canvas.drawRule(y: rooms.inspector.y - 1)
        }
        let maps = PlaygroundMaps(self)
        if let network = rooms.network { canvas.clipped(to: network) { drawNetwork(maps, on: &$0) } }
        if let map = rooms.map { canvas.clipped(to: map) { drawMap(maps, on: &$0) } }
        canvas.clipped(to: rooms.inspector) { drawInspector(on: &$0) }
    }

    // MARK: Controls

    private func drawControls(on canvas: inout Canvas) {
        let (width, isTall) = (canvas.bounds.width, canvas.bounds.height > 1)
        let focused: Int? = if case .control(let index) = focus { index } else { nil }
        let glyphs = canvas.glyphs
        let texts = controls.map { (glyphs.spelling(of: $0.title), glyphs.spelling(of: $0.value(self))) }
        func cells(_ index: Int) -> Int {
            let (title, value) = texts[index]
            return isTall
                ? max(cellWidth(of: title), cellWidth(of: value)) + 2 : cellWidth(of: title + value) + 3
        }
        // As few of the first controls are left out as let the focused one show.
        var first = 0
        if let focused {
            while first < focused, (first...focused).reduce(3, { $0 + cells($1) }) > width { first += 1 }
        }
        var x = 1
        if first > 0 {
            canvas.write(canvas.glyphs.pick("◀", "<"), x: 0, y: 0, style: .accent)
            x = 2
        }
        for index in first..<controls.count {
            let (title, value) = texts[index]
            let wide = cells(index)
            guard x + wide - 1 <= width else {
                canvas.write(canvas.glyphs.pick("▶", ">"), x: width - 1, y: 0, style: .accent)
                break
            }
            let style: Style =
                index == focused ? Style(.plain, isFocusQuiet ? .underline : .reverse) : .bold
            if isTall {
                canvas.write(title, x: x, y: 0, style: .dim)
                canvas.write(value, x: x, y: 1, style: style)
            } else {
                let end = canvas.write(title + " ", x: x, y: 0, style: .dim)
                canvas.write(value, x: end, y: 0, style: style)
            }
            canvas.mark(Rect(x: x, y: 0, width: wide - 1, height: 2), as: "control \(index)")
            x += wide
        }
    }

    // MARK: Network

    private func drawNetwork(_ maps: PlaygroundMaps, on canvas: inout Canvas) {
        let labels = maps.labels
        let size = MapNetwork.mapSize(sizes: playground.nodeCounts, labels: labels, in: canvas.bounds.size)
        var picture = maps.network(mapSize: size)
        if case .node(let place, let number) = focus {
            picture.focus = place
            picture.isFocusQuiet = isFocusQuiet
            if place.column > 0, number < playground.network.layers[place.column - 1].inputCount {
                picture.focusedSource = number
            }
        }
        picture.draw(on: &canvas)
    }

    // MARK: Map and curves

    private func drawMap(_ maps: PlaygroundMaps, on canvas: inout Canvas) {
        let area = canvas.bounds
        canvas.writeCut(mapTitle(width: area.width, canvas.glyphs), x: 0, y: 0, width: area.width)
        let height = min(area.height - 1 - PlaygroundRooms.rowsBelowMap(area.height), max(1, area.width / 2))
        let frame = Rect(x: 0, y: 1, width: min(area.width, 2 * height), height: height)
        guard !frame.isEmpty else { return }
        let place: MapNetwork.Place? = if case .node(let place, _) = focus { place } else { nil }
        var map = maps.map(of: place, size: frame.size)
        map.marks = maps.marks(shownPoints, size: frame.size, glyphs: canvas.glyphs)
        if showsCross {
            let last = Double(PlaygroundFocus.mapSteps)
            map.crossHair = ((Double(cross.x) + 0.5) / (last + 1), (Double(cross.y) + 0.5) / (last + 1))
        }
        canvas.clipped(to: frame) { map.draw(on: &$0) }
        canvas.mark(frame, as: "map \(frame.width) \(frame.height)")
        canvas.clipped(to: area.inset(top: frame.maxY)) { drawNumbers(on: &$0) }
    }

    /// Whether the cross on the map means something now.
    private var showsCross: Bool {
        guard !isFocusQuiet else { return false }
        if case .map = focus { return true }
        return showsWhy
    }

    private func mapTitle(width: Int, _ glyphs: GlyphSet) -> StyledLine {
        let ranges = playground.start.data.ranges
        let name: String
        switch focus {
        case .node(let place, _) where place.column == 0: name = "the input"
        case .node(let place, _) where place.column < playground.network.layers.count:
            name = "neuron \(place.row + 1) of layer \(place.column)"
        default: name = "output"
        }
        var line = StyledLine(name, .bold)
        // One range says all where both axes have the same.
        guard let across = ranges.first, ranges.dropFirst().first ?? across == across else { return line }
        let format = NumberFormat(glyphs: glyphs)
        func end(_ number: Double) -> String {
            number == number.rounded() ? PlaygroundControl.text(number) : format.text(number)
        }
        let range = "  \(end(across.lowerBound))…\(end(across.upperBound))"
        if line.width + cellWidth(of: glyphs.spelling(of: range)) <= width { line.append(range, .dim) }
        return line
    }

    private func drawNumbers(on canvas: inout Canvas) {
        let area = canvas.bounds
        let record = playground.record
        let format = NumberFormat(glyphs: canvas.glyphs)
        func row(_ name: String, _ loss: Double, _ accuracy: Double?, _ style: Style) -> StyledLine {
            var line = StyledLine(name, style)
            line.append(" \(format.text(loss, width: 7))", .bold)
            guard let accuracy else { return line }
            // As many words as there is room for.
            let share = Self.percent(accuracy)
            let texts = ["  \(share)", " \(share.replacing(" right", with: ""))"]
            line.append(texts.first { line.width + cellWidth(of: $0) <= area.width } ?? "")
            return line
        }
        canvas.writeCut(
            row("train", record.trainLoss, record.trainAccuracy, Style(.positive)), x: 0, y: 0,
            width: area.width)
        if area.height > 1 {
            canvas.writeCut(
                row("test ", record.testLoss, record.testAccuracy, Style(.negative)), x: 0, y: 1,
                width: area.width)
        }
        var top = 2
        if area.height > 2 {
            let places = [
                "epoch \(playground.epoch)  step \(playground.steps)", "step \(playground.steps)",
            ]
            let place = places.first { cellWidth(of: $0) <= area.width } ?? ""
            canvas.write(place, x: 0, y: 2, style: .dim)
            top = 3
        }
        guard area.height > top + 1 else { return }
        var curves = LossCurves(playground.lossSamples)
        if playground.lookBack != nil { curves.markedEpoch = playground.epoch }
        canvas.clipped(to: area.inset(top: top)) { curves.draw(on: &$0) }
    }

    /// `98 % right`; never 100 where one is wrong.
    static func percent(_ share: Double) -> String {
        let whole = share >= 1 ? 100 : min(99, Int((share * 100).rounded()))
        return "\(whole) % right"
    }

    // MARK: Inspector

    private func drawInspector(on canvas: inout Canvas) {
        let (width, height) = (canvas.bounds.width, canvas.bounds.height)
        if let typed {
            let end = canvas.write("\(focusName) = ", x: 1, y: 0, style: .accent)
            canvas.clipped(to: Rect(x: end, y: 0, width: max(0, width - end), height: 1)) {
                typed.draw(on: &$0, invitation: "a number; Enter takes it")
            }
            if let message, height > 1 {
                canvas.writeCut(StyledLine(message, .warning), x: 1, y: 1, width: width - 2)
            }
            return
        }
        let lines = inspectorLines(NumberFormat(glyphs: canvas.glyphs), width: width - 2)
        for (y, line) in lines.prefix(height).enumerated() {
            let isCut = y == height - 1 && lines.count > height
            canvas.writeCut(isCut ? line + StyledLine(" …") : line, x: 1, y: y, width: width - 2)
        }
    }

    /// What the last key did; then trouble, until the learner goes on to something else, and what has the focus.
    private func inspectorLines(_ format: NumberFormat, width: Int) -> [StyledLine] {
        func wrapped(_ line: StyledLine) -> [StyledLine] {
            // The legend has the marks of the map, in either alphabet.
            let line = format.glyphs == .ascii ? line.replacing(PlaygroundMaps.marks) : line
            return line.spelled(in: format.glyphs).wrapped(to: width, indent: 0)
        }
        let news = message.map { wrapped(StyledLine($0, .accent)) } ?? []
        let focus = focusLines(format).flatMap(wrapped)
        guard let trouble = playground.trouble else { return news + focus }
        let words = wrapped(StyledLine(trouble.title + " ", Style(.warning, .bold)).adding(trouble.advice))
        return news + (trouble.word == readTrouble ? focus + words : words + focus)
    }
}

extension StyledLine {
    fileprivate func adding(_ text: String) -> StyledLine {
        var line = self
        line.append(text)
        return line
    }

    fileprivate func replacing(_ marks: [(unicode: Unicode.Scalar, ascii: Unicode.Scalar)]) -> StyledLine {
        StyledLine(
            runs.map { run in
                let text = marks.reduce(run.text) { $0.replacing("\($1.unicode)", with: "\($1.ascii)") }
                return Run(text, run.style)
            })
    }
}

extension Playground {
    var lossSamples: [LossCurves.Sample] {
        records.map { LossCurves.Sample(epoch: $0.epoch, train: $0.trainLoss, test: $0.testLoss) }
    }
}
