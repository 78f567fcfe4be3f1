import Testing

@testable import Course

/// A type of the shape that stages decode: nested, with options, enumerations, lists and places.
private struct Quiz: Decodable, Equatable {
    let id: String
    let ask: String
    let options: [Option]?
    let show: Show?
    let points: Int?
    let tolerance: Double?
    let settings: [String: Double]?
    let near: Near?
    let check: Placed<String>?
    let hints: OneOrMore<String>?
    let shape: Shape?

    struct Option: Decodable, Equatable {
        let text: String
        let correct: Bool?
        let why: String
    }
    struct Near: Decodable, Equatable {
        let size: UInt8
        let inner: Inner?
        struct Inner: Decodable, Equatable { let deep: [[Double]] }
    }
    enum Show: String, Decodable, CaseIterable { case graph, matrix, both }
    enum Shape: Decodable, Equatable {
        case circle(radius: Double)
        case square
    }
}

private func problems(inQuiz yaml: String) -> [String] {
    problems(decoding: Quiz.self, from: "id: Q1\nask: x\n" + yaml).map {
        String($0.dropFirst("lesson.md:".count))
    }
}

@Suite struct DecodingTests {
    // The YAML of a fence starts on line 10 of the file; in `problems(inQuiz:)` the given YAML on line 12.

