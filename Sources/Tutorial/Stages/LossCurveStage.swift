import Course
import Diagrams
import Experiment
import TerminalUI

/// The loss of the step's network as a curve along one of its numbers, in the place of the diagram: a ball stands
/// where the network is, and steps of gradient descent move it.
package struct LossCurveStage: PictureStage {
    package static let kind = "loss-curve"

    /// The keys of a `loss-curve` fence.
    struct Keys: Decodable {
        let along: Placed<String>
        let from: Placed<Double>
        let to: Placed<Double>
        let alt: Placed<String>
    }

    private let address: Address
    private let range: ClosedRange<Double>
    private let alt: Placed<String>

    package init(_ fence: Fence, in setting: StepSetting) throws(Problems) {
        let keys = try fence.decode(Keys.self)
        let experiment = try setting.experiment(for: fence)
        guard experiment.goal != nil else {
            throw Problems([Problem("a loss needs a target; its network has none", at: fence.place)])
        }
        let addresses = try keys.along.addresses(in: experiment)
        guard addresses.count == 1, addresses[0].isParameter else {
            throw Problems([
                Problem("the loss is drawn along one weight or bias, as W1[0][0]", at: keys.along.place)
            ])
        }
        guard keys.from.value < keys.to.value else {
            throw Problems([
                Problem(
                    "the curve would end before it begins: from \(keys.from.value) to \(keys.to.value)",
                    at: keys.to.place)
            ])
        }
        address = addresses[0]
        range = keys.from.value...keys.to.value
        alt = keys.alt
    }

    private func picture(_ view: StepView) -> LossCurvePicture? {
        guard let experiment = view.experiment else { return nil }
        var picture = LossCurvePicture(experiment, along: address, range: range)
        picture.showsSlope = !view.hidesSlopes
        picture.isKnown = view.replay?.revealsLoss ?? true
        picture.flashes = view.flashes
        picture.isExact = view.settings.isExact
        picture.isFocusQuiet = view.isAsking
        return picture
    }

    package func draw(on canvas: inout Canvas, view: StepView) {
        picture(view)?.draw(on: &canvas)
    }

    package func inWords(_ view: StepView) -> [String] {
        guard let picture = picture(view) else { return [alt.value] }
        // It is of the picture as it is when the step opens.
        return (view.experiment?.isChanged ?? false ? [] : [alt.value]) + picture.inWords()
    }

    package func proofProblems(in setting: StepSetting) -> [Problem] { altProblems(alt) }
}
