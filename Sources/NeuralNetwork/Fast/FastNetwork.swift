/// A network with its parameters laid out for the fast passes.
public struct FastNetwork<Scalar: TrainingScalar>: Sendable {
    var layers: [LayerPlan]
    var parameters: [Scalar]

    /// Lays a network out.
    public init(_ network: Network) {
        let (layers, places) = LayerPlan.plans(of: network, in: Scalar.self)
        self.layers = layers
        parameters = Array(repeating: 0, count: places)
        fill(from: network)
    }

    /// Takes the parameters and activations of a network of the same sizes.
    mutating func fill(from network: Network) {
        for (index, layer) in network.layers.enumerated() {
            let plan = layers[index]
            layers[index].activation = layer.activation
            Self.write(layer.weights.elements, to: &parameters, at: plan.weights)
            Self.write(layer.biases, to: &parameters, at: plan.biases)
        }
    }

    @_specialize(where Scalar == Double)
    @_specialize(where Scalar == Float)
    private static func write(_ numbers: [Double], to places: inout [Scalar], at start: Int) {
        for (index, number) in numbers.enumerated() { places[start + index] = Scalar(number) }
    }

    @_specialize(where Scalar == Double)
    @_specialize(where Scalar == Float)
    static func read(_ places: [Scalar], _ start: Int, _ count: Int) -> [Double] {
        places[start..<start + count].map { Double($0) }
    }

    /// The sizes: inputs, then the neurons of every layer.
    public var layerSizes: [Int] { [layers[0].inputs] + layers.map(\.neurons) }

    /// Whether no weight and no bias has grown beyond all numbers.
    public var isFinite: Bool {
        @_specialize(where Scalar == Double)
        @_specialize(where Scalar == Float)
        get { parameters.allSatisfy { $0.isFinite } }
    }

    var neuronCount: Int { layers.reduce(0) { $0 + $1.neurons } }
}
