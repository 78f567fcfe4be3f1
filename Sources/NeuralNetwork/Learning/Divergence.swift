extension Network {
    /// Whether all its weights and biases are numbers still: with too large a learning rate they grow until they are
    /// infinite, or the difference of two infinities.
    public var isFinite: Bool {
        layers.allSatisfy { layer in
            layer.weights.elements.allSatisfy(\.isFinite) && layer.biases.allSatisfy(\.isFinite)
        }
    }
}
