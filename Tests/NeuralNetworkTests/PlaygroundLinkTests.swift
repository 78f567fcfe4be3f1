import Glibc
import Testing

@testable import NeuralNetwork

/// Links of TensorFlow Playground, as its page writes them.
struct PlaygroundLinkTests {
    private static let link =
        "https://playground.tensorflow.org/#activation=relu&regularization=L2&batchSize=7&dataset=spiral&regDataset=reg-gauss"
        + "&learningRate=0.1&regularizationRate=0.003&noise=15&networkShape=8,3&seed=0.32914&showTestData=false&discretize=true"
        + "&percTrainData=70&x=true&y=false&xTimesY=true&xSquared=false&ySquared=false&cosX=false&sinX=true&cosY=false&sinY=false"
        + "&collectStats=false&problem=classification&initZero=false&hideText=false&noise_hide=true"

    @Test func everythingInItIsRead() throws {
        let configuration = try PlaygroundConfiguration(link: Self.link)
        var expected = PlaygroundConfiguration()
        expected.activation = .relu
        expected.settings.regularization = .L2
        expected.settings.regularizationRate = 0.003
        expected.settings.batchSize = 7
        expected.settings.learningRate = 0.1
        expected.data = .spiral
        expected.noise = 15
        expected.hidden = [8, 3]
        expected.seed = "0.32914"
        expected.trainPercent = 70
        expected.features = [.x, .xTimesY, .sinX]
        #expect(configuration == expected)
    }

    @Test(arguments: [
        ("problem=regression&regDataset=reg-gauss&dataset=xor", PlaygroundData.hills),
        ("problem=regression", .plane), ("dataset=xor", .xor), ("", .circle), ("#dataset=gauss", .gauss),
    ])
    func theProblemChoosesTheData(link: String, data: PlaygroundData) throws {
        #expect(try PlaygroundConfiguration(link: link).data == .playground(data))
    }

    @Test func noHiddenLayerIsOne() throws {
        let configuration = try PlaygroundConfiguration(link: "#networkShape=&seed=0.1")
        #expect(configuration.hidden == [])
        #expect(try configuration.start().network.layerSizes == [2, 1])
    }

    @Test(arguments: [
        (
            "#batchSize=ten",
            "character 2 of the link: batchSize: expected a whole number from 1 to 10000, found \"ten\""
        ),
        (
            "seed=1&learnigRate=2",
            "character 8 of the link: there is no learnigRate; did you mean learningRate?"
        ),
        (
            "#activation=elu",
            "character 2 of the link: activation: expected relu, sigmoid, tanh, linear, step, found \"elu\""
        ),
        (
            "#networkShape=4,0",
            "character 2 of the link: networkShape: expected sizes of layers from 1 to 4096, as in 4,2, found \"0\""
        ),
        ("#noise=nan", "character 2 of the link: noise: expected a number from 0.0 to 100.0, found \"nan\""),
        (
            "#percTrainData=100",
            "character 2 of the link: percTrainData: expected a number from 1.0 to 99.0, found \"100\""
        ),
        (
            "#dataset=reg-plane",
            "character 2 of the link: dataset: expected circle, xor, gauss, spiral, found \"reg-plane\""
        ),
        ("nonsense", "character 1 of the link: there is no nonsense"),
    ])
    func nonsenseHasItsPlace(link: String, message: String) {
        #expect(throws: PlaygroundLinkError(description: message)) { try PlaygroundConfiguration(link: link) }
    }

    @Test func withoutFeaturesThereIsNoNetwork() throws {
        var configuration = PlaygroundConfiguration()
        configuration.features = []
        #expect(throws: ShapeError.self) { try configuration.start() }
    }
}

/// Links that are written for Playground's page.
struct PlaygroundLinkWritingTests {
    /// Written down from the page's source: the keys of `State.PROPS` in `state.ts` (Apache-2.0) in their order, those
    /// without a value left out, with the page's own values and this seed.
    @Test func theStartIsWrittenAsThePageWritesIt() throws {
        #expect(
            try PlaygroundConfiguration().link
                == "https://playground.tensorflow.org/#activation=tanh&batchSize=10&dataset=circle&regDataset=reg-plane"
                + "&learningRate=0.03&regularizationRate=0&noise=0&networkShape=4,2&seed=0.59704&showTestData=false"
                + "&discretize=false&percTrainData=50&x=true&y=true&xTimesY=false&xSquared=false&ySquared=false"
                + "&cosX=false&sinX=false&cosY=false&sinY=false&collectStats=false&problem=classification"
                + "&initZero=false&hideText=false")
    }

    @Test func whatIsWrittenIsRead() throws {
        var random = SplitMix64(seed: 12)
        for _ in 0..<2000 {
            var configuration = PlaygroundConfiguration()
            configuration.seed = String(Double.random(in: 0..<1, using: &random))
            configuration.data = .playground(PlaygroundData.allCases.randomElement(using: &random) ?? .xor)
            configuration.noise = Bool.random(using: &random) ? 35 : Double.random(in: 0...80, using: &random)
            configuration.trainPercent =
                Bool.random(using: &random) ? 70 : Double.random(in: 1...99, using: &random)
            configuration.hidden = (0..<Int.random(in: 0...6, using: &random)).map { _ in
                Int.random(in: 1...9, using: &random)
            }
            configuration.activation =
                [.relu, .tanh, .sigmoid, .linear].randomElement(using: &random) ?? .relu
            configuration.features = PointFeature.allCases.filter { _ in Bool.random(using: &random) }
            configuration.settings.learningRate = pow(10, Double.random(in: -9...8, using: &random))
            configuration.settings.batchSize = Int.random(in: 1...100, using: &random)
            configuration.settings.regularization =
                Regularization.allCases.randomElement(using: &random) ?? .none
            configuration.settings.regularizationRate = Double.random(in: 0...10, using: &random)
            #expect(try PlaygroundConfiguration(link: configuration.link) == configuration)
        }
    }

    /// Something that Playground does not have, and what is said of it.
    struct Unsayable: Sendable {
        let words: String
        let change: @Sendable (inout PlaygroundConfiguration) -> Void
    }

    @Test(arguments: [
        Unsayable(words: "the data moons") { $0.data = .extra(.moons) },
        Unsayable(words: "the activation step") { $0.activation = .step },
        Unsayable(words: "a noise above 80") { $0.noise = 81 },
        Unsayable(words: "the loss crossEntropy") { $0.settings.loss = .crossEntropy },
        Unsayable(words: "the optimizer adam") { $0.settings.optimizer = .adam },
        Unsayable(words: "scaling") { $0.scaling = .standard },
        Unsayable(words: "the seed \"a&b\"") { $0.seed = "a&b" },
        Unsayable(words: "the seed \"\"") { $0.seed = "" },
        Unsayable(words: "the seed \"ü\"") { $0.seed = "ü" },
    ])
    func whatPlaygroundLacksHasNoLink(unsayable: Unsayable) {
        var configuration = PlaygroundConfiguration()
        unsayable.change(&configuration)
        let error = #expect(throws: PlaygroundLinkError.self) { try configuration.link }
        #expect(error?.description.contains(unsayable.words) ?? false)
    }
}
