/// A network and the input to show it with, as people keep them in a file:
///
///     {"layers": [{"weights": [[0.2, 0.8, -0.5]], "biases": [0.1], "activation": "relu"}],
///      "input": [1, 2, 3]}
///
/// A row of weights is one neuron. The input may be left out; nothing else may, and nothing may be added.
public struct NetworkFile: Equatable, Sendable {
    /// The longest file that is read, in bytes: 64 MiB, room for some three million weights in full precision.
    public static let sizeLimit = 64 << 20

    /// The network.
    public let network: Network
    /// An input of `network.inputCount` numbers, if the file has one.
    public let input: [Double]?

    /// Puts a network and an input together; throws if the input has not `network.inputCount` numbers.
    public init(network: Network, input: [Double]? = nil) throws(ShapeError) {
        if let input, input.count != network.inputCount {
            throw ShapeError(.input, expected: network.inputCount, found: input.count)
        }
        self.network = network
        self.input = input
    }

    /// Reads the text of a network file; throws the first thing that is wrong in it, with its place.
    public init(json text: String) throws(NetworkFileError) {
        try self.init(json: Array(text.utf8))
    }

    /// Reads the bytes of a network file; throws the first thing that is wrong in it, with its place.
    public init(json bytes: [UInt8]) throws(NetworkFileError) {
        guard bytes.count <= Self.sizeLimit else {
            throw NetworkFileError("the file is larger than \(Self.sizeLimit >> 20) MiB")
        }
        var reader = JSONReader(bytes)
        self = try reader.networkFile()
        try reader.end()
    }

    /// The text of the file, a layer a line; NaN and infinities become strings, and such a file is refused
    /// when it is read, at the first of them.
    public var json: String {
        let layers = network.layers.map(\.json).joined(separator: ",\n  ")
        let input = input.map { ",\n \"input\": " + NumberText.json($0) } ?? ""
        return "{\"layers\": [\n  \(layers)\n ]\(input)}\n"
    }
}

extension DenseLayer {
    fileprivate var json: String {
        let rows = (0..<neuronCount).map { NumberText.json(weights.row($0)) }.joined(separator: ", ")
        let biases = NumberText.json(biases)
        return "{\"weights\": [\(rows)], \"biases\": \(biases), \"activation\": \"\(activation.rawValue)\"}"
    }
}

// The grammar of the file, a function for each of its parts.
extension JSONReader {
    fileprivate mutating func networkFile() throws(NetworkFileError) -> NetworkFile {
        var network: Network?
        var input: [Double]?
        let start = here()
        var inputPlace = start
        try object(keys: ["layers", "input"]) { reader, key throws(NetworkFileError) in
            switch key {
            case "layers": network = try reader.network()
            default:
                inputPlace = reader.here()
                input = try reader.numbers()
            }
        }
        guard let network else { throw missing("layers", at: start) }
        do throws(ShapeError) {
            return try NetworkFile(network: network, input: input)
        } catch {
            throw failure(error.problem, at: inputPlace)
        }
    }

    private mutating func network() throws(NetworkFileError) -> Network {
        var layers: [DenseLayer] = []
        let start = here()
        var places: [Place] = []
        try array { reader throws(NetworkFileError) in
            places.append(reader.here())
            layers.append(try reader.layer())
        }
        do throws(ShapeError) {
            return try Network(layers: layers)
        } catch {
            throw failure(error.problem, at: error.layer.map { places[$0] } ?? start)
        }
    }

    private mutating func layer() throws(NetworkFileError) -> DenseLayer {
        var weights: Matrix?
        var biases: [Double]?
        var activation: Activation?
        let start = here()
        var weightsPlace = start
        var biasesPlace = start
        try object(keys: ["weights", "biases", "activation"]) { reader, key throws(NetworkFileError) in
            switch key {
            case "weights":
                weightsPlace = reader.here()
                weights = try reader.matrix()
            case "biases":
                biasesPlace = reader.here()
                biases = try reader.numbers()
            default: activation = try reader.activation()
            }
        }
        guard let weights else { throw missing("weights", at: start) }
        guard let biases else { throw missing("biases", at: start) }
        guard let activation else { throw missing("activation", at: start) }
        do throws(ShapeError) {
            return try DenseLayer(weights: weights, biases: biases, activation: activation)
        } catch {
            throw failure(error.problem, at: error.part == .biases ? biasesPlace : weightsPlace)
        }
    }

    /// Rows of numbers, read straight into the flat buffer of a matrix.
    private mutating func matrix() throws(NetworkFileError) -> Matrix {
        var elements: [Double] = []
        var rows = 0
        var columns = 0
        try array { reader throws(NetworkFileError) in
            let place = reader.here()
            let start = elements.count
            try reader.array { reader throws(NetworkFileError) in elements.append(try reader.number()) }
            let length = elements.count - start
            if rows == 0 { columns = length }
            guard length == columns else {
                let ragged = ShapeError(.row(rows), expected: columns, found: length)
                throw reader.failure(ragged.problem, at: place)
            }
            rows += 1
        }
        return Matrix(rows: rows, columns: columns, elements: elements)
    }

    private mutating func numbers() throws(NetworkFileError) -> [Double] {
        var numbers: [Double] = []
        try array { reader throws(NetworkFileError) in numbers.append(try reader.number()) }
        return numbers
    }

    private mutating func activation() throws(NetworkFileError) -> Activation {
        let place = here()
        let name = try string()
        if let activation = Activation(rawValue: name) { return activation }
        throw unknown("activation", name, known: Activation.allCases.map(\.rawValue), at: place)
    }
}
