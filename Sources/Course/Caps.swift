/// What a lesson may hold at most.
///
/// The Markdown parser is quadratic on some input and cannot be interrupted, and a lesson may come from
/// anybody, so each cap is checked before a parser sees the text. All are far above what a lesson needs.
enum Caps {
    static let bytesPerFile = 256 * 1024
    static let bytesPerLine = 4 * 1024
    static let containerMarkersPerLine = 32
    /// Columns of spaces and container markers that a line may begin with; they are what makes nesting deep.
    static let indentation = 128
    static let tableColumns = 64
    static let tableCellsPerFile = 20_000
    /// Opening brackets, `[` and `<`, between two blank lines.
    static let openingBracketsPerParagraph = 2_000
    /// Bytes that the link references of a file may grow to when each is replaced by its definition.
    static let expandedReferences = 32 * 1024 * 1024
    /// Levels of lists, quotes, emphasis, YAML lists and YAML mappings.
    static let nesting = 32
    /// Opening brackets, `[` and `{`, in one piece of YAML.
    static let yamlBrackets = 2_000
    /// Problems that are reported of one kind, so that a broken file does not fill the screen.
    static let problemsOfOneKind = 20
    static let problemsPerFile = 200
    static let lessonsPerCourse = 1_000
    /// Names in the course folder that are looked at.
    static let namesPerFolder = 10_000
    /// Folders within each other that a lesson's files are looked for in.
    static let lessonDepth = 4

    static func fileTooLarge(_ file: String) -> Problem {
        Problem(
            "the file is larger than \(bytesPerFile / 1024) KB; split the lesson",
            at: Place(file: file, line: 1, column: 1))
    }
}
