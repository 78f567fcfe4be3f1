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
        #expect(try PlaygroundConfiguration(link: link).data == data)
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
