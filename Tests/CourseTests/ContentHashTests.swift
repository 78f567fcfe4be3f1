import Testing

@testable import Course

@Suite struct ContentHashTests {
    // Vectors from the authors' reference code, `test_fnv.c`.
    @Test(arguments: [("", "cbf29ce484222325"), ("a", "af63dc4c8601ec8c"), ("foobar", "85944171f73967e8")])
    func agreesWithTheReferenceVectors(text: String, expected: String) {
        var hash = ContentHash()
        hash.combine(text)
        #expect(hash.hexadecimal == expected)
    }

    private func hashes(_ body: String) throws -> [String] {
        try read(body: body).steps.map(\.contentHash)
    }

    @Test func staysTheSameWhenOnlySpacesAtLineEndsOrOtherStepsChange() throws {
        let before = try hashes("## A {#a}\n\nText.\n\n## B {#b}\n\nMore.\n")
        let after = try hashes("## New {#new}\n\n## A {#a}\n\nText. \t\n\n\n\n## B {#b}\n\nMore, changed.")
        #expect(before.count == 2 && after.count == 3)
        #expect(before[0] == after[1])
        #expect(before[1] != after[2])
    }

    @Test(arguments: [
        "## A! {#a}\n\nText.\n", "## A {#a}\n\nText!\n", "## A {#a}\n\n Text.\n",
        "## A {#a}\n\nText.\n\n<!-- pause -->\n",
    ])
    func changesWithTitleAndContent(body: String) throws {
        #expect(try hashes(body) != hashes("## A {#a}\n\nText.\n"))
    }

    // FNV-1a of "## A {#a}\n\nText.\n", computed apart from this program (see the reference code).
    @Test func isTheHashOfTheLines() throws {
        #expect(try hashes("## A {#a}\n\nText.  \n\n") == ["f163b2069b0995ff"])
    }
}
