import Course

/// Whether the items of the quiz and the exercises can be told apart for ever, and every quiz has something to draw.
struct ItemProof {
    private(set) var problems: [Problem] = []

    /// - Parameter allIDs: the ids of all lessons, those included that can't be read.
    init(_ plans: [[StepPlan]], _ lessons: [Lesson], allIDs ids: [String]) {
        var places: [String: Place] = [:]
        var itemCounts: [String: Int] = [:]
        for (lesson, plans) in zip(lessons, plans) {
            for fence in plans.flatMap(\.step.fences) {
                guard [QuizStage.kind, ExerciseStage.kind].contains(fence.kind), fence.hasKey("id") else {
                    continue
                }
                let place = fence.place(of: "id")
                guard let id = fence.texts(of: "id") else { continue }
                if let first = places[id] {
                    problems.append(Problem("the id \"\(id)\" is also that of \(first)", at: place))
                }
                places[id] = places[id] ?? place
                if fence.kind == QuizStage.kind { itemCounts[lesson.id, default: 0] += 1 }
            }
        }
        let readable = zip(lessons, plans).filter { $0.steps.count == $1.count }.map(\.0.id)
        for quiz in plans.joined().flatMap(\.stages).compactMap({ $0 as? QuizStage }) {
            for lesson in quiz.drawnLessons {
                if !ids.contains(lesson.value) {
                    let suggestion = didYouMean(lesson.value, in: ids)
                    problems.append(
                        Problem("no lesson has the id \"\(lesson.value)\"\(suggestion)", at: lesson.place))
                } else if itemCounts[lesson.value] == nil, readable.contains(lesson.value) {
                    problems.append(
                        Problem(
                            "the lesson \"\(lesson.value)\" has no quiz question to draw", at: lesson.place))
                }
            }
        }
    }
}

extension Fence {
    /// The text of a key.
    fileprivate func texts(of key: String) -> String? {
        let place = place(of: .key(key))
        return texts.first { $0.place == place }?.value
    }
}
