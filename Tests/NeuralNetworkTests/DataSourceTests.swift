import Glibc
import Testing

@testable import NeuralNetwork

/// The data sets that TensorFlow Playground does not have, held to the shapes that they are said to have.
struct DataSourceTests {
    private func points(_ data: ExtraData, noise: Double = 0, seed: String = "shapes") -> LabelledData {
        var random = PlaygroundRandom(seed: seed)
        return DataSource.extra(data).labelledData(noise: noise, from: &random)
    }

    private func rows(_ data: LabelledData) -> [(x: Double, y: Double, label: Int)] {
        (0..<data.count).map { (data.inputs[$0, 0], data.inputs[$0, 1], data.classIndex(ofRow: $0) ?? -1) }
    }

    @Test func namesAreDifferentAndFound() {
        #expect(Set(DataSource.all.map(\.name)).count == 13)
        #expect(Set(DataSource.all.map(\.title)).count == 13)
        for source in DataSource.all { #expect(DataSource(name: source.name) == source) }
        #expect(DataSource(name: "helix") == nil)
        #expect(DataSource.all.allSatisfy { $0.explanation.hasSuffix(".") })
    }

    @Test(arguments: DataSource.all)
    func aSeedGivesTheSamePoints(source: DataSource) {
        func draw(_ seed: String) -> LabelledData {
            var random = PlaygroundRandom(seed: seed)
            return source.labelledData(noise: 0.25, from: &random)
        }
        #expect(draw("a") == draw("a"))
        #expect(draw("a") != draw("b"))
    }

    @Test(arguments: DataSource.all)
    func labelsAreWhatTheKindSays(source: DataSource) {
        var random = PlaygroundRandom(seed: "labels")
        let data = source.labelledData(noise: 0, from: &random)
        #expect(data.kind == source.kind && data.columns == source.columns)
        #expect(data.inputs.elements.allSatisfy(data.ranges[0].contains))
        guard data.kind != .numbers else { return }
        let counts = Dictionary(grouping: data.labels) { $0 }.mapValues(\.count)
        #expect(Set(counts.keys) == Set(data.kind.classNames.indices.map(Double.init)))
        // No class has less than half of its share.
        #expect(counts.values.allSatisfy { 2 * $0 * counts.count >= data.count })
    }

    /// The labels +1 and −1 of Playground's own sets are those of `PlaygroundData`, in the same order.
    @Test(arguments: PlaygroundData.allCases)
    func playgroundsPointsAreNotTouched(data: PlaygroundData) throws {
        var (one, other) = (PlaygroundRandom(seed: "0.3"), PlaygroundRandom(seed: "0.3"))
        let points = data.points(noise: 0.1, from: &one)
        let set = DataSource.playground(data).labelledData(noise: 0.1, from: &other)
        let readout = try #require(Readout(for: set.kind, loss: .halfSquaredError))
        for (row, point) in points.enumerated() {
            #expect(Array(set.inputs.row(row)) == [point.x, point.y])
            #expect(readout.target(set.labels[row], set.kind) == [point.label])
        }
        #expect(one.next() == other.next())
    }

    @Test func cornersAreExclusiveOr() {
        let corners = rows(points(.corners)).map { [$0.x, $0.y, Double($0.label)] }
        #expect(Set(corners) == [[0, 0, 0], [0, 1, 1], [1, 0, 1], [1, 1, 0]])
    }

    @Test func aLineLiesBetween() {
        for point in rows(points(.line)) {
            let height = point.y - (point.x / 2 + 1)
            #expect(abs(height) >= 0.5 - 1e-12 && (height > 0) == (point.label == 1))
        }
    }

    @Test func moonsAreHalfCircles() {
        for (x, y, label) in rows(points(.moons)) {
            let (centreX, centreY) = label == 0 ? (0.0, 0.0) : (1, 0.5)
            #expect(abs(hypot(x - centreX, y - centreY) - 1) < 1e-12)
            #expect(label == 0 ? y >= -1e-12 : y <= 0.5 + 1e-12)
        }
    }

    @Test func theDiscIsThatOfTheLesson() {
        let points = rows(points(.disc))
        #expect(points.count == 100 && points.count { $0.label == 1 } == 50)
        for (x, y, label) in points {
            #expect((label == 1 ? 0...0.5 : 0.7 - 1e-12...1 + 1e-12).contains(hypot(x, y)))
        }
    }

    @Test func cloudsAreAroundTheirCentres() {
        let points = rows(points(.clouds))
        for cloud in 0..<3 {
            let own = points.filter { $0.label == cloud }
            #expect(own.count == 200)
            let angle = Double(90 + 120 * cloud) * .pi / 180
            // Each mean of 200 numbers of deviation √½ is off by more than 0.25 once in a million times.
            #expect(abs(own.reduce(0) { $0 + $1.x } / 200 - 3 * cos(angle)) < 0.25)
            #expect(abs(own.reduce(0) { $0 + $1.y } / 200 - 3 * sin(angle)) < 0.25)
        }
    }

    /// How far out a point is tells how far its arm has turned.
    @Test func armsAreSpirals() {
        for (x, y, label) in rows(points(.arms)) {
            let radius = hypot(x, y)
            let angle = radius / 5 * 1.5 * .pi + Double(label) * 2 * .pi / 3
            #expect(hypot(x - radius * sin(angle), y - radius * cos(angle)) < 1e-9)
        }
    }

    @Test func quartersAreByTheirSigns() {
        let order = [[true, true], [false, true], [false, false], [true, false]]
        for (x, y, label) in rows(points(.quarters)) {
            #expect(order[label] == [x > 0, y > 0] && abs(x) >= 0.3 && abs(y) >= 0.3)
        }
    }

    @Test(arguments: ExtraData.allCases)
    func noiseMovesPointsOrLabels(data: ExtraData) {
        #expect(points(data) != points(data, noise: 0.3))
    }
}

/// What a configuration makes of data that are not Playground's.
struct TrainingStartTests {
    @Test func aWholeSetIsLearnedAndTestedWhole() throws {
        var configuration = PlaygroundConfiguration()
        configuration.take(.extra(.corners))
        let start = try configuration.start()
        #expect(start.train.count == 4 && start.train == start.test)
        #expect(configuration.settings.batchSize == 4)
    }

