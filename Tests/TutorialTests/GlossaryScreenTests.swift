import Course
import TerminalUI
import Testing

@testable import Tutorial

/// The words of a course and what they mean.
struct GlossaryScreenTests {
    private static let lessons = WrittenLessons.withTerms

    private func words(_ script: String = "", size: String = "80x24", glyphs: GlyphSet = .unicode) throws
        -> ScreenPlayer
    {
        try ScreenPlayer(
            opening: "g", then: script, size: size, glyphs: glyphs, library: Self.lessons.libraryWithTerms)
    }

    /// The rows of the list, without the mark of the chosen one.
    private func rows(_ player: ScreenPlayer) -> [String] {
        player.rows.dropFirst(2).dropLast().map { row in
            let list = row.prefix { $0 != "│" }
            return list.dropFirst(3).split(separator: " ").joined(separator: " ")
        }.filter { !$0.isEmpty && !$0.contains("─") }
    }

    @Test func allWordsAreInTheOrderOfTheAlphabet() throws {
        let player = try words()
        #expect(
            rows(player).prefix(6) == [
                "activation a", "Bias", "gradient descent unexplained", "loss unexplained", "weight w",
                "weighted sum z",
            ])
        #expect(player.header.contains("6 words"))
        #expect(player.contains("! 03-broken can't be read:"))
    }

    @Test func aWordIsExplained() throws {
        let player = try words("End")
        for text in [
            "weighted sum  z", "also: pre-activation, net input", "All products of a neuron and its bias,",
            "explained in 2 The words ▸ What is inside",
        ] { #expect(player.contains(text), "\(text)") }
        // The second lesson calls it by its other name.
        #expect(player.contains("taught in 2 The words, 10 More about"))
    }

    /// A word that two lessons explain is one word, with both explanations.
    @Test func aWordIsListedOnce() throws {
        let player = try words("text:weight")
        #expect(rows(player).prefix(2) == ["weight w", "weighted sum z"])
        for text in [
            "The factor on a connection.", "A number that is learned.", "also: coefficient",
            "explained in 10 More about weights ▸",
        ] { #expect(player.contains(text), "\(text)") }
    }

    @Test func aWordThatNoLessonExplainsSaysSo() throws {
        let player = try words("text:gradient")
        #expect(player.contains("no lesson explains this word yet"))
        #expect(player.contains("taught in 10 More about weights"))
    }

    /// While lessons are still to come, no word is called unexplained.
    @Test func unexplainedWordsWaitForTheLastLesson() throws {
        let library = Self.lessons.libraryWithTerms
        let player = try ScreenPlayer(events: [.key(.character("g")), .tick(.zero)], library: library)
        #expect(player.header.contains("reading 2 of 3"))
        #expect(rows(player) == ["activation a", "Bias", "weight w", "weighted sum z"])
    }

    /// The chosen word stays chosen, also when a later lesson says more about it.
    @Test func theChoiceStaysWhileLessonsComeIn() throws {
        let tick = Event.tick(.zero)
        let player = try ScreenPlayer(
            events: [.key(.character("g")), tick, .key(.down), .key(.down), tick, tick],
            library: Self.lessons.libraryWithTerms)
        #expect(player.contains("▸ weight ") && player.contains("A number that is learned."))
    }

    @Test func wordsAreFoundByNamesThenByMeanings() throws {
        #expect(try rows(words("text:net")).first == "weighted sum z")
        #expect(try rows(words("text:coeff")).first == "weight w")
        // Its name before the meaning that speaks of it.
        #expect(try rows(words("text:bias")).prefix(2) == ["Bias", "weighted sum z"])
        #expect(try rows(words("text:learned")).first == "weight w")
        let nothing = try words("text:gradiant")
        #expect(nothing.contains("The nearest that occurs: gradient"))
    }

    /// The words of the text in front of the learner come first.
    @Test func theWordsOfThePageComeFirst() {
        var session = Session(library: Self.lessons.libraryWithTerms)
        func rows(_ page: [String]) -> [String] {
            var screen = GlossaryScreen(words: page, in: session)
            for _ in 0..<3 { _ = screen.handle(.tick(.zero), in: session) }
            var canvas = Canvas(size: session.size)
            screen.draw(on: &canvas, in: session)
            return canvas.text.split(separator: "\n").dropFirst(2).map {
                $0.prefix { $0 != "│" }.dropFirst().split(separator: " ").joined(separator: " ")
            }
        }
        let page = ["Neurons have biases.", "A weighted\nsum, with every coefficient."]
        #expect(
            rows(page).prefix(8) == [
                "on this page", "▸ Bias", "weight w", "weighted sum z", "all other words", "activation a",
                "gradient descent unexplained", "loss unexplained",
            ])
        // A part of a word is not the word; without any of them there is nothing to set apart.
        #expect(rows(["Biased, weightless."]).first == "▸ activation a")
        session.size = Size(width: 40, height: 12)
        #expect(rows(page).prefix(2) == ["on this page", "▸ Bias ▼"])
    }

    @Test func enterGoesWhereTheWordIsExplained() throws {
        let session = Session(library: Self.lessons.libraryWithTerms)
        func stop(_ name: String) -> Stop? {
            var content = WordSearch(session.library, page: [], route: Route())
            for _ in 0..<3 { content.readOn() }
            return content.items(matching: Query(name)).first.flatMap(content.stop)
        }
        #expect(stop("weighted") == Stop(entry: 0, step: 0))
        #expect(stop("bias") == Stop(entry: 0, step: 1))
        #expect(stop("gradient") == Stop(entry: 2, step: nil))
        #expect(try words("text:bias Enter").header.contains("The words"))
        #expect(try words("text:gradient Enter").header.contains("More about weights"))
        #expect(try words("text:bias Enter Esc").header.contains("NeuroTour"))
    }

    @Test func wordsWithAMistakeAreSaidToBeMissing() throws {
        let lessons = WrittenLessons()
        lessons.writeStep("```yaml terms\n- term: weight\n```")
        let player = try ScreenPlayer(opening: "g", library: lessons.libraryWithTerms)
        #expect(player.contains("There is nothing here yet."))
        #expect(player.words.contains("! 1 The lesson sample has a mistake in its words"))
    }

    @Test func looksAsItShould() throws {
        let player = try words("text:net", size: "40x12")
        #expect(
            player.text == """
                 Words: net_                     1 word
                ────────────────────────────────────────
                 ▸ weighted sum                     z

                ────────────────────────────────────────
                 weighted sum  z
                 also: pre-activation, net input

                 All products of a neuron and its
                 bias, added up.
                 explained in 2 The words ▸ What is   ▼
                 Enter open its lesson  Esc close
                """)
    }
}
