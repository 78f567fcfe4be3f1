import Diagrams
import Experiment
import TerminalUI

extension PlaygroundBoard {
    /// A click puts the focus there, a second one switches a feature; the wheel changes what has the focus.
    mutating func handle(_ action: MouseAction, target: String) {
        let words = target.split(separator: " ")
        let numbers = words.dropFirst().compactMap { Int($0) }
        let pointed: PlaygroundFocus? =
            switch (words.first, numbers.count) {
            case ("control", 1): .control(numbers[0])
            case ("node", 2): node(column: numbers[0], row: numbers[1])
            default: nil
            }
        guard let pointed else { return }
        // What was being typed was meant for what had the focus.
        (typed, message) = (nil, nil)
        if focus != pointed {
            setFocus(pointed)
            guard action != .press else { return }
        }
        do throws(PlaygroundRefusal) {
            switch action {
            case .press:
                if case .node(let place, _) = pointed, place.column == 0 { try toggleFeature(place.row) }
            case .wheelUp: try change(by: 0.1)
            case .wheelDown: try change(by: -0.1)
            }
        } catch { message = error.description }
    }

    /// The node, with the number that has the focus already where it is that node.
    private func node(column: Int, row: Int) -> PlaygroundFocus {
        let place = MapNetwork.Place(column: column, row: row)
        if case .node(place, _) = focus { return focus }
        return .node(place, number: playground.numberCount(place) - 1)
    }
}
