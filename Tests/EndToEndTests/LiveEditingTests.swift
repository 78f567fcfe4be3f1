import Testing

/// Every number is live: what a key changes, the whole screen follows.
///
/// The network of the tour on the input [1, 1]:
/// h₁ = ReLU(0.5 · 1 − 0.3 · 1 + 0.1) = 0.3, h₂ = ReLU(0.8 · 1 + 0.1 · 1 − 0.2) = 0.7,
/// y = 0.6 · 0.3 + 0.4 · 0.7 + 0 = 0.46. The focus is on w¹₁₁ = 0.5.
struct LiveEditingTests {
    /// One more tenth: h₁ = 0.6 − 0.3 + 0.1 = 0.4, y = 0.6 · 0.4 + 0.28 = 0.52.
    @Test func everyNumberFollowsInTheSameScreen() throws {
        let terminal = try Tmux.yourEdit()
        try terminal.press("+")
        try terminal.expectInspector("+0.6 (")
        let screen = try terminal.screen
        for number in ["+0.60", "a  0.40", "a  0.52", "0.60·1.00"] {
            #expect(screen.contains(number), "\(number)")
        }
        #expect(try terminal.inspector.contains("(+0.5)"))
        #expect(screen.contains("(0.30)"), "the old h₁ stands beside the new")
        #expect(screen.contains("0.46"), "the old y stands beside the new")
        try terminal.expectToRead("✓ done")
    }

    /// What is pressed, then w¹₁₁, and with it y = 0.6 · ReLU(w¹₁₁ − 0.2) + 0.28.
    private static let changes = [
        (["-"], "+0.4 ", "a  0.40"),  // 0.6 · 0.2 + 0.28
        (["]"], "+0.51 ", "a  0.47"),  // 0.6 · 0.31 + 0.28 = 0.466
        (["["], "+0.49 ", "a  0.45"),  // 0.6 · 0.29 + 0.28 = 0.454
        (["}"], "+1.5 ", "a  1.06"),  // 0.6 · 1.3 + 0.28
        (["{"], "−0.5 ", "a  0.28"),  // ReLU(−0.7) = 0
        (["z"], "+0 ", "a  0.28"),  // ReLU(−0.2) = 0
        (["=", "0", ".", "6", "Enter"], "+0.6 ", "a  0.52"),
        (["=", "-", "0", ",", "5", "Enter"], "−0.5 ", "a  0.28"),
        (["=", ".", "6", "Enter"], "+0.6 ", "a  0.52"),
        (["2", "Enter"], "+2 ", "a  1.36"),  // a digit opens the field: 0.6 · 1.8 + 0.28
        (["-", "-", "-", "-", "-"], "+0 ", "a  0.28"),  // in the decimals as seen: exactly 0
    ]

    @Test func keysChangeTheFocusedWeight() throws {
        let terminal = try Tmux.yourEdit()
        for (keys, weight, output) in Self.changes {
            for key in keys { try terminal.press(key) }
            try terminal.expectInspector("W1[0][0]  " + weight)
            #expect(try terminal.screen.contains(output), "\(keys)")
            try terminal.press("r")
            try terminal.expectInspector("as it was at the start")
        }
    }

    @Test func tabWalksOverTheNumbers() throws {
        let terminal = try Tmux.yourEdit()
        try terminal.expectInspector("w¹₁₁ = W1[0][0]")
        try terminal.press("Tab")
        try terminal.expectInspector("w¹₁₂ = W1[0][1]  −0.3")
        try terminal.press("Tab")
        try terminal.expectInspector("b¹₁ = b1[0]  +0.1")
        try terminal.press("Shift-Tab")
        try terminal.expectInspector("w¹₁₂")
        // Along the line: the neuron, then what reads it, and back.
        try terminal.press("Right", "Right")
        try terminal.expectInspector("W2[0]")
        try terminal.press("Left", "Left", "Left")
        try terminal.expectInspector("in[")
    }

    /// y is 0.6 · h₁ + 0.4 · h₂, so ∂y/∂w¹₁₁ = 0.6 · ReLU′ · x₁ = 0.6; with w¹₁₁ = −0.5 h₁ is dead: 0.
    @Test func theInspectorSaysWhatTheNumberDoes() throws {
        let terminal = try Tmux.yourEdit()
        try terminal.expectInspector("weight: input 1 → hidden 1")
        try terminal.expectInspector("slope ∂y/∂w = +0.60")
        try terminal.press("{")
        try terminal.expectInspector("slope ∂y/∂w = +0.00")
    }

