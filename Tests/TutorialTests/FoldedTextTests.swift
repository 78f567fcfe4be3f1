import Testing

@testable import Tutorial

/// What counts as the same text when one looks for it.
struct FoldedTextTests {
    private func hit(_ word: String, in text: String) -> FoldedText.Hit? {
        FoldedText(text).hit(FoldedWord(word))
    }

    /// Capitals, accents and the alphabet make no difference, whichever side has them.
    @Test(arguments: [
        ("BIAS", "the bias"), ("bias", "Bias"), ("x1", "two inputs, x₁ and x₂"), ("x₁", "inputs[0] is x1"),
        ("w1_12", "the weight w¹₁₂"), ("w¹₁₂", "w1_12"), ("naive", "a naïve guess"),
        ("naïve", "a naive guess"),
        ("-0.3", "it is −0.3"), ("−0.3", "it is -0.3"), ("sigmoid", "σ(z)"), ("ŷ", "the prediction ŷ"),
        ("señor", "SENOR"), ("neuron", "two\nneurons"), ("число", "какое Число"),
    ])
    func isTheSame(word: String, text: String) {
        #expect(hit(word, in: text) == .beginning, "\(word) in \(text)")
    }

    @Test func knowsBeginningsFromInsides() {
        #expect(hit("active", in: "the activation is inactive") == .inside)
        #expect(hit("act", in: "inactive, then active") == .beginning)
        #expect(hit("sum", in: "forward_sum") == .beginning)
        #expect(hit("3", in: "0.3") == .beginning)
        #expect(hit("bias", in: "no such thing") == nil)
        #expect(hit("longer than the text", in: "short") == nil)
    }

    @Test func knowsWholeWords() {
        func has(_ words: String, _ text: String) -> Bool {
            FoldedText(text).hasWholeWords(FoldedWord(words))
        }
        #expect(has("bias", "A bias.") && has("bias", "Two biases") && has("weight", "weights, all"))
        #expect(has("weighted sum", "the weighted\nsum called z"))
        #expect(!has("bias", "biased coins") && !has("net", "network") && !has("sum", "resume"))
    }

    /// Where the word begins others, only these stand out; in an odd alphabet, too.
    @Test func theCharactersOfAWordAreFound() {
        func marked(_ words: String..., in text: String) -> String {
            let hits = FoldedText(text).characters(of: words.map { FoldedWord($0) })
            return text.enumerated().map { hits.contains($0) ? String($1) : "." }.joined()
        }
        #expect(marked("act", in: "inactive act") == ".........act")
        #expect(marked("act", in: "inactive") == "..act...")
        #expect(marked("x1", in: "− x₁·w") == "..x₁..")
        #expect(marked("sum", "bias", in: "Bias, sum") == "Bias..sum")
    }

    @Test func ranksByScoreThenOrder() {
        #expect([3, 1, 0, 2, 1].ranked { $0 == 0 ? nil : $0 % 3 } == [3, 1, 1, 2])
        #expect([1, 2].total { $0 } == 3)
        #expect([1, 2].total { $0 == 2 ? nil : $0 } == nil)
    }
}
