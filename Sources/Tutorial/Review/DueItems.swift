import Course

/// An item of the review, as it is found in the lessons of now.
enum ReviewItem: Sendable {
    case question(QuizItem, lesson: String)
    /// An exercise is done anew in its step.
    case exercise(ask: String, stop: Stop, title: String)
}

extension Session {
    /// The names of all that is due, the longest due first.
    var dueNames: [QuizItem.Name] {
        let today = today
        let lessons = Set(library.lessonIDs)
        let due = progress.items.compactMap { name, history -> (Day, QuizItem.Name)? in
            guard lessons.contains(name.lesson), let day = history.due(today: today), day <= today else {
                return nil
            }
            return (day, name)
        }
        return due.sorted { ($0.0, $0.1) < ($1.0, $1.1) }.map(\.1)
    }
}

extension Library {
    /// The items of these names; what is in no lesson any more is left out.
    func reviewItems(_ names: some Sequence<QuizItem.Name>) -> [ReviewItem] {
        var lessons: [String: (entry: Int, lesson: Lesson)] = [:]
        return names.compactMap { name in
            if lessons[name.lesson] == nil, let index = index(ofLesson: name.lesson),
                let lesson = try? entries[index].lessonWithUnreadFences()
            {
                lessons[name.lesson] = (index, lesson)
            }
            guard let (entry, lesson) = lessons[name.lesson] else { return nil }
            if let item = lesson.quizItems.first(where: { $0.id == name.id }) {
                return .question(item, lesson: name.lesson)
            }
            return lesson.exercise(named: name.id).map { step, ask in
                .exercise(ask: ask, stop: Stop(entry: entry, step: step), title: lesson.title)
            }
        }
    }
}

extension Lesson {
    /// The step of an exercise, and what it asks.
    fileprivate func exercise(named id: String) -> (step: Int, ask: String)? {
        for (index, step) in steps.enumerated() {
            for fence in step.fences where fence.kind == ExerciseStage.kind {
                guard let keys = try? fence.decode(ExerciseStage.Keys.self), keys.id.value == id else {
                    continue
                }
                return (index, keys.ask.value)
            }
        }
        return nil
    }
}
