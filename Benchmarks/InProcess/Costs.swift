import Diagrams
import Experiment
import Glibc
import NeuralNetwork
import TerminalUI

/// The costs of a frame, of an edit and of an undo for networks of several sizes, as lines of three columns:
/// what, network, seconds.
enum Costs {
    private static let shapes = [[2, 2, 1], [64, 32, 10], [5000, 1], [1000, 1000]]
    private static let size = Size(width: 120, height: 40)
    private static let rounds = 15
    /// Long enough for the clock, whatever is measured.
    private static let leastBatch = Duration.milliseconds(4)

    /// Something to measure: it is carried out so many times, and says how long that took in all.
    private struct Measurement {
        let name: String
        let carryOut: (_ times: Int) throws -> Duration
        var times = 1
        var seconds: [Double] = []
    }

    static func report() throws {
        var measurements = try shapes.flatMap(measurements)
        for index in measurements.indices {
            while try measurements[index].carryOut(measurements[index].times) < leastBatch {
                measurements[index].times *= 2
            }
        }
        // Round by round, so that a busy moment of the machine falls on all of them.
        for _ in 0..<rounds {
            for index in measurements.indices {
                let times = measurements[index].times
                let duration = try measurements[index].carryOut(times)
                measurements[index].seconds.append(duration / .seconds(1) / Double(times))
            }
        }
        for measurement in measurements {
            print("\(measurement.name)\t\(measurement.seconds.sorted()[rounds / 2])")
        }
    }

    private static func measurements(of shape: [Int]) throws -> [Measurement] {
        let name = shape.map(String.init).joined(separator: "-")
        var experiment = try experiment(shape)
        let edited = Address.weight(layer: 0, neuron: 0, input: 0)
        experiment.select(edited)
        let timeline = Timeline(of: experiment.network, order: .picture)
        // A product on its way, with everything before it on the screen.
        let replay = Replay(timeline, position: timeline.beats.count / 2, progress: 0.5)
        let picture = NetworkPicture(experiment, replay: replay)
        return [
            Measurement(name: "frame\t\(name)") { times in
                ContinuousClock().measure {
                    for _ in 0..<times {
                        var canvas = Canvas(size: size, glyphs: .unicode)
                        picture.draw(on: &canvas)
                    }
                }
            },
            Measurement(name: "edit\t\(name)") { times in
                var experiment = experiment
                let clock = ContinuousClock()
                let start = clock.now
                for turn in 0..<times { try experiment.apply(.set(edited, turn.isMultiple(of: 2) ? 1 : -1)) }
                return clock.now - start
            },
            Measurement(name: "undo\t\(name)") { times in
                var experiment = experiment
                let clock = ContinuousClock()
                var duration = Duration.zero
                for turn in 0..<times {
                    try experiment.apply(.set(edited, turn.isMultiple(of: 2) ? 1 : -1))
                    let start = clock.now
                    experiment.undo()
                    duration += clock.now - start
                }
                return duration
            },
        ]
    }

    /// A network of tanh neurons with weights of either sign, and inputs to match.
    private static func experiment(_ shape: [Int]) throws -> Experiment {
        let layers = try zip(shape, shape.dropFirst()).enumerated().map { index, sizes in
            let (inputs, neurons) = sizes
            let scale = 1 / Double(inputs).squareRoot()
            return try DenseLayer(
                weights: Matrix(
                    rows: neurons, columns: inputs, elements: numbers(neurons * inputs).map { $0 * scale }),
                biases: numbers(neurons), activation: index == shape.count - 2 ? .linear : .tanh)
        }
        return try Experiment(network: Network(layers: layers), input: numbers(shape[0]))
    }

    /// Numbers between -1 and 1 that look random and are the same every time.
    private static func numbers(_ count: Int) -> [Double] {
        (1...count).map { sin(Double($0 * $0)) }
    }
}
