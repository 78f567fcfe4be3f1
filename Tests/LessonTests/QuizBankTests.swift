import Course
import Foundation
import NeuralNetwork
import Testing

@testable import Tutorial

/// The quiz questions of the lessons against the bank that they were designed in, and their numbers against the engine.
struct QuizBankTests {
    private struct BankItem: Decodable {
        struct Distractor: Decodable {
            let text, tag: String
        }
        let id, lesson, stem, correct: String
        let distractors: [Distractor]
    }

    /// The lessons of the curriculum that the course has, by its names for them.
    private static let lessons = [
        "S1": "the-words", "S2": "visual-model", "S3": "one-neuron", "S4": "sigmoid", "S5": "forward-pass",
        "S6": "all-weights-zero", "S7": "sigmoid-for-relu", "S8": "third-hidden-neuron", "S9": "dead-neuron",
        "X5": "loss", "X6": "slope-by-nudging", "X7": "gradient-descent", "X8": "backpropagation",
        "X9": "training-live",
    ]

    private static let fixture = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("Fixtures/quiz.json")

    private static let items: [QuizItem.Name: QuizItem] = {
        var items: [QuizItem.Name: QuizItem] = [:]
        for entry in LessonCheckTests.library.allEntries {
            guard let lesson = try? entry.lesson().get() else { continue }
            for item in lesson.quizItems { items[QuizItem.Name(lesson: lesson.id, id: item.id)] = item }
        }
        return items
    }()

    @Test func everyItemOfTheBankStandsInItsLesson() throws {
        let bank = try JSONDecoder().decode([BankItem].self, from: Data(contentsOf: Self.fixture))
        let ours = bank.filter { Self.lessons[$0.lesson] != nil }
        #expect(ours.count == 36)
        for item in ours {
            let name = QuizItem.Name(lesson: Self.lessons[item.lesson] ?? "", id: item.id)
            let found = try #require(Self.items[name], "\(item.id) is missing")
            #expect(found.options.count == 1 + item.distractors.count, "\(item.id)")
            let tags = found.options.filter { !$0.isRight }.compactMap(\.misconception).sorted()
            #expect(tags == item.distractors.map(\.tag).sorted(), "\(item.id)")
        }
        let owned = Self.items.keys.filter { $0.id.hasPrefix("Q") }
        #expect(owned.count == ours.count)
    }

    /// Every option says why, each something else.
    @Test func everyOptionHasAnAnswerOfItsOwn() {
        for (name, item) in Self.items {
            #expect(Set(item.options.map(\.why)).count == item.options.count, "\(name)")
            #expect(item.options.allSatisfy { $0.why.count > 15 }, "\(name)")
            #expect(item.options.allSatisfy { $0.isRight || $0.misconception != nil }, "\(name)")
        }
    }

    private func right(_ id: String) throws -> String {
        let item = try #require(Self.items.first { $0.key.id == id }?.value)
        let option = try #require(item.options.first { $0.isRight })
        return option.text
    }

    private func number(_ text: String) -> Double? {
        let plain = text.replacingOccurrences(of: "−", with: "-")
        return plain.matches(of: /-?\d+(?:\.\d+)?/).last.flatMap { Double($0.output) }
    }

    /// The answers that are numbers, computed.
    @Test func theNumbersAreComputed() throws {
        let seedNet = try Network(layers: [
            DenseLayer(
                weights: Matrix([[0.5, -0.3], [0.8, 0.1]]), biases: [0.1, -0.2], activation: .relu),
            DenseLayer(weights: Matrix([[0.6, 0.4]]), biases: [0], activation: .linear),
        ])
        let first = try seedNet.forward([0, 1]).layers[0].activations[0]
        #expect(number(try right("Q06")) == first)
        #expect(abs((number(try right("Q17")) ?? .nan) - (try seedNet.forward([1, 1]).output[0])) < 0.005)
        #expect(number(try right("Q12")) == Activation.sigmoid(0))
        #expect(abs((number(try right("Q13")) ?? .nan) - Activation.sigmoid(-2)) < 0.005)
        #expect(number(try right("Q19")) == Activation.relu(0.1))
        #expect(abs((number(try right("Q20")) ?? .nan) - Activation.sigmoid(0.1)) < 0.0005)
        let sums = [-1, 0.3, 0.5]
        #expect(number(try right("Q26")) == -(sums.max() ?? 0))
        let products = zip([1.0, 2, 3], [0.2, 0.8, -0.5]).map(*).map(abs)
        #expect(try right("Q09").contains("1.6") && products.max() == 1.6)
        #expect(abs((number(try right("Q37")) ?? .nan) - (0 - 0.1 * (-12))) < 1e-9)
        #expect(number(try right("Q39")) == 0.5 * Activation.relu.slope(at: -1))
    }
}
