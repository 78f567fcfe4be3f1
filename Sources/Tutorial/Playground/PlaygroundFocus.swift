import Diagrams
import Experiment
import NeuralNetwork

/// What has the learner's attention in a playground.
enum PlaygroundFocus: Hashable, Sendable {
    /// A control, by its place in the row.
    case control(Int)
    /// A feature, or a neuron with one of its numbers: a weight for each input, then the bias.
    case node(MapNetwork.Place, number: Int)
    /// A place on the map, from left to right and from top to bottom, in steps.
    case map(x: Int, y: Int)

    /// The map is walked over in so many steps.
    static let mapSteps = 40

    enum Direction { case up, down, left, right }

    /// The nearest focus that there is, after the shape has changed.
    func kept(in playground: Playground) -> PlaygroundFocus {
        guard case .node(var place, let number) = self else { return self }
        let counts = playground.nodeCounts
        place.column = min(place.column, counts.count - 1)
        place.row = min(place.row, counts[place.column] - 1)
        return .node(place, number: min(number, playground.numberCount(place) - 1))
    }

    /// Where an arrow key leads. The controls lie above the network, the map to its right.
    func moved(_ direction: Direction, in playground: Playground, controls: Int) -> PlaygroundFocus {
        switch self {
        case .control(let index):
            switch direction {
            case .left: return Self.control(index - 1, of: controls)
            case .right: return Self.control(index + 1, of: controls)
            case .down: return .node(.init(column: 0, row: 0), number: 0)
            case .up: return self
            }
        case .node(let place, _): return moved(direction, from: place, in: playground)
        case .map(let x, let y):
            let last = Self.mapSteps
            switch direction {
            case .left: return x == 0 ? .lastNode(of: playground) : .map(x: x - 1, y: y)
            case .right: return .map(x: min(last, x + 1), y: y)
            case .up: return .map(x: x, y: max(0, y - 1))
            case .down: return .map(x: x, y: min(last, y + 1))
            }
        }
    }

    private func moved(
        _ direction: Direction, from place: MapNetwork.Place, in playground: Playground
    ) -> PlaygroundFocus {
        let counts = playground.nodeCounts
        var place = place
        switch direction {
        case .up:
            guard place.row > 0 else { return .control(0) }
            place.row -= 1
        case .down: place.row = min(counts[place.column] - 1, place.row + 1)
        case .left, .right:
            let column = place.column + (direction == .left ? -1 : 1)
            guard counts.indices.contains(column) else {
                return direction == .left ? self : .map(x: Self.mapSteps / 2, y: Self.mapSteps / 2)
            }
            // At about the same height.
            let height = (Double(place.row) + 0.5) / Double(counts[place.column])
            place = .init(column: column, row: min(counts[column] - 1, Int(height * Double(counts[column]))))
        }
        return .node(place, number: playground.numberCount(place) - 1)
    }

    /// A control of a row that goes round.
    private static func control(_ index: Int, of count: Int) -> PlaygroundFocus {
        .control((index + count) % max(1, count))
    }

    private static func lastNode(of playground: Playground) -> PlaygroundFocus {
        let place = MapNetwork.Place(column: playground.nodeCounts.count - 1, row: 0)
        return .node(place, number: playground.numberCount(place) - 1)
    }

    /// The next number, neuron after neuron; among the controls the next control.
    func next(in playground: Playground, controls: Int, back: Bool) -> PlaygroundFocus {
        let step = back ? -1 : 1
        switch self {
        case .control(let index): return Self.control(index + step, of: controls)
        case .map: return .control(0)
        case .node(var place, let number):
            let counts = playground.nodeCounts
            if (0..<playground.numberCount(place)).contains(number + step) {
                return .node(place, number: number + step)
            }
            place.row += step
            if !(0..<counts[place.column]).contains(place.row) {
                place.column = (place.column + counts.count + step) % counts.count
                place.row = back ? counts[place.column] - 1 : 0
            }
            return .node(place, number: back ? playground.numberCount(place) - 1 : 0)
        }
    }

    /// The next of the three: controls, network, map.
    func nextPane(in playground: Playground) -> PlaygroundFocus {
        switch self {
        case .control: .lastNode(of: playground)
        case .node: .map(x: Self.mapSteps / 2, y: Self.mapSteps / 2)
        case .map: .control(0)
        }
    }
}

extension Playground {
    /// How many nodes the picture has in each column: the features that there are, then the layers.
    var nodeCounts: [Int] {
        [ShownInput.all(of: self).count] + network.layers.map(\.neuronCount)
    }

    /// How many numbers a node has that can be set: the weights and the bias of a neuron; a feature counts as one.
    func numberCount(_ place: MapNetwork.Place) -> Int {
        place.column == 0 ? 1 : network.layers[place.column - 1].inputCount + 1
    }
}
