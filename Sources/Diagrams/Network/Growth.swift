/// A neuron that was just put in and grows into the picture.
package struct Growth: Hashable, Sendable {
    package let layer: Int
    package let neuron: Int
    /// From 0, when nothing of it shows, to 1.
    package var progress: Double

    package init(layer: Int, neuron: Int, progress: Double) {
        self.layer = layer
        self.neuron = neuron
        self.progress = progress
    }
}
