import Testing

@testable import Course

@Suite struct NearestTests {
    @Test(arguments: [
        ("netwrok", "network"), ("Network", "network"), ("predct", "predict"), ("quizz", "quiz"),
    ])
    func findsTheNameThatWasMeant(written: String, meant: String) {
        #expect(nearest(written, in: ["network", "predict", "do", "quiz"]) == meant)
        #expect(
            didYouMean(written, in: ["network", "predict", "do", "quiz"]) == "; did you mean \"\(meant)\"?")
    }

    @Test(arguments: ["banana", "", "x", "networkingtogether"])
    func suggestsNothingThatIsFar(written: String) {
        #expect(nearest(written, in: ["network", "predict", "quiz"]) == nil)
        #expect(didYouMean(written, in: ["network", "predict", "quiz"]) == "")
    }

    // Distances counted by hand; "ca" to "abc" is 3 in this distance, 2 in the unrestricted one (Boytsov).
    @Test(arguments: [("", "", 0), ("a", "", 1), ("ab", "ba", 1), ("kitten", "sitting", 3), ("ca", "abc", 3)])
    func countsEdits(source: String, target: String, distance: Int) {
        #expect(editDistance(from: Array(source), to: Array(target)) == distance)
    }
}
