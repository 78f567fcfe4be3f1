import Foundation
import Testing

@testable import Tutorial

/// One mistake at a time in the lessons of the course: the check finds each, where it is.
struct MutatedLessonTests {
    /// A mistake: in which step, which text becomes which, and what is said, beside the line it is said about.
    struct Mutation: Sendable, CustomTestStringConvertible {
        let lesson: String
        let step: String
        let old: String
        let new: String
        /// The text whose line the problem names, in the step as it is after the change.
        let at: String
        let message: String

        init(_ address: String, _ old: String, _ new: String, at: String? = nil, _ message: String) {
            let parts = address.split(separator: "#")
            lesson = parts[0] == "visual-model" ? "03-visual-model" : "04-one-neuron"
            step = String(parts[1])
            (self.old, self.new, self.at, self.message) = (old, new, at ?? new, message)
        }

        var testDescription: String { "\(step): \(new.split(separator: "\n").first ?? "")" }
    }

    private static let mutations: [Mutation] = [
        // Answers and proofs.
        Mutation(
            "visual-model#weights-multiply", "answer: 0\n", "answer: 1\n",
            "the answer is 1.0, but products1[0][1] is "),
        Mutation(
            "visual-model#sum-and-bias", "answer: 0.6", "answer: 0.7", "the answer is 0.7, but z1[0] is 0.6"),
        Mutation(
            "visual-model#sum-and-bias", "proof: z1[0]", "proof: b1[0]", at: "answer:",
            "the answer is 0.6, but b1[0] is 0.1"),
        Mutation(
            "visual-model#activation", "proof: a1[0] == z1[0]", "proof: a1[0] != z1[0]",
            "the proof of the answer is not true"),
        Mutation(
            "visual-model#activation", "answer: it stays 0.6", "answer: it stays 0.5",
            "the answer is none of the options; did you mean \"it stays 0.6\"?"),
        Mutation("visual-model#output-layer", "proof: out[0]", "proof: out[1]", "there is no element 1"),
        Mutation(
            "visual-model#output-layer", "proof: out[0]\n", "", at: "answer:",
            "an answer about a network needs its proof, an expression"),
        Mutation(
            "visual-model#sum-and-bias", "reveals: bias(1, 0)", "reveals: bias(1, 2)",
            "this network has no bias(1, 2)"),
        Mutation(
            "visual-model#sum-and-bias", "when: 0.5", "when: 0.6", "this would be taken as the right answer"),
        Mutation(
            "visual-model#activation", "- when: it becomes 0\n", "- when: it becomes −1\n",
            "is none of the options"),
        Mutation(
            "visual-model#four-numbers", "answer: 0.46", "answer: h₃",
            "the answer is not a number; a choice needs its options beside it"),
        // The network.
        Mutation(
            "visual-model#sum-and-bias", "preset: seed-net", "preset: seed-nte",
            "no preset named \"seed-nte\"; did you mean \"seed-net\"?"),
        Mutation(
            "visual-model#sum-and-bias", "known: products(1, 0)", "known: product(1, 0)",
            "there is no moment named \"product\"; did you mean \"products\"?"),
        Mutation(
            "visual-model#sum-and-bias", "play: sum(1, 0)", "play: in",
            "the animation would end before what is known at its start"),
        Mutation("visual-model#sum-and-bias", "  - b1[0]", "  - b3[0]", "unknown name \"b3\""),
        Mutation(
            "visual-model#four-numbers", "input: [1, 1]", "input: [1, 1, 1]", "expected 2 inputs, found 3"),
        Mutation(
            "visual-model#four-numbers", "alt: >-", "alit: >-", "unknown key \"alit\"; did you mean \"alt\"?"),
        // The form of the lesson.
        Mutation(
            "visual-model#sum-and-bias", "```yaml predict", "```yaml perdict",
            "no fence named \"perdict\"; did you mean \"predict\"?"),
        Mutation(
            "visual-model#sum-and-bias", "{#sum-and-bias}", "{#values-enter}",
            "the id \"values-enter\" is used twice"),
        Mutation(
            "visual-model#sum-and-bias", "{#sum-and-bias}", "", at: "## ",
            "a step has an id at the end of its heading"),
        Mutation(
            "visual-model#sum-and-bias", "wrong:", "wrnog:", "unknown key \"wrnog\"; did you mean \"wrong\"?"),
        // Tasks.
        Mutation(
            "visual-model#your-edit", "check: edits(weight) >= 1", "check: edits(weight) >= 0",
            "the check is true at the start"),
        Mutation(
            "visual-model#your-edit", "check: edits(weight) >= 1", "check: edits(weight) >= 2",
            "the check is false after the solution"),
        Mutation("visual-model#your-edit", "- W1[0][0] = 0.6", "- W3[0][0] = 0.6", "unknown name \"W3\""),
        Mutation(
            "one-neuron#last-two-sums", "    value: 1.5\n", "    value: 1.6\n",
            "the value is 1.6, but the proof is 1.5"),
        Mutation(
            "one-neuron#last-two-sums", "proof: sums1[0][2]", "proof: sums1[0][1]", at: "    value: 1.5",
            "the value is 1.5, but the proof is 0.7"),
        // Listings.
        Mutation(
            "one-neuron#line-by-line", "listing: neuron\n", "listing: neutron\n",
            "neutron.js: there is no such file or folder"),
        Mutation(
            "one-neuron#line-by-line", "at: \"sum = bias\"", "at: \"sum = bais\"",
            "no line of neuron.js with \"sum = bais\""),
        Mutation(
            "one-neuron#line-by-line", "at: \"max(0\"", "at: \"bias\"",
            "of neuron.js with \"bias\"; there must be one"),
        Mutation("one-neuron#line-by-line", "literals: W1[0]", "literals: W2[0]", "unknown name \"W2\""),
        Mutation(
            "one-neuron#line-by-line", "prints: 0.40000000000000013", "prints: 0.4000001",
            "the lesson says 0.4000001, but the network gives 0.40000000000000013"),
    ]

