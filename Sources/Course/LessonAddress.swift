/// A lesson, or a step of it, as people name it: `visual-model#sum-and-bias`.
package struct LessonAddress: Hashable, Sendable {
    package let lesson: String
    package let step: String?

    package init(_ text: String) {
        let parts = text.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
        lesson = String(parts[0])
        step = parts.count > 1 ? String(parts[1]) : nil
    }
}
