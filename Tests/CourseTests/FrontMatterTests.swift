import Testing

@testable import Course

@Suite struct FrontMatterTests {
    @Test func readsEveryKey() throws {
        let lesson = try read(
            file: """
                ---
                format: 1
                id: all-weights-zero
                title: "Try: all weights zero"
                minutes: 5
                requires: [one-neuron, two-neurons]
                teaches:
                  - bias
                ---
                ## A {#a}
                """)
        #expect(lesson.id == "all-weights-zero")
        #expect(lesson.title == "Try: all weights zero")
        #expect(lesson.frontMatter.format == 1)
        #expect(lesson.frontMatter.minutes == 5)
        #expect(lesson.frontMatter.requires == (["one-neuron", "two-neurons"].map(LessonAddress.init)))
        #expect(lesson.frontMatter.teaches == ["bias"])
        #expect(lesson.frontMatter.place.description == "lesson.md:1:1")
        #expect(lesson.steps[0].place.line == 10)
    }

    @Test(arguments: [
        ("# Hello\n", ["1:1: a lesson starts with its front matter: the first line is ---"]),
        ("", ["1:1: a lesson starts with its front matter: the first line is ---"]),
        ("\n---\nformat: 1\n---\n", ["1:1: a lesson starts with its front matter: the first line is ---"]),
        ("---\nformat: 1\n", ["1:1: the front matter is not closed; end it with a line ---"]),
        ("---\n---\n", ["1:1: the key \"format\" is missing"]),
        ("---\nformat: 1\nid: a\nminutes: 1\n---\n", ["2:1: the key \"title\" is missing"]),
        (
            "---\nformat: 2\nid: a\ntitle: t\nminutes: 1\n---\n",
            ["2:9: format 2 is not known here; this program reads 1"]
        ),
        (
            "---\nformat: 1\nid: \"A b\"\ntitle: \"\"\nminutes: 0\n---\n",
            [
                "3:6: an id is made of a-z, 0-9 and -; for example \"a-b\"", "4:9: the title is empty",
                "5:10: minutes are between 1 and 600",
            ]
        ),
        (
            "---\nformat: 1\nid: a\ntitel: t\nminutes: 1\n---\n",
            ["4:1: unknown key \"titel\"; did you mean \"title\"?"]
        ),
        (
            "---\nformat: 1\nid: a\ntitle: t\nminutes: 1\nrequire: [b]\nauthor: me\n---\n",
            ["6:1: unknown key \"require\"; did you mean \"requires\"?", "7:1: unknown key \"author\""]
        ),
        (
            "---\nformat: 1\nid: a\ntitle: Try: all\nminutes: 1\n---\n",
            ["4:11: this colon cuts the text: put all of it in quotes, or below its key after >-"]
        ),
        (
            "---\nformat: 1\nid: a\ntitle: t\nminutes: five\n---\n",
            ["5:10: \"minutes\": expected a whole number, found the text \"five\""]
        ),
    ])
    func saysWhatIsWrongAndWhere(file: String, expected: [String]) {
        #expect(problems(inFile: file) == expected.map { "lesson.md:" + $0 })
    }
}
