extension Language {
    package static let python = Language(
        name: "Python", fileExtension: "py", tool: "python3",
        // Unbuffered, so that what a program printed before it was stopped is seen.
        execution: .interpreted { file in ["-u", file] })
}