    @Test func aTypedValueCanBeCorrectedOrLeft() throws {
        let terminal = try Tmux.yourEdit()
        try terminal.press("=", "9", "Backspace", "7")
        try terminal.expectInspector("w¹₁₁ = 7_")
        try terminal.press("Esc")
        try terminal.expectInspector("W1[0][0]  +0.5 ")
        #expect(try terminal.screen.contains("a  0.46"))
    }

    private static let refusals = [
        ("abc", "is not a number"), ("0.5.5", "is not a number"), ("--1", "is not a number"),
        ("nan", "is not a number"), ("inf", "is not a number"), ("0x10", "is not a number"),
        ("1e999", "too large"),
    ]

    @Test func whatIsNoNumberIsRefusedBesideTheField() throws {
        let terminal = try Tmux.yourEdit()
        try terminal.press("=")
        for (typed, words) in Self.refusals {
            try terminal.answer(typed)
            try terminal.expectInspector("\(typed)_  \"\(typed)\"")
            #expect(try terminal.inspector.contains(words))
            #expect(try terminal.screen.contains("a  0.46"))
            // The field stays open for another try.
            for _ in typed { try terminal.press("Backspace") }
        }
        try terminal.answer("0.6")
        try terminal.expect("a  0.52")
    }

    @Test func anEmptyFieldAsksForANumber() throws {
        let terminal = try Tmux.yourEdit()
        try terminal.press("=", "Enter")
        try terminal.expectInspector("type a number")
    }

    @Test func undoRedoAndReset() throws {
        let terminal = try Tmux.yourEdit()
        try terminal.press("u")
        try terminal.expectInspector("nothing to undo")
        // Three steps at one number are one edit; the second is at another number.
        try terminal.press("+", "+", "+")
        try terminal.expectInspector("+0.8 ")
        try terminal.press("Tab", "z")
        try terminal.expectInspector("w¹₁₂ = W1[0][1]  +0 ")
        // h₁ = 0.8 + 0 + 0.1 = 0.9, y = 0.54 + 0.28.
        try terminal.expect("a  0.82")
        try terminal.press("u")
        // h₁ = 0.8 − 0.3 + 0.1 = 0.6, y = 0.36 + 0.28.
        try terminal.expect("a  0.64")
        try terminal.press("u")
        try terminal.expect("a  0.46")
        try terminal.press("Ctrl-R")
        try terminal.expect("a  0.64")
        try terminal.press("Ctrl-R")
        try terminal.expect("a  0.82")
        try terminal.press("r")
        try terminal.expect("a  0.46")
        try terminal.expectInspector("as it was at the start")
        try terminal.press("Ctrl-R", "Ctrl-R")
        try terminal.expect("a  0.82")
    }

    /// σ(0.3) = 0.5744, σ(0.7) = 0.6682, so y = 0.6 · 0.5744 + 0.4 · 0.6682 = 0.6119.
    @Test func theActivationOfTheLayerChanges() throws {
        let terminal = try Tmux.yourEdit()
        try terminal.press("a")
        try terminal.expect("a  0.61")
        try terminal.expectInspector("sigmoid")
        #expect(try terminal.screen.contains("a  0.57"))
        #expect(try terminal.screen.contains("a  0.67"))
    }

    /// In doubles, the bias first: 0.1 + 0.6 − 0.3 = 0.39999999999999997.
    @Test func exactDigitsOnDemand() throws {
        let terminal = try Tmux.yourEdit()
        try terminal.press("+")
        try terminal.expect("a  0.52")
        #expect(try !terminal.screen.contains("0.39999999999999997"))
        try terminal.press("x")
        try terminal.expect("0.39999999999999997")
        try terminal.press("x")
        try terminal.expectGone("0.39999999999999997")
    }

    @Test func largeAndSmallNumbersStayReadable() throws {
        let terminal = try Tmux.yourEdit()
        try terminal.press("=")
        try terminal.answer("1e308")
        // y = 0.6 · 1e308, the largest double is near 1.8e308.
        try terminal.expect("6e307")
        try terminal.press("=")
        try terminal.answer("1e-9")
        try terminal.expect("1e-9")
        try terminal.press("=")
        try terminal.answer("1e17")
        try terminal.expectInspector("+1e17 ")
        try terminal.press("+")
        try terminal.expectInspector("too large a number for so small a step")
    }

    /// 1e308 · 1e308 is beyond the largest double; 0 · ∞ is no number.
    @Test func anOverflowIsShownAndExplained() throws {
        let terminal = try Tmux.yourEdit()
        try terminal.press("=")
        try terminal.answer("1e308")
        try terminal.expect("6e307")
        try terminal.press("Shift-Tab", "Shift-Tab")
        try terminal.expectInspector("in[0]")
        try terminal.press("=")
        try terminal.answer("1e308")
        try terminal.expect("∞")
        try terminal.expectInspector("larger than any number")
        try terminal.press("Right", "Right", "Right")
        try terminal.expectInspector("W2[0][0]")
        try terminal.press("z")
        try terminal.expect("NaN")
        try terminal.expectInspector("0 × ∞")
        try terminal.press("u", "u", "u")
        try terminal.expect("a  0.46")
        try terminal.expectGone("NaN")
    }