    @Test func everyClassHasItsOutput() throws {
        var configuration = PlaygroundConfiguration()
        configuration.take(.extra(.quarters))
        #expect(configuration.settings.loss == .softmaxCrossEntropy)
        let start = try configuration.start()
        #expect(start.network.layerSizes == [2, 4, 2, 4])
        #expect(start.network.layers.last?.activation == .linear)
        #expect(start.train.count == 300 && start.test.count == 300)
        for (row, example) in (start.train + start.test).enumerated() {
            #expect(example.target.firstIndex(of: 1) == start.data.classIndex(ofRow: row))
            #expect(example.target.reduce(0, +) == 1)
        }
    }

    /// A table of three columns, scaled: learned numbers have mean 0 and deviation 1, and the folded network says of the
    /// raw ones what the other says of the scaled ones.
    @Test func scalingIsFoldedIn() throws {
        var random = PlaygroundRandom(seed: "table")
        let elements = (0..<300).map { index in
            index % 3 == 2 ? 7 : random.next(in: -1...1) * [1e6, 1e-3][index % 3] + [5e6, 0.1][index % 3]
        }
        let labels = (0..<100).map { _ in random.next(in: 1000...3000) }
        let table = LabelledData(
            columns: ["a", "b", "c"], target: "t", inputs: Matrix(rows: 100, columns: 3, elements: elements),
            labels: labels, kind: .numbers, ranges: Array(repeating: 0...1, count: 3))
        var configuration = PlaygroundConfiguration()
        configuration.take(.table(table, name: "table"))
        configuration.trainPercent = 70
        let start = try configuration.start()
        #expect(start.train.count == 70 && start.test.count == 30)
        for column in 0..<3 {
            let numbers = start.train.map { $0.input[column] }
            let mean = numbers.reduce(0, +) / 70
            let deviation = (numbers.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 70).squareRoot()
            #expect(abs(mean) < 1e-9)
            #expect(abs(deviation - (column == 2 ? 0 : 1)) < 1e-9)
        }
        let raw = try start.raw(start.network)
        for (row, example) in (start.train + start.test).enumerated() {
            let scaled = try start.network.forward(example.input).output[0]
            let answer = try raw.forward(Array(start.data.inputs.row(row))).output[0]
            let expected = scaled * start.targetScaling.deviations[0] + start.targetScaling.means[0]
            #expect(abs(answer - expected) < 1e-6)
            let target = example.target[0] * start.targetScaling.deviations[0] + start.targetScaling.means[0]
            #expect(abs(target - start.data.labels[row]) < 1e-9)
        }
    }

    @Test func theLossDecidesHowAnAnswerIsRead() throws {
        var configuration = PlaygroundConfiguration()
        let answers: [(Loss, Readout, Activation, [Double])] = [
            (.halfSquaredError, .sign, .tanh, [-1]), (.crossEntropy, .probability, .sigmoid, [0]),
            (.softmaxCrossEntropy, .shares, .linear, [1, 0]),
        ]
        for (loss, readout, activation, target) in answers {
            configuration.settings.loss = loss
            let start = try configuration.start()
            #expect(configuration.readout == readout)
            #expect(start.network.layers.last?.activation == activation)
            let first = try #require(start.data.labels.firstIndex(of: 0))
            #expect((start.train + start.test)[first].target == target)
            #expect(readout.classIndex(target) == 0)
        }
        #expect(Readout.losses(for: .numbers) == [.halfSquaredError])
        #expect(Readout.losses(for: .classes(["a", "b", "c"])) == [.softmaxCrossEntropy])
    }

    @Test func hugeNumbersAreScaled() {
        let rows = [[1e308, 1e-308], [-1e308, 3e-308], [1.5e308, 2e-308]]
        let scaling = ColumnScaling.standard(rows[...], columns: 2)
        #expect((scaling.means + scaling.deviations).allSatisfy { $0.isFinite && $0 != 0 })
        #expect(rows.flatMap { scaling($0) }.allSatisfy { abs($0) < 2 })
    }
}
