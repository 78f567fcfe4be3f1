import Course
import TerminalUI
import Testing

@testable import Tutorial

/// Search over all lessons, by what one sees and presses.
struct SearchScreenTests {
    private static let words = WrittenLessons.withTerms

    private func search(_ script: String = "", size: String = "80x24", glyphs: GlyphSet = .unicode) throws
        -> ScreenPlayer
    {
        try ScreenPlayer(
            opening: "/", then: script, size: size, glyphs: glyphs, library: Self.words.libraryWithTerms)
    }

    /// The numbers of the places that are listed, the chosen one included.
    private func places(_ player: ScreenPlayer) -> [String] {
        player.rows.dropFirst(2).compactMap { row in
            let first = row.dropFirst(3).prefix { !$0.isWhitespace }
            return !first.isEmpty && first.allSatisfy { $0.isNumber || $0 == "." } ? String(first) : nil
        }
    }

    // MARK: Reading

    /// One lesson a tick; what is typed meanwhile is looked for as lessons come in.
    @Test func lessonsAreReadOneATick() throws {
        let keys = [Event.key(.character("/"))] + "bias".map { Event.key(.character($0)) }
        let tick = Event.tick(.milliseconds(15))
        let library = Self.words.libraryWithTerms
        func header(_ ticks: Int) throws -> String {
            try ScreenPlayer(events: keys + Array(repeating: tick, count: ticks), library: library).header
        }
        #expect(try header(0).contains("Search: bias_") && header(0).contains("reading 1 of 3"))
        #expect(try header(1).contains("reading 2 of 3"))
        #expect(try header(2).contains("reading 3 of 3"))
        #expect(try header(3).contains("3 places"))
        #expect(try header(9) == header(3))
        let early = try ScreenPlayer(events: keys, library: library)
        #expect(early.contains("Nothing so far."))
        let half = try ScreenPlayer(events: keys + [tick], library: library)
        #expect(places(half) == ["2.1", "2.2"])
    }

    /// Nothing ticks any more when all is read.
    @Test func itComesToRest() {
        let session = Session(library: Self.words.libraryWithTerms)
        var screen = SearchScreen(in: session)
        for _ in 0..<3 {
            #expect(screen.tickInterval != nil)
            _ = screen.handle(.tick(.zero), in: session)
        }
        #expect(screen.tickInterval == nil)
    }

    /// What was chosen stays chosen when better places come in above it.
    @Test func theChoiceStaysWhileLessonsComeIn() throws {
        let keys = "/bias".map { Event.key(.character($0)) }
        let tick = Event.tick(.milliseconds(15))
        let player = try ScreenPlayer(
            events: keys + [tick, .key(.down), tick, tick], library: Self.words.libraryWithTerms)
        #expect(places(player) == ["10.1", "2.1", "2.2"])
        #expect(player.contains("▸ 2.2"))
    }

    @Test func aBrokenLessonIsNamed() throws {
        for size in ["80x24", "40x12"] {
            let player = try search("bias", size: size)
            #expect(player.contains("! 03-broken can't be read: not"), "at \(size)")
            #expect(player.words.contains("! 03-broken can't be read: not searched"))
        }
    }

    // MARK: Finding

    /// Titles before headings before prose; the beginning of a word before its inside.
    @Test func theBestComesFirst() throws {
        #expect(try places(search("bias")) == ["10.1", "2.1", "2.2"])
        // "Pay attention" begins with it; "What is inside" and others only have it inside.
        #expect(try places(search("att")).first == "10.1")
        #expect(try places(search("weights")) == ["10", "2.1"])
        #expect(try places(search("over")) == ["10.1"])
    }

    @Test func everyWordHasToOccur() throws {
        #expect(try places(search("text:sum Space text:moves")) == ["10.1"])
        #expect(try places(search("text:moves Space text:sum")) == ["10.1"])
        let apart = try search("text:moves Space text:leaves")
        #expect(places(apart).isEmpty)
        #expect(apart.contains("Each of these words occurs, but nothing has all of them."))
    }

    /// The lesson's title helps to tell its steps from those of others.
    @Test func theLessonMayBeNamed() throws {
        #expect(try places(search("text:more Space text:attention")) == ["10.1"])
        #expect(try places(search("more")) == ["10"])
    }

