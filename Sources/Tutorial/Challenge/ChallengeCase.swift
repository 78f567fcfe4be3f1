import CodeRunner
import Course
import Experiment

/// One case of a challenge: one call or several, and what has to come back.
package struct ChallengeCase: Sendable {
    struct Keys: Decodable {
        let title: Placed<String>
        let hidden: Bool?
        let call: [ValueKeys]?
        let calls: [[ValueKeys]]?
        let expect: ExpectedKeys?
        let expects: [ExpectedKeys]?
        let holds: Placed<String>?
        let within: Double?
        let twice: Bool?
        let gives: [String: Placed<ValueKeys>]?
        let why: String?
    }

    /// A number, a list of values, a word for a number that YAML has none for, or an array by its shape.
    struct ValueKeys: Decodable {
        let value: CallValue

        private struct Filled: Decodable {
            let fill: Double
            let shape: OneOrMore<Int>
        }

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if let number = try? container.decode(Double.self) {
                value = .number(number)
            } else if let text = try? container.decode(String.self) {
                guard let number = CallValue.special(text) else {
                    throw DecodingError.dataCorruptedError(
                        in: container,
                        debugDescription: "a number, a list, \"NaN\", \"Infinity\", \"-Infinity\" or \"-0\"")
                }
                value = .number(number)
            } else if let values = try? container.decode([ValueKeys].self) {
                value = .list(values.map(\.value))
            } else {
                let filled = try container.decode(Filled.self)
                guard (1...2).contains(filled.shape.all.count),
                    filled.shape.all.allSatisfy({ (0...1024).contains($0) })
                else {
                    throw DecodingError.dataCorruptedError(
                        in: container, debugDescription: "one or two sizes, each up to 1024")
                }
                value = filled.shape.all.reversed().reduce(CallValue.number(filled.fill)) { inner, count in
                    .list(Array(repeating: inner, count: count))
                }
            }
        }
    }

    /// A value, or the word `error`.
    struct ExpectedKeys: Decodable {
        let expected: Expected

        init(from decoder: any Decoder) throws {
            if let text = try? decoder.singleValueContainer().decode(String.self), text == "error" {
                expected = .error
            } else {
                expected = .value(try decoder.singleValueContainer().decode(ValueKeys.self).value)
            }
        }
    }

    /// What has to come back from a call.
    package enum Expected: Sendable, Hashable {
        case value(CallValue)
        /// The function has to raise an error.
        case error
    }

    /// From 1.
    package let number: Int
    package let title: String
    package let isHidden: Bool
    package let calls: [[CallValue]]
    /// One for each call; empty where only `holds` says what has to be.
    package let expected: [Expected]
    /// What has to be true of what came back.
    let holds: LessonExpression?
    let tolerance: Double
    /// What known mistakes give in the first call, by their ids.
    let mistaken: [String: CallValue]
    /// What the case is about, for those who fail it.
    let why: String?

    /// Wide enough for every order of adding up, and narrower than any mistake.
    private static let usualTolerance = 1e-9

    init(
        _ keys: Keys, number: Int, of function: Function, mistakes: [String]
    ) throws(Problems) {
        self.number = number
        title = try keys.title.text()
        isHidden = keys.hidden ?? false
        let place = keys.title.place
        var calls = (keys.calls ?? keys.call.map { [$0] } ?? []).map { $0.map(\.value) }
        var expected = (keys.expects ?? keys.expect.map { [$0] } ?? []).map(\.expected)
        guard (keys.call == nil) != (keys.calls == nil), !calls.isEmpty else {
            throw Problems([Problem("a case has one call, or calls", at: place)])
        }
        if keys.twice ?? false {
            calls += calls
            expected += expected
        }
        holds = try keys.holds.map { source throws(Problems) in try LessonExpression(source) }
        guard expected.count == calls.count || expected.isEmpty && holds != nil else {
            throw Problems([Problem("a case says what it expects, once for each call", at: place)])
        }
        for call in calls {
            guard call.count == function.parameters.count,
                zip(call, function.parameters).allSatisfy({ $0.isA($1.kind) })
            else {
                let wanted = function.parameters.map { "\($0.name): \($0.kind.rawValue)" }
                throw Problems([Problem("a call gives \(wanted.joined(separator: ", "))", at: place)])
            }
        }
        if let holds {
            // A mistake in it is found without a run; what it says of these numbers does not matter.
            let one = function.results.map { Self.sample($0.kind) }
            let got = one.count == 1 ? one[0] : .list(one)
            let all = calls.count == 1 ? got : Value.list(Array(repeating: got, count: calls.count))
            do { _ = try holds.expression.isTrue(in: AnswerScope(got: all)) } catch {
                throw holds.source.problems(error)
            }
        }
        let given = keys.gives ?? [:]
        for (id, value) in given where !mistakes.contains(id) {
            throw Problems([
                Problem("no mistake has the id \"\(id)\"\(didYouMean(id, in: mistakes))", at: value.place)
            ])
        }
        self.calls = calls
        self.expected = expected
        tolerance = keys.within ?? Self.usualTolerance
        mistaken = given.mapValues(\.value.value)
        why = keys.why
    }
}

extension ChallengeCase {
    /// A value of a kind, longer than what expressions pick from.
    private static func sample(_ kind: Function.Kind) -> Value {
        let numbers = Value.list(Array(repeating: Value.number(1), count: 64))
        return switch kind {
        case .number: .number(1)
        case .numbers: numbers
        case .matrix: .list(Array(repeating: numbers, count: 64))
        }
    }
}

extension CallValue {
    /// Whether it has the shape of a kind; rows of a matrix may differ in length, since that is a mistake to be
    /// found.
    func isA(_ kind: Function.Kind) -> Bool {
        switch (self, kind) {
        case (.number, .number): true
        case (.list(let values), .numbers): values.allSatisfy { $0.isA(.number) }
        case (.list(let rows), .matrix): rows.allSatisfy { $0.isA(.numbers) }
        default: false
        }
    }

    /// Whether it is the same as another up to a tolerance: NaN is equal to NaN, an infinity to itself.
    func equals(_ other: CallValue, within tolerance: Double, hasSignedZero: Bool) -> Bool {
        switch (self, other) {
        case (.number(let a), .number(let b)):
            if a.isNaN || b.isNaN { return a.isNaN && b.isNaN }
            if a == b { return !hasSignedZero || a != 0 || a.sign == b.sign }
            return a.isFinite && b.isFinite && abs(a - b) <= tolerance
        case (.list(let a), .list(let b)):
            return a.count == b.count
                && zip(a, b).allSatisfy { $0.equals($1, within: tolerance, hasSignedZero: hasSignedZero) }
        default: return false
        }
    }

    /// The value as an expression sees it.
    var expressionValue: Value {
        switch self {
        case .number(let number): .number(number)
        case .list(let values): .list(values.map(\.expressionValue))
        }
    }
}

/// The names of a `holds` expression.
struct AnswerScope: ExpressionScope {
    let got: Value

    let names = ["got"]
    let functions: [String] = []
    let functionsOfNames: [String] = []

    func value(named name: String) -> Value? { name == "got" ? got : nil }

    func call(_ name: String, arguments: [Value], nodes: [Expression.Node]) throws(ExpressionError) -> Value?
    { nil }
}
