import Course
import TerminalUI

/// Search over all lessons: their titles, steps, prose and questions.
typealias SearchScreen = FinderScreen<CourseSearch>

extension FinderScreen where Content == CourseSearch {
    init(_ route: Route = Route(), in session: Session) {
        self.init(CourseSearch(session.library, route: route))
    }
}

/// The course as search looks through it.
struct CourseSearch: FinderContent {
    private let route: Route
    private var reading: CourseReading
    private var index = CourseIndex()

    init(_ library: Library, route: Route) {
        self.route = route
        reading = CourseReading(library)
    }

    let title = "Search"
    let invitation = "any words: bias, ReLU, x₁"
    let enterHint = "open"
    static let hasDetail = true

    var progress: String? { reading.progress }

    mutating func readOn() {
        if let read = reading.readNext() { index.add(read) }
    }

    var remarks: [String] { reading.unreadable.map { "! \($0) can't be read: not searched" } }

    func items(matching query: Query) -> [Int] { index.targets(matching: query) }

    func counted(_ count: Int) -> String { count == 1 ? "1 place" : "\(count) places" }

    var words: [String] { index.words }

    func row(of item: Int) -> FinderRow {
        let target = index.targets[item]
        return FinderRow(
            number: target.number, text: target.title, style: target.stop.step == nil ? .bold : .plain)
    }

    func detail(of item: Int, query: Query) -> [StyledLine] {
        let target = index.targets[item]
        let isLesson = target.stop.step == nil
        var lines = [standingOut(target.lesson, query, in: isLesson ? .bold : .plain)]
        lines[0].append("  \(target.position)", .dim)
        if !isLesson { lines.append(standingOut(FoldedText(target.title), query, in: .bold)) }
        if isLesson { lines += [StyledLine()] + target.outline.map { StyledLine($0) } }
        for passage in target.excerpts(for: query) {
            let asks = passage.kind == .question ? StyledLine("asked: ", .dim) : StyledLine()
            lines += [StyledLine(), asks + standingOut(passage.text, query)]
        }
        return lines
    }

    /// A text in which the words that were looked for stand out.
    private func standingOut(_ text: FoldedText, _ query: Query, in style: Style = .plain) -> StyledLine {
        let hits = query.isEmpty ? [] : text.characters(of: query.words)
        var line = StyledLine()
        for (index, character) in text.text.enumerated() {
            line.append(String(character), hits.contains(index) ? Style(.accent, .bold) : style)
        }
        return line
    }

    func take(_ item: Int, in session: Session) -> [Command] {
        route.commands(to: index.targets[item].stop, in: session)
    }
}
