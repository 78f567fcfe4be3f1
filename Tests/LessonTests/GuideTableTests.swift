import Course
import Experiment
import Foundation
import Testing

@testable import Tutorial

/// The tables of the authors' guide against what the program reads.
struct GuideTableTests {
    private static let guide =
        (try? String(contentsOfFile: "\(LessonCheckTests.lessons)/README.md", encoding: .utf8)) ?? ""

    /// The type behind a table, by the line that leads to it: a heading, or "Each entry of `x`" below one.
    private static var types: [String: any Decodable.Type] {
        [
            "## The top of the file": FrontMatter.Keys.self,
            "### network": NetworkStage.Keys.self,
            "### network: layers": NetworkStage.LayerKeys.self,
            "### curve": CurveStage.Keys.self,
            "### loss-curve": LossCurveStage.Keys.self,
            "### predict": PredictStage.Keys.self,
            "### predict: wrong": PredictStage.WrongKeys.self,
            "### do": DoStage.Keys.self,
            "### do: blanks": DoStage.BlankKeys.self,
            "### exercise": ExerciseStage.Keys.self,
            "### exercise: near_misses": ExerciseStage.NearMissKeys.self,
            "### quiz": QuizItem.Keys.self,
            "### quiz: options": QuizItem.OptionKeys.self,
            "### quiz: draw": QuizStage.DrawKeys.self,
            "### terms": Term.Keys.self,
            "### match": MatchStage.Keys.self,
            "### match: items": MatchStage.ItemKeys.self,
            "### code": CodeStage.Keys.self,
            "### code: lines": CodeStage.LineKeys.self,
            "### challenge": Challenge.Keys.self,
            "### challenge: cases": ChallengeCase.Keys.self,
            "### challenge: mistakes": Challenge.MistakeKeys.self,
        ]
    }

    /// The keys of each table, and whether the guide says that they are needed.
    private static let tables: [String: [FenceKey]] = {
        var tables: [String: [FenceKey]] = [:]
        var (heading, name): (String, String?) = ("", nil)
        var isTable = false
        for line in guide.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) {
            if line.hasPrefix("## ") || line.hasPrefix("### ") {
                heading = line.split(separator: ":").first.map(String.init) ?? line
                name = heading
            } else if line.hasPrefix("Each entry of `"),
                let entry = line.split(separator: "`").dropFirst().first
            {
                name = "\(heading): \(entry)"
            } else if line == "| key | what it is | needed? |" {
                isTable = true
                // A second table under one name is that of the other form: a quiz that draws.
                if let known = name, tables[known] != nil { name = "\(heading): draw" }
            } else if isTable, line.hasPrefix("| `") || line.hasPrefix("|---") {
                let cells = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
                guard line.hasPrefix("| `"), let name else { continue }
                let keys = cells[0].split(separator: "`").map(String.init).filter {
                    $0 != ", " && !$0.isEmpty
                }
                tables[name, default: []] += keys.map { FenceKey(name: $0, isRequired: cells.last == "yes") }
            } else {
                isTable = false
            }
        }
        return tables
    }()

    @Test func thereIsATableForEachType() {
        #expect(Set(Self.tables.keys) == Set(Self.types.keys))
    }

    @Test(arguments: types.keys.sorted())
    func aTableListsTheKeysThatAreRead(name: String) throws {
        let type = try #require(Self.types[name])
        let known = Set(fenceKeys(of: type))
        #expect(known.count >= 2)
        #expect(Set(Self.tables[name] ?? []) == known, "\(name)")
    }

    /// The tables of names and functions are the program's own, word for word.
    @Test func theNamesAreTheProgramsOwn() {
        let tables = ExperimentScope.guideTables.joined(separator: "\n")
        #expect(
            Self.guide.contains(tables), "run neurotour check --names and put what it prints into the guide")
    }

    /// Each kind of fence has its section.
    @Test func everyFenceIsExplained() {
        for kind in StageCatalog.kinds { #expect(Self.guide.contains("\n### \(kind)"), "\(kind)") }
    }
}
