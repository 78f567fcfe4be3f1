@testable import Course

/// The front matter of the lessons in these tests: six lines, so that a body starts on line 7.
let frontMatter = """
    ---
    format: 1
    id: sample
    title: A sample
    minutes: 5
    ---

    """

let kinds: Set<String> = ["network", "predict", "exercise", "quiz", "do", "code"]

/// A folder that no test reads from.
let nowhere = LessonFolder(path: "/nowhere/01-sample", shownPath: "Lessons/01-sample", root: "/nowhere")

func read(file: String) throws(Problems) -> Lesson {
    try LessonParser.parse(bytes: Array(file.utf8), file: "lesson.md", folder: nowhere, kinds: kinds)
}

func read(body: String) throws(Problems) -> Lesson {
    try read(file: frontMatter + body)
}

/// All that is wrong with a lesson, as it is printed.
func problems(inFile file: String) -> [String] {
    problems { () throws(Problems) in _ = try read(file: file) }
}

func problems(inBody body: String) -> [String] {
    problems(inFile: frontMatter + body)
}

func problems(of bytes: [UInt8]) -> [String] {
    problems { () throws(Problems) in
        _ = try LessonParser.parse(bytes: bytes, file: "lesson.md", folder: nowhere, kinds: kinds)
    }
}

func problems(_ read: () throws(Problems) -> Void) -> [String] {
    do {
        try read()
        return []
    } catch {
        return error.all.map(\.description)
    }
}

/// The only fence of a lesson whose step holds this YAML; its first line is line 10 of the file.
func fence(_ yaml: String) throws -> Fence {
    let lesson = try read(body: "## A step {#step}\n\n```yaml quiz\n\(yaml)\n```\n")
    return lesson.fences[0]
}

/// What is wrong with this YAML, when it is read and decoded as this type.
func problems<Value: Decodable>(decoding type: Value.Type, from yaml: String) -> [String] {
    do {
        let fence = try fence(yaml)
        return problems { () throws(Problems) in _ = try fence.decode(type) }
    } catch let error as Problems {
        return error.all.map(\.description)
    } catch {
        return ["\(error)"]
    }
}
