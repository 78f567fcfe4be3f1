import Testing

@testable import Course

@Suite struct LessonParserTests {
    @Test func readsStepsProseFencesAndPauses() throws {
        let lesson = try read(
            body: """
                ## Only the *bias* is left {#bias-left}

                A neuron **multiplies**, adds, and
                then `act`s.

                ```yaml network
                preset: seed-neuron
                ```

                <!-- pause -->

                1. one
                2. [two](https://example.org)

                ```swift
                let z = 0.4
                ```
                ## Next {#next-2}

                | a | b |
                |---|---|
                | 1 | 2 |

                > quoted

                ### A part

                ---
                """)

        #expect(lesson.steps.map(\.id) == ["bias-left", "next-2"])
        #expect(lesson.steps.map(\.title) == ["Only the bias is left", "Next"])
        #expect(lesson.steps.map(\.place.description) == ["lesson.md:7:1", "lesson.md:24:1"])

        let blocks = lesson.steps[0].blocks
        try #require(blocks.count == 4)
        guard case .prose(let opening) = blocks[0], case .fence(let fence) = blocks[1],
            case .pause = blocks[2], case .prose(let closing) = blocks[3]
        else {
            Issue.record("expected prose, fence, pause, prose; found \(blocks)")
            return
        }
        #expect(
            opening == [
                .paragraph([
                    .text("A neuron "), .strong([.text("multiplies")]), .text(", adds, and"), .softBreak,
                    .text("then "), .code("act"), .text("s."),
                ])
            ])
        #expect(fence.kind == "network")
        #expect(fence.place == Place(file: "lesson.md", line: 12, column: 1))
        #expect(fence.folder == "/nowhere/01-sample")
        #expect(
            closing == [
                .list(
                    start: 1,
                    items: [
                        [.paragraph([.text("one")])],
                        [.paragraph([.link([.text("two")], destination: "https://example.org")])],
                    ]),
                .code(language: "swift", text: "let z = 0.4\n"),
            ])

        guard case .prose(let next) = lesson.steps[1].blocks[0] else {
            Issue.record("expected prose")
            return
        }
        #expect(
            next == [
                .table(header: [[.text("a")], [.text("b")]], rows: [[[.text("1")], [.text("2")]]]),
                .quote([.paragraph([.text("quoted")])]),
                .heading(level: 3, [.text("A part")]),
                .rule,
            ])
    }

    @Test func decodesEntitiesAndHardBreaks() throws {
        let lesson = try read(body: "## A &amp; B {#a}\n\nx &lt; y  \nz *w*\n")
        #expect(lesson.steps[0].title == "A & B")
        guard case .prose(let prose) = lesson.steps[0].blocks[0] else { return }
        #expect(
            prose == [
                .paragraph([.text("x < y"), .lineBreak, .text("z "), .emphasis([.text("w")])])
            ])
        #expect([Inline.text("a"), .softBreak, .strong([.code("b")])].plainText == "a b")
    }

    @Test func acceptsWindowsLineEndsAndAByteOrderMark() throws {
        let file = frontMatter + "## A step {#a}\n\n```yaml quiz\nask: x\n```\n"
        let windows = file.replacing("\n", with: "\r\n")
        let lesson = try read(file: "\u{FEFF}" + windows)
        #expect(lesson.fences[0].place.description == "lesson.md:9:1")
        #expect(lesson.steps[0].contentHash == (try read(file: file)).steps[0].contentHash)
    }

    @Test(arguments: [
        // Steps
        ("Hello.\n\n## A {#a}\n", "7:1: this stands before the first step; put it under a ## Title {#id}"),
        ("", "7:1: a lesson has at least one step: ## Title {#id}"),
        (
            "## Two Words\n",
            "7:1: a step has an id at the end of its heading, ## Title {#id}; for example \"two-words\""
        ),
        ("## A {#Bad_Id}\n", "7:8: an id is made of a-z, 0-9 and -; for example \"bad-id\""),
        ("## A b {#}\n", "7:10: an id is made of a-z, 0-9 and -; for example \"a-b\""),
        ("## é {#É}\n", "7:8: an id is made of a-z, 0-9 and -"),
        ("## {#a}\n", "7:1: the step has no title"),
        (
            "## A <b> {#a}\n",
            "7:6: HTML is not shown in a terminal; only <!-- pause --> is understood"
        ),
        ("## A {#a}\n\n## B {#a}\n", "9:8: the id \"a\" is used twice, first on line 7"),
        ("##A {#a}\n\n## B {#b}\n", "7:1: a space is missing between ## and the title"),
        (
            "## A {#a}\n\n# Title\n",
            "9:1: steps start with ##; the title of the lesson stands in its front matter"
        ),
        ("## A {#a}\n\n### B {#b}\n", "9:1: only a step has an id, and a step starts with ##"),
        (
            "## A {#a}\n\nSome prose\n---\n",
            "9:1: the line below makes this text a heading; leave a blank line between them"
        ),
        // HTML
        (
            "## A {#a}\n\n<div>\n\nx\n",
            "9:1: HTML is not shown in a terminal; only <!-- pause --> is understood"
        ),
        (
            "## A {#a}\n\nx é <b>y\n",
            "9:5: HTML is not shown in a terminal; only <!-- pause --> is understood"
        ),
        (
            "## A {#a}\n\n<!--pause-->\n",
            "9:1: write <!-- pause --> alone on its line, at the left margin, between blank lines"
        ),
        (
            "## A {#a}\n\n- x\n\n  <!-- pause -->\n",
            "11:3: write <!-- pause --> alone on its line, at the left margin, between blank lines"
        ),
        (
            "## A {#a}\n\nx <!-- pause -->\n",
            "9:3: write <!-- pause --> alone on its line, at the left margin, between blank lines"
        ),
        (
            "## A {#a}\n\n![x](y.png)\n",
            "9:1: a terminal shows no images; draw it with a fence, or describe it"
        ),
        // Fences
        ("## A {#a}\n\n```yaml netwrok\n```\n", "9:9: no fence named \"netwrok\"; did you mean \"network\"?"),
        ("## A {#a}\n\n```  yaml  banana\n```\n", "9:12: no fence named \"banana\""),
        ("## A {#a}\n\n```yaml\na: 1\n```\n", "9:1: a yaml fence says what it is for: ```yaml network"),
        ("## A {#a}\n\n```yaml quiz Q1\n```\n", "9:9: nothing follows the kind of a fence: ```yaml quiz"),
        ("## A {#a}\n\n```YAML quiz\n```\n", "9:1: write \"yaml\", not \"YAML\""),
        ("## A {#a}\n\n```yml quiz\n```\n", "9:1: write \"yaml\", not \"yml\""),
        (
            "## A {#a}\n\n  ```yaml quiz\n  ```\n",
            "9:3: a yaml fence stands at the left margin, not indented or in a list"
        ),
        (
            "## A {#a}\n\n- ```yaml quiz\n  ```\n",
            "9:3: a yaml fence stands at the left margin, not indented or in a list"
        ),
        (
            "## A {#a}\n\n> ```yaml quiz\n> ```\n",
            "9:3: a yaml fence stands at the left margin, not indented or in a list"
        ),
        (
            "## A {#a}\n\n    ```yaml quiz\n",
            "9:5: a yaml fence stands at the left margin, not indented or in a list"
        ),
        ("## A {#a}\n\n```yaml quiz\nask: x\n", "9:1: this fence is never closed"),
        ("## A {#a}\n\n````swift\nx\n```\n", "9:1: this fence is never closed"),
        ("## A {#a}\n\n~~~swift\nx\n```\n", "9:1: this fence is never closed"),
        ("## A {#a}\n\n```\n", "9:1: this fence is never closed"),
        ("## A {#a}\n\n- x\n  ```\n  y\n\nz\n", "10:3: this fence is never closed"),
        ("## A {#a}\n\n> ```\n> y\n\nz\n", "9:3: this fence is never closed"),
        ("## A {#a}\n\n> ```\n> y\n```\nz\n```\n", "9:3: this fence is never closed"),
        ("## A {#a}\n\n- x\n  ```\n  y\n```\nz\n```\n", "10:3: this fence is never closed"),
        (
            "## A {#a}\n\n```yaml quiz\nask: x\n\n```yaml do\nask: y\n```\n",
            "9:1: this fence is not closed before line 12, where another one starts"
        ),
    ])
    func saysWhatIsWrongAndWhere(body: String, problem: String) {
        #expect(problems(inBody: body) == ["lesson.md:" + problem])
    }

    @Test(arguments: [
        "## A {#a}\n\n- x\n  ```\n  y\n  ```\n\nz\n",
        "## A {#a}\n\n> ```\n> y\n> ```\n\nz\n",
        "## A {#a}\n\n````swift\n```\n`````\n",
        "## A {#a}\n\n~~~ \nx\n~~~  \n",
        "## A {#a}\n\n- > ```\n  > y\n  > ```\n- z\n",
    ])
    func seesThatAFenceIsClosed(body: String) {
        #expect(problems(inBody: body) == [])
    }

    @Test func reportsAllProblemsInTheirOrder() {
        let body = "## A\n\n<b>\n\n## C {#c}\n\n```yaml quz\n```\n\n```yaml do\na: b: c\n```\n"
        #expect(
            problems(inBody: body) == [
                "lesson.md:7:1: a step has an id at the end of its heading, ## Title {#id}; for example \"a\"",
                "lesson.md:9:1: HTML is not shown in a terminal; only <!-- pause --> is understood",
                "lesson.md:13:9: no fence named \"quz\"; did you mean \"quiz\"?",
                "lesson.md:17:5: this colon cuts the text: put all of it in quotes, or below its key after >-",
            ])
    }

    // The place is that of the run of text that holds the entity.
    @Test func refusesAHiddenCharacterThatAnEntitySpells() {
        #expect(
            problems(inBody: "## A {#a}\n\n**ab** b&#x202e;c\n") == [
                "lesson.md:9:7: U+202E RIGHT-TO-LEFT OVERRIDE is not allowed in a lesson, not even as an entity"
            ])
    }
}
