import NeuralNetwork

/// How a network does at one moment of its training.
package struct TrainingRecord: Hashable, Sendable {
    package let epoch: Int
    /// The mean loss over the examples that are learned from, without what regularization adds.
    package let trainLoss: Double
    /// The same over those that are not.
    package let testLoss: Double
    /// Which share of the answers is right; nil where the answer is a number.
    package let trainAccuracy: Double?
    package let testAccuracy: Double?

    package init(
        epoch: Int, trainLoss: Double, testLoss: Double, trainAccuracy: Double? = nil,
        testAccuracy: Double? = nil
    ) {
        (self.epoch, self.trainLoss, self.testLoss) = (epoch, trainLoss, testLoss)
        (self.trainAccuracy, self.testAccuracy) = (trainAccuracy, testAccuracy)
    }

    /// Whether both losses are ordinary numbers.
    package var isFinite: Bool { trainLoss.isFinite && testLoss.isFinite }
}

/// The way that a training came, as records and moments to go back to. The longer it gets, the wider apart they are;
/// the first and the latest are always there.
package struct TrainingHistory: Sendable {
    private struct Entry: Sendable {
        let record: TrainingRecord
        /// The training as it was then; nil where there was no room to keep it.
        var moment: LiveTrainer.Moment?
    }

    private var entries: [Entry] = []
    /// How many epochs lie between two records, at least.
    private var stride = 1
    /// How many moments may be kept.
    private var mostMoments: Int
    private var bytesOfMoment: Int

    private static let mostRecords = 400
    /// All moments together take no more than this.
    private static let mostBytes = 96 << 20

    /// A history of the training of a network with so many parameters.
    package init(parameters: Int) {
        (mostMoments, bytesOfMoment) = Self.limits(parameters: parameters)
    }

    private static func limits(parameters: Int) -> (mostMoments: Int, bytesOfMoment: Int) {
        let bytes = LiveTrainer.Moment.bytes(parameters: parameters)
        return (max(2, min(mostRecords, mostBytes / bytes)), bytes)
    }

    package var records: [TrainingRecord] { entries.map(\.record) }
    package var first: TrainingRecord? { entries.first?.record }
    package var latest: TrainingRecord? { entries.last?.record }

    /// Whether a record after this epoch is due.
    package func isDue(atEpoch epoch: Int) -> Bool {
        guard let latest else { return true }
        return epoch >= latest.epoch + stride
    }

    package mutating func append(_ record: TrainingRecord, _ trainer: LiveTrainer) {
        if entries.last?.record.epoch == record.epoch { entries.removeLast() }
        entries.append(Entry(record: record, moment: trainer.moment))
        if entries.count > Self.mostRecords { thin() }
        forgetMoments()
    }

    /// Leaves every second record out, but not the latest.
    private mutating func thin() {
        let last = entries.count - 1
        entries = entries.enumerated().filter { $0.offset.isMultiple(of: 2) || $0.offset == last }.map(
            \.element)
        stride *= 2
    }

    /// Keeps the first moment and the latest ones where there is no room for all.
    private mutating func forgetMoments() {
        var kept = entries.indices.filter { entries[$0].moment != nil }
        while kept.count > mostMoments {
            entries[kept.remove(at: 1)].moment = nil
        }
    }

    /// Forgets all moments and keeps the records: the training goes on with so many parameters, or other examples.
    package mutating func forgetMoments(parameters: Int) {
        for index in entries.indices { entries[index].moment = nil }
        (mostMoments, bytesOfMoment) = Self.limits(parameters: parameters)
    }

    /// What the moments take in memory.
    var bytes: Int { entries.count { $0.moment != nil } * bytesOfMoment }

    /// Forgets all moments between the first and the latest.
    mutating func keepEndsOnly() {
        let kept = entries.indices.filter { entries[$0].moment != nil }
        for index in kept.dropFirst().dropLast() { entries[index].moment = nil }
    }

    /// The moments that can be gone back to, by epoch, the first first.
    package var momentEpochs: [Int] { entries.filter { $0.moment != nil }.map(\.record.epoch) }

    /// The latest moment at an epoch or before it.
    package func moment(atOrBefore epoch: Int) -> LiveTrainer.Moment? {
        entries.last { $0.moment != nil && $0.record.epoch <= epoch }?.moment
    }

    /// The latest record at an epoch or before it.
    package func record(atOrBefore epoch: Int) -> TrainingRecord? {
        entries.last { $0.record.epoch <= epoch }?.record
    }

    /// Forgets what came after an epoch: from there, another way begins.
    package mutating func forget(after epoch: Int) {
        entries.removeAll { $0.record.epoch > epoch }
    }
}
