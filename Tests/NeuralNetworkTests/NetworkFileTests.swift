import FoundationEssentials
import NeuralNetwork
import Testing
import Samples

struct NetworkFileTests {
    static let seed = """
        {"layers": [
          {"weights": [[0.5, -0.3], [0.8, 0.1]], "biases": [0.1, -0.2], "activation": "relu"},
          {"weights": [[0.6, 0.4]], "biases": [0], "activation": "linear"}
         ],
         "input": [1, 0]}
        """

    // MARK: Good files

    @Test func `reads the network of the lesson page`() throws {
        let file = try NetworkFile(json: Self.seed)
        #expect(file.network == (try seedNetwork()))
        #expect(file.input == [1, 0])
    }

    @Test func `takes keys in any order, any blanks, escapes, a byte order mark, and no input`() throws {
        let text =
            "\u{FEFF}\t{\r\n\"layers\":[{\"activation\":\"r\\u0065lu\",\"biases\":[1E-1],"
            + "\"weights\":[[2e-1,8.0e-1,-5.0E-1]]}]}\n\n"
        let file = try NetworkFile(json: text)
        #expect(file.network == (try seedNeuron()))
        #expect(file.input == nil)
    }

    @Test(arguments: [
        ("0", 0.0), ("-0", 0), ("-12.5", -12.5), ("1e3", 1000), ("1E+3", 1000), ("1e-400", 0),
        ("5e-324", .leastNonzeroMagnitude),
        ("0.1000000000000000055511151231257827", 0.1), ("1.7976931348623157e308", 1.7976931348623157e308),
    ])
    func `reads numbers as JSON writes them`(text: String, value: Double) throws {
        #expect(
            try NetworkFile(json: Self.seed.replacing("-0.3", with: text)).network.layers[0].weights[0, 1]
                == value)
    }

    @Test func `what it writes reads back the same`() throws {
        var generator = SeededGenerator(seed: 5)
        for _ in 0..<20 {
            let activations = Activation.allCases.shuffled(using: &generator)
            let sizes = (0...activations.count).map { _ in Int.random(in: 1...6, using: &generator) }
            let network = try Network.random(sizes: sizes, activations: activations, using: &generator)
            let file = try NetworkFile(network: network, input: generator.numbers(sizes[0], in: -1e9...1e9))
            #expect(try NetworkFile(json: file.json) == file)

            let decoded = try JSONDecoder().decode(DecodedFile.self, from: Data(file.json.utf8))
            #expect(
                decoded.layers.map { $0.weights.flatMap(\.self) } == network.layers.map(\.weights.elements))
            #expect(decoded.layers.map(\.biases) == network.layers.map(\.biases))
            #expect(decoded.layers.map(\.activation) == network.layers.map(\.activation))
            #expect(decoded.input == file.input)
        }
    }

    // MARK: Bad files

    /// Each change to the good file, with ⌖ where the error must point, and the error it must give.
    static let changes: [(old: String, new: String, error: String)] = [
        // Not JSON
        ("[0.1, -0.2]", "[0.1, -0.2,⌖]", "layers[0].biases[2]: expected a number, found \"]\""),
        ("[0.1, -0.2]", "[0.1 ⌖-0.2]", "layers[0].biases: expected ',' or ']', found \"-0.2\""),
        ("\"layers\": ", "\"layers\" ⌖", "expected ':' after the key \"layers\", found an array"),
        ("[1, 0]}", "[1, 0]⌖", "expected ',' or '}', found the end of the file"),
        ("[1, 0]}", "[1, 0]} ⌖{", "expected the end of the file, found an object"),
        ("[1, 0]}", "[1, 0],⌖}", "expected a key in double quotes, found \"}\""),
        ("\"linear\"", "⌖\"linear", "layers[1].activation: this text has no closing quote"),
        ("\"relu\"", "\"re⌖\\qlu\"", "layers[0].activation: no such escape; write \\\\ for a backslash"),
        ("\"relu\"", "\"⌖\\ud800x\"", "layers[0].activation: half of a surrogate pair"),
        ("\"relu\"", "\"⌖\\ud800\\u0041\"", "layers[0].activation: half of a surrogate pair"),
        ("\"relu\"", "\"⌖\\u12", "layers[0].activation: \\u needs four hexadecimal digits"),
        // Keys
        ("\"layers\"", "⌖\"layer\"", "unknown key \"layer\"; did you mean \"layers\"?"),
        ("\"input\"", "⌖\"name\"", "unknown key \"name\"; known are layers, input"),
        ("\"input\"", "⌖\"layers\"", "the key \"layers\" is there twice"),
        (
            "{\"weights\": [[0.6, 0.4]], \"biases\": [0],", "⌖{\"weights\": [[0.6, 0.4]],",
            "layers[1]: the key \"biases\" is missing"
        ),
        // Values
        ("0.8", "⌖\"0.8\"", "layers[0].weights[1][0]: expected a number, found the text \"0.8\""),
        ("0.8", "⌖null", "layers[0].weights[1][0]: \"null\" is not a JSON number"),
        ("0.8", "⌖1e999", "layers[0].weights[1][0]: \"1e999\" is too large for a number"),
        ("0.8", "⌖-1e999", "layers[0].weights[1][0]: \"-1e999\" is too large for a number"),
        ("0.8", "⌖NaN", "layers[0].weights[1][0]: \"NaN\" is not a JSON number"),
        ("0.8", "⌖08", "layers[0].weights[1][0]: \"08\" is not a JSON number"),
        ("0.8", "⌖+8", "layers[0].weights[1][0]: \"+8\" is not a JSON number"),
        ("0.8", "⌖.8", "layers[0].weights[1][0]: \".8\" is not a JSON number"),
        ("0.8", "⌖8.", "layers[0].weights[1][0]: \"8.\" is not a JSON number"),
        ("0.8", "⌖0x8", "layers[0].weights[1][0]: \"0x8\" is not a JSON number"),
        ("0.8", "⌖1e", "layers[0].weights[1][0]: \"1e\" is not a JSON number"),
        ("0.8", "⌖-", "layers[0].weights[1][0]: \"-\" is not a JSON number"),
        ("[[0.6, 0.4]]", "[⌖0.6, 0.4]", "layers[1].weights[0]: expected an array […], found \"0.6\""),
        (
            "\"relu\"", "⌖\"ReLU\"",
            "layers[0].activation: unknown activation \"ReLU\"; did you mean \"relu\"?"
        ),
        (
            "\"linear\"", "⌖\"liner\"",
            "layers[1].activation: unknown activation \"liner\"; did you mean \"linear\"?"
        ),
        (
            "\"linear\"", "⌖\"softmax\"",
            "layers[1].activation: unknown activation \"softmax\"; known are relu, sigmoid, tanh, linear, step"
        ),
        // Shapes
        ("[0.8, 0.1]", "⌖[0.8]", "layers[0].weights[1]: expected 2 numbers in row 1, found 1"),
        ("[0.1, -0.2]", "⌖[0.1]", "layers[0].biases: expected 2 biases, one per neuron, found 1"),
        (
            "{\"weights\": [[0.6, 0.4]]", "⌖{\"weights\": [[0.6]]",
            "layers[1]: expected 2 weights per neuron, one per neuron of layers[0], found 1"
        ),
        ("[[0.6, 0.4]]", "⌖[]", "layers[1].weights: a layer needs at least one neuron"),
        ("[[0.6, 0.4]]", "⌖[[]]", "layers[1].weights: a neuron needs at least one input"),
        ("[1, 0]", "⌖[1]", "input: expected 2 inputs, found 1"),
    ]

    @Test(arguments: changes)
    func `says what is wrong and where`(old: String, new: String, error: String) throws {
        try #require(Self.seed.contains(old))
        let marked = Self.seed.replacing(old, with: new, maxReplacements: 1)
        let before = marked.prefix { $0 != "⌖" }.split(separator: "\n", omittingEmptySubsequences: false)
        let column = try #require(before.last).count + 1

        let thrown = #expect(throws: NetworkFileError.self) {
            try NetworkFile(json: marked.replacing("⌖", with: ""))
        }
        #expect(thrown?.description == "\(before.count):\(column): \(error)")
    }

    @Test(arguments: [
        ("", "1:1: expected an object {…}, found the end of the file"),
        ("hello", "1:1: expected an object {…}, found \"hello\""),
        ("[]", "1:1: expected an object {…}, found an array"),
        ("\n {}", "2:2: the key \"layers\" is missing"),
        ("{\"layers\": []}", "1:12: layers: a network needs at least one layer"),
        ("{\"é\u{301}é\": 1}", "1:2: unknown key \"é\u{301}é\"; known are layers, input"),
        ("{\"a\\n\\u001b\": 1}", "1:2: unknown key \"a\\n\\u{1B}\"; known are layers, input"),
        ("{\"\\", "1:3: no such escape; write \\\\ for a backslash"),
    ])
    func `says so when it is another kind of file`(text: String, error: String) {
        let thrown = #expect(throws: NetworkFileError.self) { try NetworkFile(json: text) }
        #expect(thrown?.description == error)
    }

    @Test func `refuses bytes that are no text`() {
        let bytes = Array("{\"lay".utf8) + [0xFF] + Array("ers\": []}".utf8)
        let thrown = #expect(throws: NetworkFileError.self) { try NetworkFile(json: bytes) }
        #expect(thrown?.description == "1:2: this text is not UTF-8")
    }

    @Test(arguments: ["[", "{\"layers\":", "{\"layers\":[{\"weights\":[[", "\"", "1", "{\"", " "])
    func `refuses a million of anything at once`(piece: String) {
        let bomb = String(repeating: piece, count: 1_000_000)
        let start = ContinuousClock.now
        #expect(throws: NetworkFileError.self) { try NetworkFile(json: bomb) }
        #expect(throws: NetworkFileError.self) {
            try NetworkFile(json: Self.seed.replacing("0.8", with: bomb, maxReplacements: 1))
        }
        #expect(ContinuousClock.now - start < .seconds(10))  // in a debug build, with the machine shared
    }

    @Test func `refuses a file over the limit unread`() {
        let bytes = [UInt8](repeating: 0x20, count: NetworkFile.sizeLimit + 1)
        let thrown = #expect(throws: NetworkFileError.self) { try NetworkFile(json: bytes) }
        #expect(thrown?.description == "the file is larger than 64 MiB")
    }

    @Test func `every truncation of a good file is refused without a crash`() {
        let bytes = Array(Self.seed.utf8)
        for length in bytes.indices {
            #expect(throws: NetworkFileError.self) { try NetworkFile(json: Array(bytes.prefix(length))) }
        }
    }

    @Test func `no random change of bytes crashes it`() {
        var generator = SeededGenerator(seed: 9)
        let alphabet = Array("{}[]\",:\\u0eE+-. \n".utf8) + [0, 0x80, 0xC3, 0xFF]
        var refused = 0
        for _ in 0..<2000 {
            var bytes = Array(Self.seed.utf8)
            for _ in 0..<Int.random(in: 1...4, using: &generator) {
                bytes[Int.random(in: bytes.indices, using: &generator)] =
                    alphabet[Int.random(in: alphabet.indices, using: &generator)]
            }
            let file = try? NetworkFile(json: bytes)
            refused += file == nil ? 1 : 0
            if let file { #expect(file.network.layerSizes == [2, 2, 1]) }
        }
        #expect((1..<2000).contains(refused))
    }

    @Test func `an input that does not fit its network makes no file`() throws {
        #expect(throws: ShapeError(.input, expected: 2, found: 3)) {
            try NetworkFile(network: seedNetwork(), input: [1, 2, 3])
        }
    }
}

/// A network file as Foundation reads it.
private struct DecodedFile: Decodable {
    struct Layer: Decodable {
        let weights: [[Double]]
        let biases: [Double]
        let activation: Activation
    }
    let layers: [Layer]
    let input: [Double]?
}
