import Course
import Experiment

/// A step as it was read: its parts in order, its stages ready, its network at the start.
package struct StepPlan: Sendable {
    package enum Part: Sendable {
        case prose([ProseBlock])
        /// A task, by its place among the stages.
        case task(Int)
        case pause
    }

    package let step: Step
    package let parts: [Part]
    package let stages: [any Stage]
    package let setting: StepSetting
    /// How many beats have played when the step opens, and when its animation is over.
    package let firstBeat: Int
    package let lastBeat: Int
    /// The same as moments, which outlast a change of the network's shape.
    let known: Moment
    let play: Moment

    /// Reads every fence of the step.
    /// - Parameter given: a preset besides those of the program.
    /// - Throws: all that is wrong with it.
    package init(_ step: Step, given: Preset? = nil) throws(Problems) {
        let step = try step.read()
        var problems: [Problem] = []
        var setting = StepSetting(given: given)
        let network = Self.network(of: step, in: setting, problems: &problems)
        // What speaks of a network that can't be read would only complain that there is none.
        guard problems.isEmpty else { throw Problems(problems) }
        if let network {
            setting.experiment = network.experiment
            // A fence that can't be read says so itself, when its stage is made.
            let order = step.fences.first { $0.kind == CodeStage.kind }
                .map { (try? CodeStage.order(of: $0)) ?? .listing }
            let timeline = Timeline(of: network.experiment, order: order ?? .picture)
            setting.timeline = timeline
            setting.prints = step.fences.first { $0.kind == CodeStage.kind }.flatMap(CodeStage.prints)
            setting.firstBeat = timeline.position(after: network.known)
        }
        var (parts, stages): ([Part], [any Stage]) = ([], [])
        for block in step.blocks {
            switch block {
            case .prose(let blocks): parts.append(.prose(blocks))
            case .pause: parts.append(.pause)
            case .fence(let fence):
                if Self.networkKinds.contains(fence.kind) {
                    if let network { stages.append(network) }
                    continue
                }
                let stage = Result { () throws(Problems) in try StageCatalog.stage(for: fence, in: setting) }
                problems += stage.problems
                guard case .success(let stage) = stage else { continue }
                if stage is any TaskStage { parts.append(.task(stages.count)) }
                stages.append(stage)
            }
        }
        guard problems.isEmpty else { throw Problems(problems) }
        self.step = step
        self.parts = parts
        self.stages = stages
        self.setting = setting
        firstBeat = setting.firstBeat
        known = network?.known ?? .end
        play = network?.play ?? .end
        lastBeat = network.flatMap { setting.timeline?.position(after: $0.play) } ?? 0
    }

    private static let networkKinds = [NetworkStage.kind, CurveStage.kind]

    /// The step's network, read before everything that speaks of it.
    private static func network(
        of step: Step, in setting: StepSetting, problems: inout [Problem]
    ) -> (any ExperimentStage)? {
        let fences = step.fences.filter { networkKinds.contains($0.kind) }
        for extra in fences.dropFirst() {
            problems.append(Problem("a step has one network or one curve; this is another", at: extra.place))
        }
        guard let first = fences.first else { return nil }
        let stage = Result { () throws(Problems) -> any ExperimentStage in
            if first.kind == CurveStage.kind { return try CurveStage(first, in: setting) }
            return try NetworkStage(first, in: setting)
        }
        problems += stage.problems
        return try? stage.get()
    }

    /// The stage that is drawn in the picture's pane, as the step begins.
    package var picture: (any PictureStage)? { stages.picture }
}

extension [any Stage] {
    /// The one that is drawn in the picture's pane: the last that can be.
    var picture: (any PictureStage)? { last { $0 is any PictureStage } as? any PictureStage }
}
