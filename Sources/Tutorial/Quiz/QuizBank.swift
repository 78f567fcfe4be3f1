import Course

extension Lesson {
    /// The quiz questions that it asks; one that can't be read is left out.
    package var quizItems: [QuizItem] {
        fences.compactMap { fence in
            guard fence.kind == QuizStage.kind, let read = try? fence.read(), !read.hasKey("draw") else {
                return nil
            }
            return try? QuizItem(read)
        }
    }
}

extension Library {
    /// The questions of some lessons, in the order of the course; those of a lesson that can't be read are left out.
    func quizBank(ofLessons ids: Set<String>) -> [QuizDraw.Entry] {
        allEntries.flatMap { entry -> [QuizDraw.Entry] in
            guard let id = try? entry.frontMatter.get().id, ids.contains(id),
                let lesson = try? entry.lessonWithUnreadFences()
            else { return [] }
            return lesson.quizItems.map { QuizDraw.Entry(lesson: id, title: lesson.title, item: $0) }
        }
    }
}
