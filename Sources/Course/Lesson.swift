/// A lesson as it was read: its front matter and its steps.
package struct Lesson: Sendable {
    package let frontMatter: FrontMatter
    /// The file as shown to people.
    package let file: String
    /// The folder that holds the lesson and its listings.
    package let folder: String
    package let steps: [Step]

    package var id: String { frontMatter.id }
    package var title: String { frontMatter.title }

    /// Every fence of the lesson, in order.
    package var fences: [Fence] { steps.flatMap(\.fences) }

    /// What is wrong with the YAML of its fences; nothing in a lesson that was read in full.
    package var fenceProblems: [Problem] {
        steps.flatMap { step -> [Problem] in
            do throws(Problems) { _ = try step.read() } catch { return error.all }
            return []
        }
    }
}

/// One step of a lesson: all that stands under `## Title {#id}`.
package struct Step: Sendable {
    package let id: String
    /// The title as plain text.
    package let title: String
    /// The place of the heading.
    package let place: Place
    package let blocks: [Block]
    /// A hash of the title and the content as written, 16 hexadecimal digits, that stays the same between
    /// runs and machines; spaces at the ends of lines do not count.
    package let contentHash: String

    package var fences: [Fence] {
        blocks.compactMap { if case .fence(let fence) = $0 { fence } else { nil } }
    }

    /// The step with all its fences read; throws what is wrong with their YAML.
    package func read() throws(Problems) -> Step {
        var problems: [Problem] = []
        var blocks: [Block] = []
        for block in self.blocks {
            guard case .fence(let fence) = block else {
                blocks.append(block)
                continue
            }
            do throws(Problems) { blocks.append(.fence(try fence.read())) } catch { problems += error.all }
        }
        guard problems.isEmpty else { throw Problems(problems) }
        return Step(id: id, title: title, place: place, blocks: blocks, contentHash: contentHash)
    }
}

/// A piece of a step, in the order in which it is shown.
package enum Block: Sendable {
    /// The Markdown between two fences, pauses or ends.
    case prose([ProseBlock])
    case fence(Fence)
    /// What follows is revealed when the learner asks for it.
    case pause
}