    @Test func decodesANestedType() throws {
        let quiz = try fence(
            """
            id: 19
            ask: >-
              All weights 0: the
              output?
            options:
              - text: 0.10
                correct: true
                why: Only the *bias*, and 0.1 & more, is left # a comment
              - {text: "0", why: 'No: it is added'}
            show: matrix
            points: -3
            tolerance: 5e-3
            settings: {b: 1, a: .5e1}
            near:
              size: 255
              inner:
                deep: [[1, 2], [3.5]]
            check: all(W1[0] == 0) && approx(out[0], 0.1)
            hints: Look again.
            shape:
              circle: {radius: 2}
            """.replacing(".5e1", with: "0.5e1")
        ).decode(Quiz.self)
        #expect(quiz.id == "19")
        #expect(quiz.ask == "All weights 0: the output?")
        #expect(
            quiz.options == [
                .init(text: "0.10", correct: true, why: "Only the *bias*, and 0.1 & more, is left"),
                .init(text: "0", correct: nil, why: "No: it is added"),
            ])
        #expect(quiz.show == .matrix)
        #expect(quiz.points == -3)
        #expect(quiz.tolerance == 0.005)
        #expect(quiz.settings == ["a": 5, "b": 1])
        #expect(quiz.near == .init(size: 255, inner: .init(deep: [[1, 2], [3.5]])))
        #expect(quiz.check?.value == "all(W1[0] == 0) && approx(out[0], 0.1)")
        #expect(quiz.check?.place == Place(file: "lesson.md", line: 27, column: 8))
        #expect(quiz.hints?.all == ["Look again."])
        #expect(quiz.shape == .circle(radius: 2))
    }

    @Test(arguments: [
        // Keys
        ("optins: []", ["12:1: unknown key \"optins\"; did you mean \"options\"?"]),
        (
            "near:\n  size: 1\n  inner: {deep: [], x: 1}\n  y: 2",
            ["14:21: unknown key \"x\"", "15:3: unknown key \"y\""]
        ),
        (
            "options:\n  - text: a\n    why: b\n    wyh: c",
            ["15:5: unknown key \"wyh\"; did you mean \"why\"?"]
        ),
        ("options:\n  - text: a\n    wyh: c", ["14:5: unknown key \"wyh\"; did you mean \"why\"?"]),
        ("options:\n  - text: a", ["13:5: the key \"why\" is missing"]),
        ("near: {}", ["12:7: the key \"size\" is missing"]),
        ("shape:\n  circle: {radius: 2, side: 1}", ["13:23: unknown key \"side\""]),
        ("points: 1\npoints: 2", ["12:1: the key \"points\" stands twice in one mapping"]),
        ("points: 1\n\"points\": 2", ["12:1: the key \"points\" stands twice in one mapping"]),
        ("? [a]\n: 1", ["12:3: a key is a word, not a list or a mapping"]),
        // Types
        ("points: five", ["12:9: \"points\": expected a whole number, found the text \"five\""]),
        ("points: 0.5", ["12:9: \"points\": expected a whole number, found the number 0.5"]),
        (
            "points: \"5\"",
            ["12:10: \"points\": expected a whole number, found the quoted text \"5\"; leave out the quotes"]
        ),
        ("points: [1]", ["12:9: \"points\": expected a whole number, found a list"]),
        (
            "points: −5",
            ["12:9: \"points\": expected a whole number, found the text \"−5\"; write the minus as -"]
        ),
        (
            "points: 9223372036854775808",
            [
                "12:9: the number 9223372036854775808 is out of range (-9223372036854775808 to 9223372036854775807)"
            ]
        ),
        ("near: {size: 256}", ["12:14: the number 256 is out of range (0 to 255)"]),
        ("near: {size: -1}", ["12:14: the number -1 is less than 0"]),
        ("tolerance: .nan", ["12:12: \"tolerance\": expected a number, found the text \".nan\""]),
        ("tolerance: nan", ["12:12: \"tolerance\": expected a number, found the number nan"]),
        ("tolerance: -.inf", ["12:12: \"tolerance\": expected a number, found the text \"-.inf\""]),
        ("tolerance: inf", ["12:12: \"tolerance\": expected a number, found the number inf"]),
        ("tolerance: 0x10", ["12:12: \"tolerance\": expected a number, found the number 0x10"]),
        ("tolerance: 1e999", ["12:12: the number 1e999 is too large"]),
        ("settings: {a: 1, b: x}", ["12:21: \"b\": expected a number, found the text \"x\""]),
        (
            "near: {size: 1, inner: {deep: [[1], [2, x]]}}",
            ["12:41: item 2 of \"deep\": expected a number, found the text \"x\""]
        ),
        (
            "options:\n  - text: a\n    why: b\n    correct: yes",
            ["15:14: \"correct\": expected true or false, found the text \"yes\""]
        ),
        ("options: none", ["12:10: \"options\": expected a list, found the text \"none\""]),
        (
            "options: [none]",
            ["12:11: item 1 of \"options\": expected keys and values, found the text \"none\""]
        ),
        (
            "show: grpah",
            ["12:7: \"show\": \"grpah\" is none of graph, matrix, both; did you mean \"graph\"?"]
        ),
        ("hints:\n  -\n  - b", ["13:4: item 1 of \"hints\": expected text, found nothing"]),
        // Prose that YAML cuts
        (
            "hints: Which term: none",
            ["12:18: this colon cuts the text: put all of it in quotes, or below its key after >-"]
        ),
        (
            "hints:\n  - Which term: none",
            [
                "13:5: item 1 of \"hints\": expected text, found keys and values; if a colon cuts the text, put it in"
                    + " quotes, or below its key after >-"
            ]
        ),
        (
            "options:\n  - {text: a, why: Yes, it is}",
            ["13:25: a comma cuts the text before \"it is\": put all of it in quotes"]
        ),
        (
            "hints: first line\nsecond line",
            ["13:1: a line without \"key:\"; indent it if it goes on with the text above"]
        ),
        (
            "hints: Look at step #3",
            ["12:21: this # cuts the text: put all of it in quotes, or a space after the # of a comment"]
        ),
        (
            "hints: > 0.5 is too much",
            ["12:10: text that starts with | or > must stand in quotes, or on the lines below"]
        ),
        (
            "hints: - 3 is too little",
            ["12:8: a list starts on the line below its key; quote text that starts with -"]
        ),
        (
            "hints: , and more",
            ["12:8: a value is expected here; quote text that starts with a bracket or a comma"]
        ),
        (
            "hints: \"a \\sigma b\"",
            ["12:11: this \\ starts an escape that does not exist; use single quotes"]
        ),
        ("hints: !, x", ["12:8: tags (!) are not used in lessons; quote text that starts with !"]),
        ("hints: `a` is code", ["12:8: text that starts with ` must stand in quotes"]),
        ("hints: @ home", ["12:8: text that starts with @ must stand in quotes"]),
        ("near:\n\tsize: 1", ["13:1: indent with spaces, not with tabs"]),
        (
            "hints: \"a\" is a letter",
            [
                "12:12: this stands neither under a key nor in a list: check the indentation, and put the quotes around the whole text"
            ]
        ),
        (
            "hints: [W1[0] = [0, 0, 0], b1[0] = 0]",
            [
                "12:11: a list or mapping in brackets ends too soon here: quote items that hold [ ] { } or a comma, or write one item a line after \"- \""
            ]
        ),
        ("hints: \"never closed", ["12:21: a quote or bracket is opened and never closed"]),
        // What lessons do not use
        ("hints: &a x", ["12:8: anchors (&) are not used in lessons; quote text that starts with &"]),
        ("hints: *really* so", ["12:8: aliases (*) are not used in lessons; quote text that starts with *"]),
        ("hints: !!str 5", ["12:8: tags (!) are not used in lessons; quote text that starts with !"]),
        ("settings: !x {a: 1}", ["12:11: tags (!) are not used in lessons; quote text that starts with !"]),
        ("settings:\n  <<: {a: 1}", ["13:3: merge keys are not used in lessons"]),
        (
            "---\nhints: x",
            ["12:1: directives and document marks are not used here; quote text that starts so"]
        ),
        (
            "hints: \"a\\u202eb\"",
            ["12:9: U+202E RIGHT-TO-LEFT OVERRIDE is not allowed in a lesson, not even as an escape"]
        ),
        (
            "hints: \"\\0\"",
            ["12:9: U+0000 (a control character) is not allowed in a lesson, not even as an escape"]
        ),
    ])
    func saysWhatIsWrongAndWhere(yaml: String, expected: [String]) {
        #expect(problems(inQuiz: yaml) == expected)
    }

    @Test func anEmptyFenceMissesItsKeysAtItsOpening() {
        #expect(problems(decoding: Quiz.self, from: "") == ["lesson.md:9:1: the key \"id\" is missing"])
        #expect(
            problems(decoding: Quiz.self, from: "# nothing") == ["lesson.md:9:1: the key \"id\" is missing"])
    }

    @Test func nothingOrNullLeavesAnOptionalKeyOut() throws {
        let quiz = try fence("id: Q1\nask: x\npoints: null\nshow: ~\nhints:").decode(Quiz.self)
        #expect(quiz.points == nil)
        #expect(quiz.show == nil)
        #expect(quiz.hints == nil)
    }

    @Test func textIsWhatIsWritten() throws {
        struct Texts: Decodable { let texts: [String] }
        let texts = try fence("texts: [0.40, true, null, 1e3, \"\", 'it''s']").decode(Texts.self).texts
        #expect(texts == ["0.40", "true", "null", "1e3", "", "it's"])
    }

    @Test func oneOrMoreIsAListEitherWay() throws {
        struct Hints: Decodable { let hints: OneOrMore<Placed<String>> }
        let one = try fence("hints: a").decode(Hints.self).hints.all
        #expect(one.map(\.value) == ["a"])
        #expect(one.map(\.place.column) == [8])
        let more = try fence("hints: [a, 'b']").decode(Hints.self).hints.all
        #expect(more.map(\.value) == ["a", "b"])
        #expect(more.map(\.place.column) == [9, 13])
    }

    @Test func aPlaceIsThatOfTheFirstCharacterOfTheText() throws {
        struct Texts: Decodable { let texts: [Placed<String>] }
        let yaml = """
            texts:
              - plain text
              - "quoted text"
              - >-
                folded
                text
              - |

                  literal
                text
              - "esc\\u0061ped"
            """.replacing("      literal", with: "    literal")
        let texts = try fence(yaml).decode(Texts.self).texts
        #expect(
            texts.map(\.value) == [
                "plain text", "quoted text", "folded text", "\nliteral\ntext\n", "escaped",
            ])
        let places = texts.map { "\($0.place.line):\($0.place.column)" }
        #expect(places == ["11:5", "12:6", "14:5", "18:5", "20:6"])
        #expect(texts[0].place(atOffset: 6).description == "lesson.md:11:11")
        #expect(texts[1].place(atOffset: 7).description == "lesson.md:12:13")
        #expect(texts[2].place(atOffset: 8) == texts[2].place)
        #expect(texts[4].place(atOffset: 4) == texts[4].place)
    }

    @Test func aFenceKnowsWhereItsValuesStand() throws {
        let quiz = try fence("options:\n  - text: a\n  - text: \"b\"\n    why: c")
        #expect(quiz.place(of: "options", 1, "why").description == "lesson.md:13:10")
        #expect(quiz.place(of: "options", 1, "text").description == "lesson.md:12:12")
        #expect(quiz.place(of: "options", 1).description == "lesson.md:12:5")
        #expect(quiz.place(of: "options", 1, "nothing").description == "lesson.md:12:5")
        #expect(quiz.place(of: "nothing").description == "lesson.md:9:1")
        #expect(quiz.place().description == "lesson.md:9:1")
    }

    @Test func anErrorOfTheTypeItselfGetsItsPlace() {
        struct Even: Decodable {
            struct Odd: Error, CustomStringConvertible { let description = "the number is odd" }
            init(from decoder: any Decoder) throws {
                let number = try decoder.singleValueContainer().decode(Int.self)
                if number % 2 != 0 { throw Odd() }
            }
        }
        struct Positive: Decodable {
            let number: Int
            enum CodingKeys: CodingKey { case number }
            init(from decoder: any Decoder) throws {
                let container = try decoder.container(keyedBy: CodingKeys.self)
                number = try container.decode(Int.self, forKey: .number)
                if number <= 0 {
                    throw DecodingError.dataCorruptedError(
                        forKey: .number, in: container, debugDescription: "not positive")
                }
            }
        }
        #expect(problems(decoding: [Even].self, from: "- 2\n- 3") == ["lesson.md:11:3: the number is odd"])
        #expect(
            problems(decoding: [Positive].self, from: "- number: 0") == [
                "lesson.md:10:11: \"number\": not positive"
            ])
    }

    @Test func twoTypesCanShareTheKeysOfOneMapping() throws {
        struct Common: Decodable { let ask: String }
        struct Special: Decodable {
            let common: Common
            let answer: Int
            enum CodingKeys: CodingKey { case answer }
            init(from decoder: any Decoder) throws {
                common = try Common(from: decoder)
                answer = try decoder.container(keyedBy: CodingKeys.self).decode(Int.self, forKey: .answer)
            }
        }
        let special = try fence("ask: x\nanswer: 1").decode(Special.self)
        #expect(special.common.ask == "x")
        #expect(special.answer == 1)
        #expect(
            problems(decoding: Special.self, from: "ask: x\nanswer: 1\nanwser: 2") == [
                "lesson.md:12:1: unknown key \"anwser\"; did you mean \"answer\"?"
            ])
    }
}
