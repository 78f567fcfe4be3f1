import Course
import Experiment

// Expressions, moments and edits of a lesson: read with their place in the file, so that each mistake has one.

extension Placed<String> {
    func expression() throws(Problems) -> Expression {
        do { return try Expression(value) } catch { throw problems(error) }
    }

    func moment(in timeline: Timeline?) throws(Problems) -> Moment {
        let moment: Moment
        do { moment = try Moment(value) } catch { throw problems(error) }
        guard timeline?.contains(moment) ?? true else {
            throw Problems([Problem("this network has no \(value)", at: place)])
        }
        return moment
    }

    /// A moment that gives an answer away: it must not be over when the step opens.
    func reveal(in setting: StepSetting) throws(Problems) -> Moment {
        let moment = try moment(in: setting.timeline)
        if let timeline = setting.timeline, timeline.position(before: moment) < setting.firstBeat {
            throw Problems([
                Problem(
                    "this is on the screen already when the step opens; see known of its network", at: place)
            ])
        }
        return moment
    }

    /// One of the words that a type knows.
    /// - Parameter what: what they name, for whoever writes another.
    func oneOf<Word: RawRepresentable & CaseIterable>(_ what: String) throws(Problems) -> Word
    where Word.RawValue == String {
        if let word = Word(rawValue: value) { return word }
        let known = Word.allCases.map(\.rawValue)
        throw Problems([
            Problem(
                "no \(what) named \"\(value)\"\(didYouMean(value, in: known)); there are \(known.joined(separator: ", "))",
                at: place)
        ])
    }

    func edit(for experiment: Experiment) throws(Problems) -> Edit {
        do { return try Edit(value, for: experiment) } catch { throw problems(error) }
    }

    func addresses(in experiment: Experiment) throws(Problems) -> [Address] {
        do { return try Address.all(in: try Expression(value).root, of: experiment) } catch {
            throw problems(error)
        }
    }

    /// The numbers that a name stands for, `any(weight)` being all of a kind.
    func part(of experiment: Experiment) throws(Problems) -> Set<Address> {
        let expression = try expression()
        guard case .call("any", let arguments) = expression.root.kind else {
            return Set(try addresses(in: experiment))
        }
        guard arguments.count == 1, case .name(let word) = arguments[0].kind,
            let kind = Address.Kind(rawValue: word)
        else {
            let kinds = Address.Kind.allCases.map(\.rawValue).joined(separator: ", ")
            throw Problems([Problem("any takes one of \(kinds)", at: place)])
        }
        let addresses = Set(experiment.addresses(of: kind))
        guard !addresses.isEmpty else { throw Problems([Problem("this network has no \(word)", at: place)]) }
        return addresses
    }

    /// A mistake inside the text as a problem at its own line and column.
    func problems(_ error: ExpressionError) -> Problems {
        Problems([Problem(error.message, at: place(atOffset: error.column - 1))])
    }
}

/// An expression with where it stands.
struct LessonExpression: Sendable {
    let expression: Expression
    let source: Placed<String>

    init(_ source: Placed<String>) throws(Problems) {
        expression = try source.expression()
        self.source = source
    }

    func isTrue(in scope: ExperimentScope) throws(Problems) -> Bool {
        do { return try expression.isTrue(in: scope) } catch { throw source.problems(error) }
    }

    func number(in scope: ExperimentScope) throws(Problems) -> Double {
        do { return try expression.number(in: scope) } catch { throw source.problems(error) }
    }

    func value(in scope: ExperimentScope) throws(Problems) -> Value {
        do { return try expression.value(in: scope) } catch { throw source.problems(error) }
    }
}

extension Result where Failure == Problems {
    /// What went wrong, as a list: empty on success.
    var problems: [Problem] {
        if case .failure(let problems) = self { problems.all } else { [] }
    }
}