    @Test(arguments: [
        "tabular", "another Space item", "attention", "x1", "w1_12", "text:x₁", "xylophone", "coins",
    ])
    func allTextIsSearched(query: String) throws {
        let words = query.split(separator: " ").map {
            $0.hasPrefix("text:") || $0 == "Space" ? "\($0)" : "text:\($0)"
        }
        #expect(try places(search(words.joined(separator: " "))) == ["10.1"])
    }

    /// What a task answers is not given away.
    @Test func answersAreNotSearched() throws {
        #expect(try search("text:marmalade").contains("Nothing has \"marmalade\" in it."))
        #expect(try search("text:xylophone").contains("asked: How large is the overbiased"))
    }

    @Test func aWordOfATermsFenceIsFound() throws {
        #expect(try places(search("text:coefficient")) == ["10.2"])
    }

    /// The chosen place tells where it is and shows its paragraph, the words standing out.
    @Test func theMatchStandsOut() throws {
        let player = try search("text:moves")
        #expect(player.contains("More about weights  stop 1 of 2"))
        #expect(player.contains("The bias moves the sum"))
        #expect(player.hasStyle(.bold, at: "moves the sum"))
        #expect(!player.hasStyle(.bold, at: "the sum, whatever"))
    }

    /// Without a word, all lessons and steps are there to choose from.
    @Test func anEmptyFieldListsEverything() throws {
        let player = try search()
        #expect(places(player) == ["2", "2.1", "2.2", "10", "10.1", "10.2"])
        #expect(player.contains("6 places") && player.contains("1  What is inside"))
    }

    // MARK: Nothing found

    @Test func theNearestWordIsOffered() throws {
        let player = try search("text:activaton")
        #expect(player.contains("Nothing has \"activaton\" in it."))
        #expect(player.contains("The nearest that occurs: activation"))
        #expect(player.footer.contains("Enter look for activation"))
        let taken = try search("text:activaton Enter")
        #expect(taken.header.contains("Search: activation_"))
        #expect(places(taken) == ["2.1", "2.2"])
    }

