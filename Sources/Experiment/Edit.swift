import NeuralNetwork

/// Everything that can be done to an experiment. Keys, stored solutions, hints, resumed lessons and replays all
/// speak this one language.
package enum Edit: Hashable, Sendable {
    /// Numbers set at once: one for a key press, several for `W1[0] = [0, 0, 0]`.
    case assign([Assignment])
    case activation(layer: Int, Activation)
    /// Moves the focus; changes no number.
    case select(Address)

    package struct Assignment: Hashable, Sendable {
        package let address: Address
        package let value: Double

        package init(_ address: Address, _ value: Double) {
            self.address = address
            self.value = value
        }
    }

    package static func set(_ address: Address, _ value: Double) -> Edit {
        .assign([Assignment(address, value)])
    }

    /// What the edit acts on, when it is one thing: changes to it that follow each other are one edit.
    var target: EditTarget? {
        switch self {
        case .assign(let assignments): assignments.count == 1 ? .number(assignments[0].address) : nil
        case .activation(let layer, _): .activation(layer: layer)
        case .select: nil
        }
    }
}

enum EditTarget: Hashable, Sendable {
    case number(Address)
    case activation(layer: Int)
}

extension Edit: CustomStringConvertible {
    /// The edit as lessons and the progress file write it; `Edit(_:for:)` reads it back.
    package var description: String {
        switch self {
        case .assign(let assignments):
            assignments.map { "\($0.address) = \($0.value)" }.joined(separator: "; ")
        case .activation(let layer, let activation): "act(\(layer + 1)) = \(activation.rawValue)"
        case .select(let address): "select(\(address))"
        }
    }
}

/// Why an edit can't be made.
package enum EditError: Error, Hashable, Sendable, CustomStringConvertible {
    case noSuchNumber(Address)
    case notEditable(Address)
    case notFinite(Address)
    case noSuchLayer(Int)

    package var description: String {
        switch self {
        case .noSuchNumber(let address): "this network has no \(address)"
        case .notEditable(let address):
            "\(address) follows from the weights, biases and inputs; it can't be set"
        case .notFinite(let address): "\(address) can only be set to an ordinary number"
        case .noSuchLayer(let layer): "this network has no layer \(layer + 1)"
        }
    }
}
