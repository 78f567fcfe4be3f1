import Experiment
import NeuralNetwork
import Samples
import TerminalUI
import Testing

@testable import Diagrams

/// The loss in the picture: there at every size, hidden until it is known, and never stale.
struct LossPanelTests {
    private func experiment(
        _ preset: String = "seed-net", goesBack: Bool = false, rate: Double? = nil, edits: String...
    ) throws -> Experiment {
        let start = try Experiment.preset(preset)
        var experiment = try Experiment(
            network: start.network, input: start.input,
            goal: Goal(target: [1], learningRate: rate, goesBack: goesBack))
        for edit in edits { try experiment.apply(Edit(edit, for: experiment)) }
        return experiment
    }

    private static let sizes = [(120, 40), (80, 24), (49, 18), (40, 12), (30, 10), (24, 6), (20, 2)]

    @Test(arguments: GlyphSet.allCases) func `the loss is there at every size`(glyphs: GlyphSet) throws {
        let picture = try experiment().picture()
        for (width, height) in Self.sizes {
            let text = picture.canvas(width, height, glyphs: glyphs).text
            #expect(text.contains("0.08"), "\(width)×\(height)")
        }
    }

    @Test(arguments: GlyphSet.allCases) func `nothing fails at any size`(glyphs: GlyphSet) throws {
        let picture = try experiment(goesBack: true, rate: 0.1, edits: "target[0] = 123456.75").picture()
        for width in 0...60 {
            for height in 0...26 {
                let canvas = picture.canvas(width, height, glyphs: glyphs)
                #expect(canvas.size == Size(width: width, height: height))
            }
        }
    }

    /// Targets and the learning rate can have the focus; then they stand in reverse video, whatever the size.
    @Test(arguments: [Address.target(0), .learningRate]) func `their focus is visible`(address: Address)
        throws
    {
        var experiment = try experiment(rate: 0.25)
        experiment.select(address)
        let expected = address == .target(0) ? "1.00" : "0.25"
        for (width, height) in Self.sizes {
            let canvas = experiment.picture().canvas(width, height)
            let reversed = canvas.cells.filter { $0.style.attributes.contains(.reverse) }.map(\.text).joined()
            #expect(reversed == expected, "\(width)×\(height)")
        }
    }

    /// Of more targets than there is room for, the one in focus shows.
    @Test func `a target among many is visible`() throws {
        let network = try Network.sample([4, 12])
        var experiment = try Experiment(
            network: network, input: [1, 2, 3, 4], goal: Goal(target: (0..<12).map { Double($0) + 0.25 }))
        experiment.select(.target(7))
        let canvas = experiment.picture().canvas(80, 24)
        let reversed = canvas.cells.filter { $0.style.attributes.contains(.reverse) }.map(\.text).joined()
        #expect(reversed == "7.25")
    }

    @Test func `error and loss are hidden until they are known`() throws {
        let experiment = try experiment()
        let forward = Timeline(of: experiment, order: .picture).forwardCount
        for (width, height) in Self.sizes {
            let text = experiment.picture(position: forward).canvas(width, height).text
            #expect(!text.contains("0.08") && !text.contains("0.40 =") && text.contains("▒▒▒▒"))
            #expect(!text.contains("−0.40"), "\(width)×\(height)")
        }
        let words = experiment.picture(position: forward).inWords().joined(separator: " ")
        #expect(words.contains("Wanted: t = 1.00.") && words.contains("The loss is not known yet."))
    }

    /// By hand: 0.6 + 0.4 − 1 = 0, then 0.6 + 0.5 − 1 = 0.1 and ½ · 0.01 = 0.005.
    @Test func `every edit is in the next picture`() throws {
        var experiment = try experiment(edits: "b2[0] = 0.5")
        let words = experiment.picture().inWords().joined(separator: " ")
        #expect(words.contains("The error, output minus target, is +0.10."))
        #expect(words.contains("The loss L, half the squared error, is 0.005 (before: 0.08)."))
        #expect(experiment.picture().canvas(49, 18).text.contains("was 0.08"))
        try experiment.apply(Edit("b2[0] = 0.4", for: experiment))
        // What rounding leaves of nothing is nothing.
        #expect(experiment.picture().canvas(49, 18).text.contains("L  0.00"))
    }

    /// The ratio of a nudge is hidden while a question waits, and told when not: −0.00395 ÷ 0.01 by hand.
    @Test func `a nudge shows its ratio`() throws {
        var experiment = try experiment()
        let bias = Address.bias(layer: 1, neuron: 0)
        experiment.select(bias)
        try experiment.apply(.set(bias, 0.01))
        var picture = experiment.picture()
        #expect(picture.canvas(60, 24).text.contains("ΔL ÷ Δb²₁ = −0.00395 ÷ 0.01 = −0.395"))
        #expect(picture.inWords().contains { $0.contains("a ratio of -0.395") })
        picture.isFocusQuiet = true
        #expect(picture.canvas(60, 24).text.contains("−0.00395 ÷ 0.01 = ▒▒▒▒"))
        #expect(!picture.inWords().contains { $0.contains("-0.395") })
    }

    /// What the way back has not come to shows nowhere; what it has come to does.
    @Test func `slopes show one by one`() throws {
        let experiment = try experiment(goesBack: true)
        let timeline = Timeline(of: experiment, order: .picture)
        let before = timeline.position(before: .slope(layer: 1, neuron: 0, input: 0))
        #expect(!experiment.picture(position: before).canvas(80, 24).text.contains("◀−0.24"))
        let after = experiment.picture(position: before + 1)
        #expect(after.canvas(80, 24).text.contains("◀−0.24"))
        #expect(after.inWords().contains { $0.contains("Slopes of the loss so far: w²₁₁ -0.24.") })
        let all = experiment.picture().inWords().joined(separator: " ")
        #expect(all.contains("w¹₁₂ +0.00") && all.contains("b²₁ -0.40"))
    }

    /// While a product is asked for, its parts are named, and their numbers are left to be found.
    @Test func `a product that is asked for is not told`() throws {
        let experiment = try experiment(goesBack: true)
        let timeline = Timeline(of: experiment, order: .picture)
        var picture = experiment.picture(
            position: timeline.position(before: .slope(layer: 1, neuron: 0, input: 0)))
        picture.isFocusQuiet = true
        #expect(picture.canvas(80, 24).text.contains("∂L/∂w²₁₁ = e × h₁ = ▒▒▒▒"))
        picture.replay.position += 1
        picture.isFocusQuiet = false
        #expect(picture.canvas(80, 24).text.contains("∂L/∂w²₁₁ = e × h₁ = −0.40 × 0.60 = −0.24"))
    }

    /// A slope goes back from right to left, along the line that it belongs to.
    @Test func `a slope travels to the left`() throws {
        let experiment = try experiment(goesBack: true)
        let timeline = Timeline(of: experiment, order: .picture)
        let beat = timeline.position(before: .back(layer: 0, neuron: 0))
        var places: [Int] = []
        for progress in [0.05, 0.3, 0.5, 0.7, 0.95] {
            let canvas = experiment.picture(position: beat, progress: progress).canvas(120, 40)
            let rows = canvas.text.split(separator: "\n", omittingEmptySubsequences: false)
            // The slope of the weight itself stands beside its line.
            let found = rows.compactMap { row -> Int? in
                guard let range = row.firstRange(of: "◀−0.24"), !row.contains("◀−0.24│") else { return nil }
                return row.distance(from: row.startIndex, to: range.lowerBound)
            }
            places += found
        }
        #expect(places.count >= 3)
        #expect(places == places.sorted(by: >) && Set(places).count > 1)
    }
}
