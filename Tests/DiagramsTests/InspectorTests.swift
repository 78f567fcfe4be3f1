import Diagrams
import Experiment
import TerminalUI
import Testing
import Samples

/// The line about the number in focus. The slopes are worked out by hand: on the input [1, 1] the network of the
/// tour has h = [0.3, 0.7], both above 0, so ∂y/∂w¹₁₁ = 0.6 × 1 and ∂y/∂w²₁₂ = h₂.
struct InspectorTests {
    private func line(
        _ experiment: Experiment, isExact: Bool = false, glyphs: GlyphSet = .unicode, position: Int? = nil,
        isLive: Bool = true, width: Int = 100
    ) -> String {
        let replay = Replay(Timeline(of: experiment.network, order: .picture), position: position)
        let format = NumberFormat(isExact: isExact, glyphs: glyphs)
        return Inspector(experiment, format: format, replay: replay, isLive: isLive).line(width: width).text
    }

    private static let lines: [(address: Address, text: String)] = [
        (.input(1), "x₂ = in[1]  +1  input 2  slope ∂y/∂x = −0.14"),
        (
            .weight(layer: 0, neuron: 0, input: 1),
            "w¹₁₂ = W1[0][1]  −0.3  weight: input 2 → hidden 1  slope ∂y/∂w = +0.60"
        ),
        (
            .weight(layer: 1, neuron: 0, input: 1),
            "w²₁₂ = W2[0][1]  +0.4  weight: hidden 2 → output  slope ∂y/∂w = +0.70"
        ),
        (.bias(layer: 0, neuron: 1), "b¹₂ = b1[1]  −0.2  bias of hidden 2  slope ∂y/∂b = +0.40"),
        (.bias(layer: 1, neuron: 0), "b²₁ = b2[0]  +0  bias of output  slope ∂y/∂b = +1.00"),
    ]

    /// Pictures count from 1, code from 0: both names stand side by side.
    @Test(arguments: lines)
    func saysWhatTheNumberIsAndDoes(address: Address, text: String) throws {
        var experiment = try Experiment.preset("seed-net", input: [1, 1])
        experiment.select(address)
        #expect(line(experiment) == text)
    }

    @Test func keepsTheOldNumberBesideTheNewOne() throws {
        var experiment = try Experiment.preset("seed-net", input: [1, 1])
        experiment.select(.weight(layer: 0, neuron: 0, input: 0))
        try experiment.apply(.set(.weight(layer: 0, neuron: 0, input: 0), 0.6))
        #expect(
            line(experiment)
                == "w¹₁₁ = W1[0][0]  +0.6 (+0.5)  weight: input 1 → hidden 1  slope ∂y/∂w = +0.60")
    }

    @Test func hidesWhatIsNotKnownYet() throws {
        var experiment = try Experiment.preset("seed-net", input: [1.25, 1])
        experiment.select(.input(0))
        let text = line(experiment, position: 0)
        #expect(text.hasPrefix("x₁ = in[0]  ▒▒▒▒"))
        #expect(!text.contains("1.25"))
    }

    /// A slope tells about neurons that are still hidden, so it waits for the output.
    @Test func slopesWaitForTheOutput() throws {
        var experiment = try Experiment.preset("seed-net", input: [1, 1])
        experiment.select(.weight(layer: 0, neuron: 0, input: 0))
        let beats = Timeline(of: experiment.network, order: .picture).beats.count
        for position in 0..<beats { #expect(!line(experiment, position: position).contains("slope")) }
        #expect(line(experiment, position: beats).contains("slope"))
    }

    @Test(arguments: [true, false])
    func saysHowToBegin(isLive: Bool) throws {
        let text = line(try .preset("seed-net"), isLive: isLive)
        #expect(text.contains("Tab") && text.contains("focus"))
        #expect(text.contains("answer") != isLive)
    }

    /// Where there is little room, words are left out; the number and its name never are.
    @Test func fitsItsWidth() throws {
        var experiment = try Experiment.sample([12, 11, 1])
        experiment.select(.weight(layer: 0, neuron: 10, input: 11))
        try experiment.apply(.set(.weight(layer: 0, neuron: 10, input: 11), -1.23))
        for glyphs in GlyphSet.allCases {
            let number = glyphs.pick("−", "-") + "1.23"
            for width in 30...120 {
                let text = glyphs.spelling(of: line(experiment, glyphs: glyphs, width: width))
                #expect(cellWidth(of: text) <= width)
                #expect(text.contains(number) && text.hasPrefix(glyphs.pick("w¹₁₁,₁₂", "w1")))
            }
        }
    }

    @Test func showsDigitsOnDemand() throws {
        var experiment = try Experiment.preset("seed-net", input: [1, 1])
        experiment.select(.input(0))
        try experiment.apply(.set(.input(0), 1.0 / 3))
        #expect(line(experiment).contains("  +0.33 (+1)  "))
        #expect(line(experiment, isExact: true).contains("  +0.3333333333333333 (+1)  "))
    }

    @Test func canBeSpelledInASCII() throws {
        var experiment = try Experiment.preset("seed-net", input: [1, 1])
        for address in allAddresses(of: experiment.network) where address.isEditable {
            experiment.select(address)
            let text = line(experiment, glyphs: .ascii)
            #expect(text.unicodeScalars.allSatisfy(hasASCIISpelling), "\(text)")
        }
    }
}