    @Test(arguments: mutations)
    func isFound(mutation: Mutation) throws {
        // The lesson and those that it hangs together with; all of them would take long.
        let copy = try LessonCopy.ofTheCourse { name in
            ["01-why-this-matters", "03-visual-model", mutation.lesson].contains(name)
        }
        let file = "\(mutation.lesson)/lesson.md"
        let text = try copy.text(file)
        let begin = try #require(text.range(of: "{#\(mutation.step)}")).lowerBound
        let heading = try #require(text[..<begin].range(of: "## ", options: .backwards)).lowerBound
        let place = try #require(text.range(of: mutation.old, range: heading..<text.endIndex))
        let changed = text.replacingCharacters(in: place, with: mutation.new)
        try copy.write(changed, to: file)

        // The line of what is named, from the step's heading on, counted in the changed text.
        let offset = text.distance(from: text.startIndex, to: heading)
        let start = changed.index(changed.startIndex, offsetBy: offset)
        let named = try #require(changed.range(of: mutation.at, range: start..<changed.endIndex)).lowerBound
        let skipped = mutation.at.prefix { $0 == "\n" }.count
        let line = changed[..<named].count { $0 == "\n" } + 1 + skipped

        let problems = copy.problems()
        let expected = "Lessons/\(file):\(line):"
        #expect(
            problems.contains { $0.hasPrefix(expected) && $0.contains(mutation.message) },
            "line \(line): \(problems)")
        // One mistake, one place: nothing else is accused.
        #expect(Set(problems).allSatisfy { $0.hasPrefix(expected) }, "\(problems)")
    }

    // MARK: Mistakes in the front matter and between lessons

    @Test(
        arguments: [
            ("format: 1", "format: 2", "Lessons/04-one-neuron/lesson.md:2:9: format 2 is not known here"),
            (
                "id: one-neuron", "id: One Neuron",
                "Lessons/04-one-neuron/lesson.md:3:5: an id is made of a-z, 0-9 and -"
            ),
            (
                "requires: [visual-model]", "requires: [visual-modle]",
                "no lesson has the id \"visual-modle\"; did you mean \"visual-model\"?"
            ),
            ("requires: [visual-model]", "requires: [one-neuron]", "lessons require each other"),
            (
                "id: one-neuron", "id: visual-model",
                "the id \"visual-model\" is also that of Lessons/03-visual-model/lesson.md"
            ),
            ("minutes: 12", "minutes: eight", "Lessons/04-one-neuron/lesson.md:5:10:"),
        ])
    func mistakesInTheFrontMatter(old: String, new: String, message: String) throws {
        let copy = try LessonCopy.ofTheCourse { $0 < "05" }
        let text = try copy.text("04-one-neuron/lesson.md")
        try #require(text.contains(old))
        try copy.write(text.replacingOccurrences(of: old, with: new), to: "04-one-neuron/lesson.md")
        #expect(copy.problems().contains { $0.contains(message) }, "\(copy.problems())")
    }

    // MARK: Listings that print something else

    @Test(
        arguments: [
            ("neuron.js", "* weights[i]", "+ weights[i]"),
            ("neuron.py", "* weights[i]", "- weights[i]"),
            ("neuron.swift", "* weights[i]", "+ 2 * weights[i]"),
            ("neuron.js", "console.log(", "console.lag("),
        ])
    func aListingThatPrintsSomethingElse(file: String, old: String, new: String) async throws {
        let copy = try LessonCopy.ofTheCourse { $0 < "05" }
        let name = "04-one-neuron/\(file)"
        let text = try copy.text(name)
        try #require(text.contains(old))
        try copy.write(text.replacingOccurrences(of: old, with: new), to: name)
        var check = LessonCheck(copy.library)
        check.prove()
        await check.runListings()
        let told = check.text.filter { $0.contains("\(file) prints \"") }
        let isThere = check.notes.contains { $0.contains(file.hasSuffix("js") ? "node" : "swift") }
        #expect(!told.isEmpty || isThere, "\(check.text)")
        #expect(told.allSatisfy { $0.hasPrefix("Lessons/04-one-neuron/lesson.md:") })
    }
}