    @Test func whereNothingIsNearItSaysHowToGoOn() throws {
        let player = try search("text:qqqqqqqq")
        #expect(
            player.contains("Nothing has \"qqqqqqqq\" in it.") && player.contains("Ctrl-U empties the field"))
        #expect(!player.footer.contains("Enter"))
        #expect(try search("text:qqqqqqqq Enter Enter").contains("Search: qqqqqqqq_"))
        // A word with a sign in it is one that occurs, even where another one does not.
        let signed = try search("text:overbiased Space text:w1_12 Space text:xx-yy")
        #expect(signed.contains("Nothing has \"xx-yy\" in it."))
        let mixed = try search("text:bias Space text:qqqqqqqq")
        #expect(mixed.contains("Nothing has \"qqqqqqqq\" in it."))
    }

    @Test func aCourseWithoutLessonsIsSearchedInPeace() throws {
        let library = WrittenLessons().library
        #expect(try ScreenPlayer("/", library: library).contains("There is nothing here yet."))
        #expect(try ScreenPlayer("/ a Enter", library: library).contains("Nothing has \"a\" in it."))
        #expect(try ScreenPlayer("/ Enter Down Esc", library: library).header.contains("NeuroTour"))
    }

    // MARK: The field

    /// Every printable key is text here; one Esc closes, whatever is typed.
    @Test func everyPrintableKeyIsText() throws {
        #expect(try search("q j k g ? / : Space l").header.contains("Search: qjkg?/: l_"))
        #expect(try search("a b c Backspace").header.contains("Search: ab_"))
        #expect(try search("a b c Ctrl-U").header.contains("Search: _"))
        #expect(try search("Backspace Backspace").header.contains("Search: _"))
        #expect(try search("a b c Esc").header.contains("NeuroTour"))
    }

    @Test func aPasteGoesIntoTheField() throws {
        let library = Self.words.libraryWithTerms
        let events: [Event] = [.key(.character("/")), .tick(.zero), .tick(.zero), .tick(.zero)]
        let player = try ScreenPlayer(events: events + [.paste("moves\nsum\n")], library: library)
        #expect(player.header.contains("Search: moves sum_") && places(player) == ["10.1"])
        let long = String(repeating: "abc ", count: 5000)
        let flooded = try ScreenPlayer(events: events + [.paste(long)], library: library)
        #expect(flooded.header.contains("…") && flooded.header.contains("abc"))
    }

    // MARK: Choosing

    @Test func keysChoose() throws {
        func chosen(_ keys: String) throws -> String {
            let player = try search(keys)
            let row = player.rows.first { $0.hasPrefix(" ▸") } ?? ""
            return row.dropFirst(3).prefix { $0 != " " }.description
        }
        #expect(try chosen("") == "2")
        #expect(try chosen("Down Down") == "2.2")
        #expect(try chosen("Down Down Up") == "2.1")
        #expect(try chosen("End") == "10.2")
        #expect(try chosen("End Home") == "2")
        #expect(try chosen("PgDn") == "10.2")
        #expect(try chosen("PgDn PgUp") == "2")
        // What is typed chooses anew.
        #expect(try chosen("End b") == "10.1")
    }

    @Test func enterOpensTheStep() throws {
        let player = try ScreenPlayer(opening: "/", then: "text:decides Enter")
        #expect(player.header.contains("ReLU decides what leaves") && player.header.contains("stop 4/9"))
        #expect(player.progress.lastLesson == "visual-model")
        let step = try twoLessons.find("visual-model#activation")
        #expect(step.step == 3 && player.progress.lastStep(ofLesson: "visual-model") == "activation")
        #expect(try ScreenPlayer(opening: "/", then: "text:decides Enter Esc").header.contains("NeuroTour"))
    }

    /// A lesson itself opens where the learner was.
    @Test func aLessonOpensWhereOneWas() throws {
        var progress = ProgressState()
        progress.apply(ProgressRecord(lesson: "visual-model", step: "sum-and-bias", what: .reached))
        let player = try ScreenPlayer(opening: "/", then: "text:model Enter", progress: progress)
        #expect(player.header.contains("stop 3/9"))
    }

    /// From the contents of a lesson, what was found takes the lesson's place: one Esc leads home.
    @Test func whatIsFoundTakesTheLessonsPlace() throws {
        let script = "text:decides Enter"
        let player = try ScreenPlayer(opening: "c /", then: script, at: "one-neuron#all-sums")
        #expect(player.header.contains("stop 4/9"))
        let left = try ScreenPlayer(opening: "c /", then: script + " Esc", at: "one-neuron#all-sums")
        #expect(left.header.contains("NeuroTour"))
        let closed = try ScreenPlayer(opening: "c /", then: "Esc", at: "one-neuron#all-sums")
        #expect(closed.header.contains("Contents"))
    }

    // MARK: The mouse

    @Test func theMouseChoosesOpensAndScrolls() throws {
        let opening = [Event.key(.character("/")), .tick(.zero), .tick(.zero)]
        func player(_ events: Event...) throws -> ScreenPlayer {
            try ScreenPlayer(events: opening + events, library: twoLessons)
        }
        let third = Event.mouse(.press, at: Point(x: 10, y: 4))
        #expect(try player(third).contains("▸ 3.2"))
        #expect(try player(third, third).header.contains("stop 2/9"))
        #expect(try player(third, .mouse(.press, at: Point(x: 10, y: 5))).contains("▸ 3.3"))
        #expect(try player(.mouse(.wheelDown, at: Point(x: 3, y: 9))).contains("▸ 3.1"))
        #expect(try player(third, .mouse(.wheelUp, at: Point(x: 3, y: 9))).contains("▸ 3.1"))
        for nowhere in [Point(x: 79, y: 0), Point(x: 500, y: 500), Point(x: 36, y: 9), Point(x: 60, y: 9)] {
            #expect(try player(.mouse(.press, at: nowhere)).contains("▸ 3  "))
        }
    }

    /// A detail that is longer than its pane is scrolled, by keys and by the wheel over it.
    @Test func aLongDetailScrolls() throws {
        let opening = [Event.key(.character("/")), .tick(.zero), .tick(.zero)]
        func player(_ events: [Event]) throws -> ScreenPlayer {
            try ScreenPlayer(events: opening + events, size: "40x12", library: twoLessons)
        }
        let first = try player([])
        #expect(first.contains("3  Sum and bias") && !first.contains("5  Same inputs"))
        #expect(first.footer.contains("← → more"))
        #expect(try player([.key(.right), .key(.right)]).contains("5  Same inputs"))
        #expect(try player([.mouse(.wheelDown, at: Point(x: 5, y: 8))]).contains("5  Same inputs"))
        #expect(try player([.key(.right), .key(.left)]).text == first.text)
        let end = try player(Array(repeating: .key(.right), count: 50) + [.key(.left)])
        #expect(end.contains("8  When a sum is negative"))
        #expect(try player([.key(.right), .key(.down), .key(.up)]).text == first.text)
    }
}
