import Testing

/// What SwiftPM does not enforce: a target can import whatever its dependencies depend on.
struct ArchitectureTests {
    @Test func everyRoomImportsOnlyWhatItMay() throws {
        let sources = try swiftSources()
        #expect(!sources.isEmpty)
        let violations = sources.flatMap {
            Rooms.violations(in: $0.text, path: $0.path, room: room(of: $0.path))
        }
        #expect(violations.isEmpty, "\(list(violations))")
    }

    @Test func everyFolderUnderSourcesIsARoom() throws {
        let folders = try SourceTree.paths(under: "Sources").filter { $0.split(separator: "/").count == 2 }
        #expect(Set(folders.map(room)) == Set(Rooms.mayImport.keys))
    }

    @Test func theReadmeSaysTheSame() throws {
        let readme = try #require(
            try SourceTree.files().first { $0.path == "README.md" }, "there is no README.md")
        let table = try #require(
            Rooms.table(inMarkdown: readme.text),
            "README.md has no table of three columns (room, one sentence, may import) under a heading Rooms")
        #expect(table == Rooms.mayImport)
    }

    @Test(arguments: ["fatal" + "Error(", "try" + "!"])
    func noSourceGivesUp(word: String) throws {
        let found = places(of: word, in: try swiftSources())
        #expect(found.isEmpty, "an error is typed and worded, never a crash:\(list(found))")
    }

    @Test(arguments: ["immintrin.h", "x86intrin.h", "arm_neon.h", "arm_sve.h", "_Builtin_intrinsics"])
    func noSourceIsForOneProcessorOnly(header: String) throws {
        let found = places(of: header, in: try SourceTree.files(under: "Sources"))
        #expect(found.isEmpty, "builds on x86-64 and arm64 alike:\(list(found))")
    }

    @Test(arguments: ["FoundationNetworking", "URLSession", "netdb.h", "netinet/"])
    func noSourceReachesTheNetwork(name: String) throws {
        let found = places(of: name, in: try SourceTree.files(under: "Sources"))
        #expect(found.isEmpty, "nothing about the learner leaves the machine:\(list(found))")
    }

    @Test func everyNameSaysWhatIsInside() throws {
        let empty: Set = ["util", "utils", "utilities", "helper", "helpers", "common", "misc"]
        let found = try SourceTree.paths().filter { path in
            let name = path.split(separator: "/").last ?? ""
            return empty.contains(name.prefix { $0 != "." }.lowercased())
        }
        #expect(found.isEmpty, "a file is named after what a reader looks for:\(list(found))")
    }

    @Test func theRepositoryStandsAlone() throws {
        let found = places(of: "../" + "shared", in: try SourceTree.files())
        #expect(found.isEmpty, "\(list(found))")
    }

    // MARK: -

    private func swiftSources() throws -> [SourceTree.File] {
        try SourceTree.files(under: "Sources").filter { $0.path.hasSuffix(".swift") }
    }

    /// Sources/Room/… → Room
    private func room(of path: String) -> String {
        path.split(separator: "/").dropFirst().first.map(String.init) ?? ""
    }

    private func places(of word: String, in files: [SourceTree.File]) -> [String] {
        files.flatMap { file in
            file.lines.enumerated().filter { $0.element.contains(word) }.map {
                "\(file.path):\($0.offset + 1): \($0.element)"
            }
        }
    }

    private func list(_ lines: [String]) -> String {
        lines.map { "\n" + $0 }.joined()
    }
}
