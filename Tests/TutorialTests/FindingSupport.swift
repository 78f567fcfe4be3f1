@testable import Course
import TerminalUI

@testable import Tutorial

/// The two lessons of the course that most is known about, as a course of their own.
let twoLessons: Library = {
    let names = ["03-visual-model", "04-one-neuron"]
    let entries = courseLibrary.entries.filter { names.contains($0.name) }
    return Library(Course(entries: entries, problems: [], folder: "Lessons"))
}()

extension ScreenPlayer {
    /// Presses keys, lets all lessons be read, and presses more.
    init(
        opening: String, then script: String = "", at address: String? = nil, size: String = "80x24",
        glyphs: GlyphSet = .unicode, library: Library = twoLessons,
        progress: ProgressState = ProgressState()
    ) throws {
        let reading = Array(repeating: Event.tick(.milliseconds(15)), count: library.entries.count)
        try self.init(
            events: KeyScript(opening).keys.map(Event.key) + reading + KeyScript(script).keys.map(Event.key),
            at: address, size: size, glyphs: glyphs, library: library, progress: progress)
    }

    /// Whether the cell under a text on the screen is in this style.
    func hasStyle(_ attribute: Style.Attributes, at text: String) -> Bool {
        for (y, row) in rows.enumerated() {
            guard let range = row.range(of: text) else { continue }
            let x = row.distance(from: row.startIndex, to: range.lowerBound)
            if screen[x, y]?.style.attributes.contains(attribute) ?? false { return true }
        }
        return false
    }
}

extension WrittenLessons {
    /// The folder opened with the fences that the program has and those that explain words.
    var libraryWithTerms: Library {
        Library(Course.open(folder: folder, shownAs: "Lessons", kinds: StageCatalog.kinds.union(["terms"])))
    }

    /// Three lessons about words, one of which can't be read.
    static let withTerms: WrittenLessons = {
        let lessons = WrittenLessons()
        lessons.write(
            """
            ---
            format: 1
            id: words
            title: The words
            minutes: 5
            teaches: [weight, weighted-sum, loss]
            ---
            ## What is inside {#inside}

            A neuron has weights and a bias. Its activations are numbers.

            ```yaml terms
            - term: weighted sum
              also: [pre-activation, net input]
              symbol: z
              means: All products of a neuron and its bias, added up.
            - term: weight
              symbol: w
              means: The factor on a connection.
            ```

            ## Out of it {#out}

            What leaves a neuron is its activation, ŷ at the very end, naïve as it is.

            ```yaml terms
            - term: activation
              symbol: a
              means: What a neuron passes on.
            - term: Bias
              means: The term of the sum that needs no input.
            ```

            """, to: "02-words/lesson.md")
        lessons.write("no front matter", to: "03-broken/lesson.md")
        lessons.write(
            """
            ---
            format: 1
            id: more
            title: More about weights
            minutes: 5
            teaches: [pre-activation, gradient-descent]
            ---
            ## Again the bias {#again}

            The bias moves the sum, whatever the inputs are. Biased coins are another matter.

            ```yaml predict
            ask: How large is the overbiased xylophone?
            answer: 1
            why: Nobody should find marmalade here.
            ```

            ### Pay attention

            - A list about x₁ and w¹₁₂
            - Another item

            | name | meaning |
            |---|---|
            | tabular | in a cell |

            ## The last one {#last}

            ```yaml terms
            - term: weight
              also: [coefficient]
              means: A number that is learned.
            ```

            Nothing else.

            """, to: "10-more/lesson.md")
        return lessons
    }()
}
