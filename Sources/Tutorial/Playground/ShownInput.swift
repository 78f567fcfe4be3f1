import Experiment
import NeuralNetwork

/// Something that a network is told of an example, or could be told, as the leftmost column of the picture lists it.
struct ShownInput {
    let label: String
    /// Which input of the network it is; nil for one that it is not told.
    let index: Int?
    /// The feature that can be switched on and off; nil where there is no choice.
    let feature: PointFeature?

    private static let widestLabel = 8

    /// All that are listed: the features of points, or the columns of a table.
    static func all(of playground: Playground) -> [ShownInput] {
        let configuration = playground.configuration
        let columns = configuration.data.columns
        guard columns.count == 2 else {
            return columns.enumerated().map {
                ShownInput(label: $1.shortened(to: widestLabel), index: $0, feature: nil)
            }
        }
        guard playground.offersFeatures else {
            return configuration.features.enumerated().map { index, feature in
                ShownInput(label: feature.symbol(columns), index: index, feature: nil)
            }
        }
        return PointFeature.allCases.map { feature in
            ShownInput(
                label: feature.symbol(columns), index: configuration.features.firstIndex(of: feature),
                feature: feature)
        }
    }
}

extension PointFeature {
    private static let (widestColumn, widestFactor) = (8, 5)

    /// Its name beside its node; the columns of a table have their own names.
    func symbol(_ columns: [String]) -> String {
        let names = columns.map { $0.shortened(to: Self.widestColumn) }
        let (x, y) = names.count == 2 ? (names[0], names[1]) : ("x", "y")
        return switch self {
        case .x: x
        case .y: y
        case .xSquared: "\(x)²"
        case .ySquared: "\(y)²"
        case .xTimesY:
            x.count + y.count > 2
                ? [x, y].map { $0.shortened(to: Self.widestFactor) }.joined(separator: "·") : "\(x)\(y)"
        case .sinX: "sin \(x)"
        case .sinY: "sin \(y)"
        }
    }
}

extension String {
    /// The text, its end left out for a mark where it is longer.
    fileprivate func shortened(to length: Int) -> String {
        count <= length ? self : prefix(length - 1) + "…"
    }
}
