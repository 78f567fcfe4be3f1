import Testing

/// The architecture tests' own reading of imports and tables.
struct RoomsTests {
    @Test(arguments: [
        "import Yams", "@testable import Yams", "package import Yams", "public import Yams",
        "internal import Yams",
        "@preconcurrency import Yams", "@_spi(Tree) @preconcurrency private import Yams",
        "import struct Yams.Node",
        "import func Yams.compose", "import Yams.Parser", "    import Yams  // YAML", "import `Yams`",
        "/* YAML */ import Yams", "let x = 1; import Yams", "import\tYams",
    ])
    func anImportIsRecognised(line: String) {
        #expect(ImportLine.all(in: "\n" + line) == [ImportLine(module: "Yams", line: 2)])
    }

    @Test(arguments: [
        "// import Yams", "/// import Yams", "let import = Yams", "importYams", "#if canImport(Yams)",
        "let text = \"import Yams\"", "/*\nimport Yams\n*/", "let text = \"\"\"\n    import Yams\n    \"\"\"",
        "",
    ])
    func whatIsNoImportIsNot(text: String) {
        #expect(ImportLine.all(in: text) == [])
    }

    @Test func everyImportOfAFileIsSeen() {
        let source = """
            import Yams; import CCmark
            /* one
            import Hidden */ import Glibc
            #if os(Linux)
                @testable import Course
            #endif
            """
        #expect(ImportLine.all(in: source).map(\.module) == ["Yams", "CCmark", "Glibc", "Course"])
        #expect(ImportLine.all(in: source).map(\.line) == [1, 1, 3, 5])
    }

    @Test func aForbiddenImportIsNamedWithItsPlace() {
        let source = "import Glibc\nimport NeuralNetwork\nimport Yams\n"
        let messages = Rooms.violations(in: source, path: "Sources/Course/Lesson.swift", room: "Course")
        #expect(
            messages == [
                "Sources/Course/Lesson.swift:2: Course may not import NeuralNetwork; it may import CCmark, Yams"
            ])
        #expect(
            Rooms.violations(in: "import Yams", path: "a.swift", room: "TerminalUI") == [
                "a.swift:1: TerminalUI may not import Yams; it may import no other room and no package"
            ])
    }

    @Test func theTableOfRoomsIsRead() {
        let markdown = """
            ## Rooms
            Some words.

            | room | one sentence | may import |
            |---|---|---|
            | `Course` | reads lessons | `CCmark`, Yams |
            | `TerminalUI` | cells and keys | – |

            | another | table | here |
            """
        #expect(Rooms.table(inMarkdown: markdown) == ["Course": ["CCmark", "Yams"], "TerminalUI": []])
        #expect(Rooms.table(inMarkdown: "# NeuroTour\n| room | a | b |\n|---|---|---|\n| x | y | z |") == nil)
        #expect(Rooms.table(inMarkdown: "## Rooms\nnone") == nil)
    }
}
