/// When a training ends by itself.
package enum StopCondition: Hashable, Sendable {
    case never
    /// When the loss over the examples that are learned from is below this.
    case loss(Double)
    /// When this share of the answers on test examples is right.
    case accuracy(Double)
    /// After this epoch.
    case epoch(Int)

    /// Those that are offered.
    package static let choices: [StopCondition] = [
        .never, .loss(0.1), .loss(0.01), .loss(0.001), .accuracy(0.95), .accuracy(0.99), .accuracy(1),
        .epoch(100),
        .epoch(1000), .epoch(10_000),
    ]

    package func isMet(by record: TrainingRecord) -> Bool {
        switch self {
        case .never: false
        case .loss(let loss): record.trainLoss < loss
        case .accuracy(let share): record.testAccuracy.map { $0 >= share } ?? false
        case .epoch(let epoch): record.epoch >= epoch
        }
    }

    package var title: String {
        switch self {
        case .never: "never"
        case .loss(let loss): "loss<\(loss)"
        case .accuracy(let share): "test \(Int((share * 100).rounded())) %"
        case .epoch(let epoch): "epoch \(epoch)"
        }
    }
}
