import Course

/// The number of a step as people count: the stops of a lesson, then the exercises and questions at its end.
struct StepNumber: Hashable, Sendable {
    enum Kind: String, Sendable {
        case stop, task
    }

    let kind: Kind
    /// From 1.
    let number: Int
    let count: Int

    init(ofStep index: Int, in lesson: Lesson) {
        let stops = lesson.stopCount
        let isStop = index < stops
        kind = isStop ? .stop : .task
        number = isStop ? index + 1 : index - stops + 1
        count = isStop ? stops : lesson.steps.count - stops
    }

    /// `stop 3/9`.
    var text: String { "\(kind.rawValue) \(number)/\(count)" }
    /// `stop 3 of 9`.
    var inWords: String { "\(kind.rawValue) \(number) of \(count)" }
}

extension Lesson {
    /// How many steps there are before the exercises and questions at the end.
    var stopCount: Int {
        let last = steps.lastIndex { step in
            !step.fences.contains {
                [ExerciseStage.kind, QuizStage.kind, ChallengeStage.kind].contains($0.kind)
            }
        }
        return last.map { $0 + 1 } ?? 0
    }

    /// `9 stops, 3 tasks`.
    var lengthInWords: String {
        func counted(_ count: Int, _ word: String) -> String? {
            count == 0 ? nil : "\(count) \(word)\(count == 1 ? "" : "s")"
        }
        return [counted(stopCount, "stop"), counted(steps.count - stopCount, "task")].compactMap(\.self)
            .joined(separator: ", ")
    }
}