    @Test func numbersAreLockedUntilTheAnswer() throws {
        let terminal = try Tmux.neurotour("tour visual-model#sum-and-bias --motion off")
        try terminal.expect("What is z of h₁?")
        try terminal.press("Tab", "+")
        try terminal.expectInspector("first your answer")
    }
}

/// Picture and listing share their numbers.
struct CodeEditingTests {
    /// The bias 0.1 of the seed's neuron, before any edit: 0.1 + 0.2 + 1.6 − 1.5 = 0.4.
    private func listing(_ options: String = "") throws -> Tmux {
        let terminal = try Tmux.neurotour(
            "tour one-neuron#change-it --motion off " + options, size: .init(120, 40))
        try terminal.expect("Which bias makes it put out 1?")
        try terminal.answer("0.7")
        try terminal.expect("Change only the bias")
        return terminal
    }

    @Test func theListingFollowsTheBias() throws {
        let terminal = try listing()
        try terminal.expect("const bias = 0.1;")
        try terminal.press("+")
        try terminal.expect("const bias = 0.2;")
        // 0.2 + 0.2 + 1.6 − 1.5 = 0.5.
        try terminal.expect("prints  0.5")
        #expect(try terminal.screen.contains("sum = 0.20"))
        #expect(try terminal.screen.contains("result = 0.50"))
        #expect(try terminal.screen.contains("(0.40"), "what it printed before stands beside it")
        try terminal.press("=")
        try terminal.answer("0.7")
        try terminal.expect("const bias = 0.7;")
        try terminal.expect("prints  1")
        try terminal.expectToRead("✓ done")
    }

    @Test func weightsAndInputsAreInTheListingToo() throws {
        let terminal = try listing()
        try terminal.press("Shift-Tab")
        try terminal.expectInspector("w₃ = W1[0][2]  −0.5")
        try terminal.press("+")
        try terminal.expect("const weights = [0.2, 0.8, -0.4];")
        // 0.1 + 0.2 + 1.6 − 1.2 = 0.7.
        try terminal.expect("result = 0.70")
        try terminal.press("Left")
        try terminal.expectInspector("in[")
        try terminal.press("z")
        try terminal.expect(" 0.0")
    }

    @Test func theSameListingInThreeLanguages() throws {
        let terminal = try listing()
        try terminal.press("+")
        try terminal.expect("function neuron(inputs, weights, bias) {")
        try terminal.press("L")
        try terminal.expect("let bias = 0.2")
        try terminal.expect("_ inputs: [Double]")
        try terminal.press("L")
        try terminal.expect("def neuron(inputs, weights, bias):")
        #expect(try terminal.screen.contains("bias = 0.2"))
        try terminal.press("L")
        try terminal.expect("const bias = 0.2;")
    }

    @Test func theRunningLineIsMarkedAndSteps() throws {
        let terminal = try Tmux.neurotour("tour one-neuron#three-inputs --motion off", size: .init(120, 40))
        try terminal.expectToRead("What does the neuron put out?")
        try terminal.answer("0.4")
        try terminal.goOn(to: "stop 2/7")
        try terminal.answer("0.1")
        try terminal.expect("sum = 0.4")
        try terminal.press(",", ",")
        // Before ReLU and the last product: 0.1 + 0.2 + 1.6.
        try terminal.expect("sum = 1.9")
        #expect(try terminal.screen.contains("▶"))
    }

    /// 0.1 + 1 · 0.2 + 2 · 0.8 − 3 · 0.5 in doubles, as JavaScript, Swift and Python print it.
    @Test func theLastDigitsAreTheLanguages() throws {
        let terminal = try Tmux.neurotour("tour one-neuron#last-digits --motion off", size: .init(120, 40))
        try terminal.expect("prints  0.40000000000000013")
    }

    @Test func theBlanksOfAWorkedExample() throws {
        let terminal = try Tmux.neurotour("tour one-neuron#last-two-sums --motion off", size: .init(120, 40))
        try terminal.expect("sum + 3 × 0.2 = 0.7")
        try terminal.answer("0.8")
        try terminal.expectToRead("0.8 is the product alone.")
        try terminal.answer("1.5")
        try terminal.expect("sum + 1 × 0.8 = 1.5")
        try terminal.press("H")
        try terminal.expect("Hint 1:")
        try terminal.answer("0.5")
        try terminal.expectToRead("✓ done")
    }
}
