extension Course {
    /// All that is wrong with the course as such: opens every lesson, and looks at how they hang together.
    ///
    /// Reports the problems of the folder and of each lesson, ids that two lessons share, required lessons
    /// that do not exist, and lessons that require each other in a circle.
    package func structureProblems() -> [Problem] {
        let frontMatters = entries.compactMap { try? $0.frontMatter.get() }
        let ofLessons = entries.flatMap { entry -> [Problem] in
            guard case .failure(let problems) = entry.lesson() else { return [] }
            return problems.all
        }
        return problems + ofLessons + sharedIDs(frontMatters) + unknownRequirements(frontMatters)
            + circles(frontMatters)
    }

    private func sharedIDs(_ frontMatters: [FrontMatter]) -> [Problem] {
        var first: [String: Place] = [:]
        return frontMatters.compactMap { frontMatter in
            let place = frontMatter.placedID.place
            guard let other = first[frontMatter.id] else {
                first[frontMatter.id] = place
                return nil
            }
            return Problem("the id \"\(frontMatter.id)\" is also that of \(other)", at: place)
        }
    }

    private func unknownRequirements(_ frontMatters: [FrontMatter]) -> [Problem] {
        let ids = Set(frontMatters.map(\.id))
        return frontMatters.flatMap(\.placedRequires).compactMap { required in
            let requirement = LessonAddress(required.value)
            guard ids.contains(requirement.lesson) else {
                let suggestion = didYouMean(requirement.lesson, in: ids.sorted())
                return Problem(
                    "no lesson has the id \"\(excerpt(requirement.lesson))\"\(suggestion)", at: required.place
                )
            }
            guard let step = requirement.step, let steps = stepIDs(ofLesson: requirement.lesson),
                !steps.contains(step)
            else { return nil }
            return Problem(
                "the lesson \"\(requirement.lesson)\" has no step \"\(excerpt(step))\"\(didYouMean(step, in: steps))",
                at: required.place)
        }
    }

    /// The ids of a lesson's steps; nil if it can't be read.
    private func stepIDs(ofLesson id: String) -> [String]? {
        let entry = entries.first { (try? $0.frontMatter.get().id) == id }
        return (try? entry?.lesson().get())?.steps.map(\.id)
    }

    /// One problem for each lesson that closes a circle, found by a walk that visits a lesson once.
    private func circles(_ frontMatters: [FrontMatter]) -> [Problem] {
        let lessons = Dictionary(frontMatters.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        var walk = RequirementWalk(lessons: lessons)
        for frontMatter in frontMatters { walk.visit(frontMatter.id) }
        return walk.problems
    }
}

/// A depth-first walk along `requires`, with a stack of its own because a course may be a long chain.
private struct RequirementWalk {
    let lessons: [String: FrontMatter]
    private(set) var problems: [Problem] = []
    private var finished: Set<String> = []

    init(lessons: [String: FrontMatter]) {
        self.lessons = lessons
    }

    mutating func visit(_ id: String) {
        guard !finished.contains(id) else { return }
        var path = [id]
        var remaining = [requirements(of: id)]
        while let last = remaining.indices.last {
            guard let required = remaining[last].popLast() else {
                remaining.removeLast()
                finished.insert(path.removeLast())
                continue
            }
            if let start = path.firstIndex(of: required.value) {
                let circle = (path[start...] + [required.value]).joined(separator: " → ")
                problems.append(Problem("lessons require each other: \(circle)", at: required.place))
            } else if !finished.contains(required.value) {
                path.append(required.value)
                remaining.append(requirements(of: required.value))
            }
        }
    }

    /// What a lesson or a step of it requires, the last first.
    private func requirements(of id: String) -> [Placed<String>] {
        (lessons[LessonAddress(id).lesson]?.placedRequires ?? []).reversed()
    }
}
