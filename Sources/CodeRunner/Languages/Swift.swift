extension Language {
    package static let swift = Language(
        name: "Swift", fileExtension: "swift", tool: "swiftc",
        // The module gets a name of its own: by default it takes the program's, and `program` is a word that
        // learners use.
        execution: .compiled { file, program in ["-module-name", "Listing", "-o", program, file] })
}
