import ArgumentParser
import TerminalUI
import Tutorial

/// `neurotour render LESSON#STEP`: one screen as text, after some keys.
struct RenderCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "render",
        abstract: "One screen as text on standard output, after some keys. It saves nothing.")

    @Argument(
        help: ArgumentHelp("The lesson, or a step of it.", valueName: "lesson[#step]"),
        completion: Completions.addresses)
    var address: String

    @Option(help: ArgumentHelp("The size in cells.", valueName: "WxH"))
    var size = Size(width: 80, height: 24)

    @Option(
        help: ArgumentHelp(
            "Keys to press first, as in 'Tab + + Enter'; text:0.25 types text.", valueName: "keys"))
    var keys = ""

    @Option(help: ArgumentHelp("Shows the animation after so many beats of the step.", valueName: "n"))
    var beat: Int?

    @OptionGroup var lessonOptions: LessonOptions

    @Option(help: ArgumentHelp("The alphabet of the pictures: unicode or ascii.", valueName: "set"))
    var glyphs = GlyphWish.auto

    /// More than any animation of the course has.
    private static let beats = 0...1000

    func run() throws {
        let library = try lessonOptions.library()
        let place: (entry: Int, step: Int?)
        do { place = try library.find(address) } catch {
            throw ProgramEnding.wrongInput("\(error)")
        }
        if let beat, !Self.beats.contains(beat) {
            throw ProgramEnding.wrongInput("--beat takes a number from 0 to \(Self.beats.upperBound)")
        }
        let canvas = Rendering(
            library: library, entry: place.entry, step: place.step ?? 0, size: size,
            glyphs: glyphs.glyphs ?? .unicode, keys: KeyScript(keys), beat: beat
        ).canvas()
        try Output.print(
            canvas.text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init))
    }
}

extension Size: ExpressibleByArgument {
    /// Reads `80x24` from the command line.
    public init?(argument: String) { self.init(argument) }
}
