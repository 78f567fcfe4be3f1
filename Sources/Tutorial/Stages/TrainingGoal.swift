import Course
import Experiment

/// What a step with a playground asks for: a condition over the playground, the moves that bring it about, and what is
/// nearly that.
struct TrainingGoal: Sendable {
    private struct NearMiss: Sendable {
        let when: LessonExpression
        let example: [Placed<String>]
        let why: String
    }

    private let check: LessonExpression
    private let solution: [Placed<String>]
    private let nearMisses: [NearMiss]

    init(
        _ check: Placed<String>, solution: [Placed<String>], nearMisses: [ExerciseStage.NearMissKeys],
        from start: Playground
    ) throws(Problems) {
        self.check = try LessonExpression(check)
        self.solution = solution
        guard !solution.isEmpty else { throw Problems([Problem("a check has a solution", at: check.place)]) }
        _ = try Self.isTrue(self.check, start)
        var read: [NearMiss] = []
        for keys in nearMisses {
            try checkMisconception(keys.misconception)
            let when = try LessonExpression(keys.when)
            _ = try Self.isTrue(when, start)
            read.append(NearMiss(when: when, example: keys.example.all, why: try keys.why.text()))
        }
        self.nearMisses = read
    }

    func isReached(_ playground: Playground) -> Bool { (try? Self.isTrue(check, playground)) ?? false }

    /// What is to be said to whoever is here.
    func nearMiss(_ playground: Playground) -> String? {
        nearMisses.first { (try? Self.isTrue($0.when, playground)) ?? false }?.why
    }

    private static func isTrue(_ expression: LessonExpression, _ playground: Playground) throws(Problems)
        -> Bool
    {
        do { return try expression.expression.isTrue(in: PlaygroundScope(playground)) } catch {
            throw expression.source.problems(error)
        }
    }

    private static func end(_ moves: [Placed<String>], from start: Playground) throws(Problems) -> Playground
    {
        var playground = start
        for source in moves {
            let move: PlaygroundMove
            do { move = try PlaygroundMove(source.value, for: playground) } catch {
                throw source.problems(error)
            }
            do { try playground.make(move) } catch { throw Problems([Problem("\(error)", at: source.place)]) }
        }
        return playground
    }

    /// Whether the check is false at the start, true after the solution, and false on each near miss, which is told by
    /// its own words.
    func proofProblems(from start: Playground) -> [Problem] {
        let ofCheck = Result { () throws(Problems) in
            if try Self.isTrue(check, start) {
                throw Problems([Problem("the check is true at the start", at: check.source.place)])
            }
            if try !Self.isTrue(check, try Self.end(solution, from: start)) {
                throw Problems([Problem("the check is false after the solution", at: check.source.place)])
            }
        }.problems
        return ofCheck + nearMisses.indices.flatMap { problems(ofNearMiss: $0, from: start) }
    }

    private func problems(ofNearMiss index: Int, from start: Playground) -> [Problem] {
        Result { () throws(Problems) in
            let miss = nearMisses[index]
            let place = miss.when.source.place
            if try Self.isTrue(miss.when, start) {
                throw Problems([Problem("this is true before anything is done", at: place)])
            }
            let end = try Self.end(miss.example, from: start)
            if try Self.isTrue(check, end) {
                throw Problems([Problem("the check is true on this near miss", at: place)])
            }
            guard try Self.isTrue(miss.when, end) else {
                throw Problems([Problem("this is false on its example", at: place)])
            }
            for earlier in nearMisses[..<index] where try Self.isTrue(earlier.when, end) {
                throw Problems([
                    Problem(
                        "its example is answered by the near miss of line \(earlier.when.source.place.line)",
                        at: place)
                ])
            }
        }.problems
    }
}
