extension Language {
    package static let javascript = Language(
        name: "JavaScript", fileExtension: "js", tool: "node",
        execution: .interpreted { file in [file] })
}
