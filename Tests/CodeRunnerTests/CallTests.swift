import FoundationEssentials
import Glibc
import Testing

@testable import CodeRunner

/// Learners' functions in every language, right, wrong and broken: real compilers and interpreters run them.
@Suite(.serialized) struct CallTests {
    static let dense = Function(
        name: "denseLayer",
        parameters: [
            .init(name: "inputs", kind: .numbers), .init(name: "weights", kind: .matrix),
            .init(name: "biases", kind: .numbers),
        ], results: [.init(name: "outputs", kind: .numbers)])

    static let right: [Language: String] = [
        .swift: """
        func denseLayer(_ inputs: [Double], _ weights: [[Double]], _ biases: [Double]) -> [Double] {
            weights.indices.map { i in
                let z = zip(weights[i], inputs).reduce(biases[i]) { $0 + $1.0 * $1.1 }
                return z <= 0 ? 0 : z
            }
        }
        """,
        .javascript: """
        export const denseLayer = (inputs, weights, biases) => weights.map((row, i) => {
          const z = row.reduce((sum, w, j) => sum + w * inputs[j], biases[i]);
          return z <= 0 ? 0 : z;
        });
        """,
        .python: """
        def dense_layer(inputs, weights, biases):
            z = [sum((w * x for w, x in zip(row, inputs)), b) for row, b in zip(weights, biases)]
            return [0 if value <= 0 else value for value in z]
        """,
    ]

    static let calls: [[CallValue]] = [
        [.numbers([1, 0]), .list([.numbers([0.5, -0.3]), .numbers([0.8, 0.1])]), .numbers([0.1, -0.2])],
        [.numbers([.nan]), .list([.numbers([1])]), .numbers([0])],
        [.numbers([.infinity]), .list([.numbers([1])]), .numbers([-0.0])],
        [.numbers([]), .list([]), .numbers([])],
    ]

    @Test(arguments: Language.all, [Protection.sandbox, .limits])
    func everyCallIsAnswered(language: Language, protection: Protection) async throws {
        let source = try #require(Self.right[language])
        let result = await call(Self.dense, in: source, language, protection)
        #expect(result.refusal == nil)
        #expect(result.protection == protection)
        #expect(result.printed == "")
        // 0.5 · 1 − 0.3 · 0 + 0.1 and 0.8 · 1 + 0.1 · 0 − 0.2, as IEEE 754 doubles give them with the bias first.
        #expect(result.answers[0] == .value(.numbers([0.1 + 0.5, -0.2 + 0.8])))
        guard case .value(let second) = result.answers[1] else {
            Issue.record("\(result)")
            return
        }
        #expect(second.allNumbers.count == 1 && second.allNumbers[0].isNaN)
        #expect(result.answers[2] == .value(.numbers([.infinity])))
        #expect(result.answers[3] == .value(.list([])))
    }

    @Test(arguments: [
        (
            Language.swift,
            "func denseLayer(_ a: [Double], _ w: [[Double]], _ b: [Double]) -> [Double] {\n  [a[7]]\n}"
        ),
        (.javascript, "export function denseLayer(a) {\n  return a.no.such;\n}"),
        (.python, "def dense_layer(a, w, b):\n    return [a[7]]"),
    ])
    func whatGoesWrongInACallIsToldWithItsLine(language: Language, source: String) async throws {
        let result = await call(Self.dense, in: source, language)
        // A crash does not keep the other calls from being made.
        #expect(result.answers.count == Self.calls.count)
        switch result.answers[0] {
        case .raised(let message, let line, _):
            #expect(line == 2)
            #expect(message.contains("IndexError") || message.contains("TypeError"))
        case .ended(.ended, let message, let line):
            #expect(line == 2)
            #expect(message == "Fatal error: Index out of range")
        default: Issue.record("\(result)")
        }
    }

    @Test(arguments: [
        (Language.swift, "func denseLayer(\n  let x\n}"),
        (.javascript, "export function denseLayer( {\n  let let\n}"),
        (.python, "def dense_layer(a, w, b)\n    return []"),
    ])
    func whatCannotBeReadIsToldWithItsLine(language: Language, source: String) async throws {
        let result = await call(Self.dense, in: source, language)
        guard case .mistakes(let mistakes, _) = result.refusal else {
            Issue.record("\(result)")
            return
        }
        #expect([1, 2].contains(mistakes.first?.line))
        #expect(result.answers.isEmpty)
    }

    @Test(arguments: Language.all)
    func aFunctionThatIsMissingIsNamed(language: Language) async throws {
        let result = await call(Self.dense, in: "", language)
        guard case .noFunction(let declaration) = result.refusal else {
            Issue.record("\(result)")
            return
        }
        #expect(declaration.contains(language.harness.functionName("denseLayer")))
    }

    @Test(arguments: [
        (Language.swift, "func denseLayer(_ a: [Double], _ w: [[Double]], _ b: [Double]) -> [Int] { [1] }"),
        (.javascript, "export const denseLayer = () => ({ a: 1 })"),
        (.python, "def dense_layer(a, w, b): return None"),
    ])
    func aResultOfAnotherKindIsNoAnswer(language: Language, source: String) async throws {
        let result = await call(Self.dense, in: source, language)
        switch (result.refusal, result.answers[0]) {
        case (.otherFunction(let declaration, _), nil): #expect(declaration.hasSuffix("-> [Double]"))
        case (nil, .other(let what)): #expect(what.hasPrefix("{\"a\":1}") || what == "None")
        default: Issue.record("\(result)")
        }
    }

    @Test(arguments: [
        (Language.javascript, "export function denseLayer(inputs) { inputs.push(1); return []; }"),
        (.python, "def dense_layer(inputs, w, b):\n    w.append([1])\n    return []"),
    ])
    func changedArgumentsAreNoticed(language: Language, source: String) async throws {
        let result = await call(Self.dense, in: source, language)
        #expect(result.answers[0] == .changedArguments(.list([])))
    }

    @Test(arguments: [Protection.sandbox, .limits])
    func anEarlyExitIsAMissingAnswer(protection: Protection) async throws {
        let source = "import os\nprint('ALL TESTS PASSED')\ndef dense_layer(a, w, b): os._exit(0)"
        let result = await call(Self.dense, in: source, .python, protection)
        #expect(result.answers == [0: .ended(.finished, message: nil, line: nil)])
        #expect(result.printed == "ALL TESTS PASSED\n")
    }

    @Test(arguments: [SIGILL, SIGABRT, SIGKILL, SIGSEGV], [Protection.sandbox, .limits])
    func aSignalIsToldFromAnExitCode(signal: Int32, protection: Protection) async throws {
        let killed = await call(
            Self.dense, in: "import os\ndef dense_layer(a, w, b): os.kill(os.getpid(), \(signal))", .python,
            protection)
        #expect(killed.answers[0] == .ended(.ended(signal: signal), message: nil, line: nil))
        let exited = await call(
            Self.dense, in: "import os\ndef dense_layer(a, w, b): os._exit(\(128 + signal))", .python,
            protection)
        #expect(exited.answers[0] == .ended(.failed(exitCode: 128 + signal), message: nil, line: nil))
    }

    private func call(
        _ function: Function, in source: String, _ language: Language, _ protection: Protection = .sandbox
    ) async -> FunctionResult {
        await CodeRunner.call(
            function, in: source, named: "mine.\(language.fileExtension)", language: language,
            calls: Self.calls,
            protection: protection)
    }
}
