import Course
import TerminalUI

/// Whether the picture of a step shows anything at 80×24. A network too big for it folds, and says so.
struct PictureFit {
    let problems: [Problem]

    init(_ plan: StepPlan) {
        guard let picture = plan.picture, let place = plan.step.fences.first?.place else {
            problems = []
            return
        }
        problems = GlyphSet.allCases.flatMap { glyphs -> [Problem] in
            var run = StepRun(plan, motion: .off)
            run.finishPlaying()
            let view = run.view(Settings(), glyphs: glyphs)
            var canvas = Canvas(size: Size(width: 50, height: 19), glyphs: glyphs)
            picture.draw(on: &canvas, view: view)
            let isEmpty = canvas.text.allSatisfy(\.isWhitespace)
            return isEmpty
                ? [Problem("the picture has no room at 80×24 (\(glyphs.rawValue))", at: place)] : []
        }
    }
}
