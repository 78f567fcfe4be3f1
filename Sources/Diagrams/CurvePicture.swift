import NeuralNetwork
import TerminalUI

package struct CurvePicture {
    package let activation: Activation
    package let z: Double
    package let range: ClosedRange<Double>
    package var fraction = 1.0
    package var marks: [Double] = []
    package var guess: Double?
    package var showsSlope = false
    package var isExact = false
    package var isFocusQuiet = false
    package var before: Double?
    package init(activation: Activation, z: Double, range: ClosedRange<Double>) {
        self.activation = activation
        self.z = z
        self.range = range
    }
    package func draw(on canvas: inout Canvas) {}
    package func inWords() -> [String] { [] }
}
