import Diagrams
import Experiment
import NeuralNetwork
import Testing
import Samples

/// The names that pictures give to numbers, counted from 1.
struct NotationTests {
    private func notation(_ sizes: [Int]) throws -> Notation {
        Notation(try Network.sample(sizes))
    }

    private static let names: [(sizes: [Int], address: Address, name: String)] = [
        // One neuron: neither layer nor neuron needs counting.
        ([3, 1], Address.weight(layer: 0, neuron: 0, input: 1), "w₂"),
        ([3, 1], .product(layer: 0, neuron: 0, input: 1), "w₂·x₂"),
        ([3, 1], .input(2), "x₃"),
        ([3, 1], .activation(layer: 0, neuron: 0), "y"),
        // One layer of several neurons.
        ([3, 2], .weight(layer: 0, neuron: 1, input: 0), "w₂₁"),
        ([3, 2], .activation(layer: 0, neuron: 1), "y₂"),
        // The network of the tour.
        ([2, 2, 1], .weight(layer: 0, neuron: 0, input: 1), "w¹₁₂"),
        ([2, 2, 1], .product(layer: 0, neuron: 0, input: 1), "w¹₁₂·x₂"),
        ([2, 2, 1], .weight(layer: 1, neuron: 0, input: 1), "w²₁₂"),
        ([2, 2, 1], .product(layer: 1, neuron: 0, input: 1), "w²₁₂·h₂"),
        ([2, 2, 1], .bias(layer: 0, neuron: 1), "b¹₂"),
        ([2, 2, 1], .preactivation(layer: 0, neuron: 0), "z¹₁"),
        ([2, 2, 1], .activation(layer: 0, neuron: 0), "h₁"),
        ([2, 2, 1], .activation(layer: 1, neuron: 0), "y"),
        ([2, 2, 2], .activation(layer: 1, neuron: 1), "y₂"),
        // Two hidden layers: which one is said.
        ([2, 3, 3, 1], .activation(layer: 0, neuron: 2), "a¹₃"),
        ([2, 3, 3, 1], .activation(layer: 1, neuron: 0), "a²₁"),
        ([2, 3, 3, 1], .product(layer: 2, neuron: 0, input: 1), "w³₁₂·a²₂"),
        // Two digits.
        ([12, 11, 1], .weight(layer: 0, neuron: 9, input: 11), "w¹₁₀,₁₂"),
        ([12, 11, 1], .weight(layer: 0, neuron: 0, input: 0), "w¹₁,₁"),
        ([12, 11, 1], .activation(layer: 0, neuron: 10), "h₁₁"),
        ([12, 11, 1], .input(11), "x₁₂"),
    ]

    @Test(arguments: names)
    func namesNumbers(sizes: [Int], address: Address, name: String) throws {
        #expect(try notation(sizes).symbol(of: address) == name)
    }

    @Test(
        arguments: [
            [1, 1], [3, 1], [2, 2, 1], [2, 3, 1], [3, 12], [12, 11, 10], [2, 2, 2, 2], [64, 32, 10],
            Array(repeating: 3, count: 12),
        ])
    func noTwoNumbersShareAName(sizes: [Int]) throws {
        let network = try Network.sample(sizes)
        let notation = Notation(network)
        let names = Dictionary(grouping: allAddresses(of: network)) { notation.symbol(of: $0) }
        let shared = names.filter { $0.value.count > 1 }
        #expect(shared.isEmpty)
    }

    @Test(
        arguments: [
            ([3, 1], 0, 0, "the neuron"),
            ([3, 2], 0, 1, "the second output neuron"),
            ([2, 2, 1], 0, 0, "the first hidden neuron"),
            ([2, 2, 1], 1, 0, "the output neuron"),
            ([2, 1, 1], 0, 0, "the hidden neuron"),
            ([2, 12, 1], 0, 10, "the 11th hidden neuron"),
            ([2, 3, 3, 1], 1, 2, "the third neuron of hidden layer 2"),
        ])
    func namesNeuronsInWords(sizes: [Int], layer: Int, neuron: Int, words: String) throws {
        #expect(try notation(sizes).neuronInWords(layer: layer, neuron: neuron) == words)
    }

    @Test(arguments: [(20, "21st"), (21, "22nd"), (22, "23rd"), (30, "31st")])
    func countsOnInWords(neuron: Int, ordinal: String) throws {
        let words = try notation([2, 40, 1]).neuronInWords(layer: 0, neuron: neuron)
        #expect(words == "the \(ordinal) hidden neuron")
    }

    private static let places: [(sizes: [Int], address: Address, words: String)] = [
        ([2, 2, 1], Address.input(1), "input 2"),
        ([2, 2, 1], .weight(layer: 0, neuron: 1, input: 0), "weight: input 1 → hidden 2"),
        ([2, 2, 1], .weight(layer: 1, neuron: 0, input: 1), "weight: hidden 2 → output"),
        ([2, 2, 1], .product(layer: 0, neuron: 1, input: 0), "product: input 1 → hidden 2"),
        ([2, 2, 1], .bias(layer: 0, neuron: 1), "bias of hidden 2"),
        ([2, 2, 1], .preactivation(layer: 1, neuron: 0), "weighted sum of output"),
        ([2, 2, 2], .bias(layer: 1, neuron: 1), "bias of output 2"),
        ([3, 1], .bias(layer: 0, neuron: 0), "bias of neuron"),
        (
            [2, 3, 3, 1], .weight(layer: 1, neuron: 2, input: 0),
            "weight: layer 1 neuron 1 → layer 2 neuron 3"
        ),
    ]

    @Test(arguments: places)
    func saysWhereANumberStands(sizes: [Int], address: Address, words: String) throws {
        #expect(try notation(sizes).placeInWords(of: address) == words)
    }
}
