import CodeRunner
import Foundation
import Testing

@testable import Tutorial

/// The course's challenges, run for real: starters and solutions.
@Suite(.serialized) struct ChallengeTests {
    /// Every starter fails and every solution passes, in each language that this machine has.
    @Test(arguments: ["12-challenge-dense-layer", "14-more-challenges"])
    func startersFailAndSolutionsPass(folder: String) async {
        var check = LessonCheck(
            Library.open(folder: "\(LessonCheckTests.lessons)/\(folder)", shownAs: folder))
        check.prove()
        await check.runChallenges()
        #expect(check.problems.filter { !$0.message.hasPrefix("no lesson has the id") }.isEmpty)
        #expect(check.notes.count <= Language.all.filter { !$0.isAvailable }.count)
    }

    @Test func denseLayerHasTheCasesOfTheCurriculum() throws {
        let challenge = try LessonCheckTests.library.challenge(named: "dense-layer")
        #expect(challenge.cases.count == 18)
        #expect(challenge.cases.prefix(4).allSatisfy { !$0.isHidden })
        #expect(challenge.cases.dropFirst(4).allSatisfy { $0.isHidden })
        // Rows 5, 10, 13 and 18 of the curriculum's table.
        #expect(challenge.cases[4].expected == [.value(.numbers([0.3, 0.7]))])
        #expect(challenge.cases[9].expected == [.error])
        #expect(challenge.cases[12].calls[0][0].allNumbers.map(\.sign) == [.minus])
        #expect(challenge.cases[17].calls[0].map(\.allNumbers.count) == [256, 65_536, 256])
        let names = LessonCheckTests.library.challenges.map(\.name)
        #expect(names.prefix(5) == ["dense-layer", "sigmoid", "softmax", "forward-pass", "gradient-step"])
    }
}

/// The mistakes that the challenges recognise, in programs that make them.
@Suite(.serialized) struct KnownMistakeTests {
    /// A program that makes a known mistake, by its path below the fixtures: `dense-layer/transposed.py`.
    struct WrongProgram: Sendable, CustomTestStringConvertible {
        let path: String
        var testDescription: String { path }
    }

    /// Read once for all of them.
    private static let challenges = LessonCheckTests.library.challenges
    private static let fixtures = "\(LessonCheckTests.root)/Tests/LessonTests/Fixtures/challenges"

    /// The mistakes in denseLayer that are tried in every language.
    private static let everywhere = [
        "transposed", "no-bias", "abs", "negative-zero", "nan-swallowed", "empty",
    ]

    /// Those in JavaScript, the fastest to run; in another language where a mistake is one of that.
    static let wrongPrograms: [WrongProgram] = {
        let all = (FileManager.default.subpaths(atPath: fixtures) ?? []).sorted()
        let programs = all.filter { path in path.contains("/") && Language.of(file: path) != nil }
        return programs.filter { path in
            path.hasSuffix(".js") || everywhere.contains { path.hasPrefix("dense-layer/\($0).") }
                || !programs.contains(path.prefix { $0 != "." } + ".js") && path.hasSuffix(".py")
        }.map(WrongProgram.init)
    }()

    @Test func thereAreWrongPrograms() throws {
        let names = Self.wrongPrograms.map(\.path)
        #expect(names.filter { $0.hasPrefix("dense-layer/") }.count > 25)
        // Each known mistake of each challenge has one.
        for challenge in Self.challenges {
            for mistake in challenge.mistakes {
                #expect(names.contains { $0.hasPrefix("\(challenge.name)/\(mistake.id).") })
            }
        }
    }

    /// What the program gives is told as the mistake that it makes, and the picture is of a case that shows it.
    @Test(arguments: wrongPrograms)
    func aKnownMistakeIsNamed(program: WrongProgram) async throws {
        let parts = program.path.split(separator: "/")
        let challenge = try #require(Self.challenges.first { $0.name == parts[0] })
        let language = try #require(Language.of(file: program.path))
        let source = try String(contentsOfFile: "\(Self.fixtures)/\(program.path)", encoding: .utf8)
        let verdict = await challenge.run(source, named: String(parts[1]), in: language, withHidden: true)
        #expect(verdict.refusal == nil)
        #expect(!verdict.isPassed)
        let mistake = try #require(verdict.mistake)
        #expect(mistake.id == parts[1].prefix { $0 != "." })
        #expect(verdict.tellingFailure?.aCase.mistaken[mistake.id] != nil)
    }
}
