import Course
import Diagrams
import Experiment
import NeuralNetwork
import TerminalUI

/// A function's curve with a point that the learner moves along it. Behind it stands an ordinary experiment, a
/// neuron with one input, the weight 1 and the bias 0: its input is z, its output the height.
package struct CurveStage: ExperimentStage {
    package static let kind = "curve"

    /// The keys of a `curve` fence.
    struct Keys: Decodable {
        let function: Placed<String>
        let z: Placed<Double>
        let from: Placed<Double>?
        let to: Placed<Double>?
        let known: Placed<String>?
        let play: Placed<String>?
        let points: OneOrMore<Placed<Double>>?
        let slope: Bool?
        let alt: Placed<String>
    }

    package let experiment: Experiment
    package let known: Moment
    package let play: Moment
    private let range: ClosedRange<Double>
    private let points: [Double]
    private let showsSlope: Bool
    private let alt: Placed<String>

    package init(_ fence: Fence, in setting: StepSetting) throws(Problems) {
        let keys = try fence.decode(Keys.self)
        let activation = try keys.function.activation()
        let (low, high) = (keys.from?.value ?? -6, keys.to?.value ?? 6)
        guard low < high else {
            throw Problems([
                Problem(
                    "the curve would end before it begins: from \(low) to \(high)",
                    at: (keys.to ?? keys.from ?? keys.z).place)
            ])
        }
        range = low...high
        guard range.contains(keys.z.value) else {
            throw Problems([Problem("the point stands outside of \(low) to \(high)", at: keys.z.place)])
        }
        for point in keys.points?.all ?? [] where !range.contains(point.value) {
            throw Problems([Problem("this point is outside of \(low) to \(high)", at: point.place)])
        }
        do {
            var experiment = try Experiment(curveOf: activation, at: keys.z.value)
            experiment.select(.input(0))
            self.experiment = experiment
        } catch { throw Problems([Problem("\(error)", at: fence.place)]) }
        (known, play) = try stretch(known: keys.known, play: keys.play, of: experiment)
        points = keys.points?.all.map(\.value) ?? []
        showsSlope = keys.slope ?? false
        alt = keys.alt
    }

    // MARK: Showing

    private func curve(_ view: StepView) -> CurvePicture? {
        guard let experiment = view.experiment, let replay = view.replay else { return nil }
        var curve = CurvePicture(
            activation: experiment.network.layers[0].activation, z: experiment.input[0], range: range)
        let timeline = replay.timeline
        let begins = timeline.position(before: .activation(layer: 0, neuron: 0))
        let isDrawing = replay.position == begins && replay.beatInMotion != nil
        curve.fraction = replay.position > begins ? 1 : isDrawing ? replay.progress : 0
        curve.marks = points
        curve.guess = view.guess
        curve.guessZ = view.guessZ
        curve.showsSlope = showsSlope
        curve.isExact = view.settings.isExact
        curve.isFocused = !view.isAsking
        return curve
    }

    package func draw(on canvas: inout Canvas, view: StepView) {
        curve(view)?.draw(on: &canvas)
    }

    package func inWords(_ view: StepView) -> [String] {
        guard let curve = curve(view) else { return [alt.value] }
        // It is of the picture as it is when the step opens.
        let isAtStart = view.replay.map { $0.position == $0.timeline.position(after: known) } ?? false
        return (isAtStart && !(view.experiment?.isChanged ?? false) ? [alt.value] : []) + curve.inWords()
    }

    package func proofProblems(in setting: StepSetting) -> [Problem] { altProblems(alt) }
}

/// A picture has to be said in words.
func altProblems(_ alt: Placed<String>) -> [Problem] {
    alt.value.allSatisfy(\.isWhitespace)
        ? [Problem("the picture is not said in words: alt is empty", at: alt.place)] : []
}

/// What stands on the screen when a step opens, and where its animation ends.
func stretch(
    known: Placed<String>?, play: Placed<String>?, of experiment: Experiment
) throws(Problems) -> (known: Moment, play: Moment) {
    let timeline = Timeline(of: experiment, order: .picture)
    let first = try known?.moment(in: timeline) ?? .end
    let last = try play?.moment(in: timeline) ?? .end
    if let play, timeline.position(after: last) < timeline.position(after: first) {
        throw Problems([Problem("the animation would end before what is known at its start", at: play.place)])
    }
    return (first, last)
}

extension Placed<String> {
    /// The activation of this name.
    func activation() throws(Problems) -> Activation {
        if let activation = Activation(rawValue: value) { return activation }
        let names = Activation.allCases.map(\.rawValue)
        let suggestion = didYouMean(value, in: names)
        let known = suggestion.isEmpty ? "; there are \(names.joined(separator: ", "))" : suggestion
        throw Problems([Problem("no activation named \"\(value)\"\(known)", at: place)])
    }
}
