import Diagrams
import Foundation
import Experiment
import NeuralNetwork
import TerminalUI

/// The playground: choose data and a network, train it, watch every neuron learn, and change anything at any moment.
package struct PlaygroundScreen: Screen {
    private(set) var board: PlaygroundBoard
    /// A question in the last row: what to open, or under which name to save.
    private(set) var prompt: PlaygroundPrompt?

    private enum Action: Hashable {
        case board(PlaygroundAction)
        case open, save, find(Finding), help, leave
    }

    /// - Parameter start: what it begins with; Playground's own configuration, if left out.
    package init(_ start: PlaygroundStart = PlaygroundStart(), in session: Session) {
        board = PlaygroundBoard(start.playground, seed: session.settings.seed)
        if let trouble = start.trouble { board.message = trouble }
    }

    package var tickInterval: Duration? { board.tickInterval }

    // MARK: Keys

    private var bindings: [KeyBinding<Action>] {
        let ofBoard = board.bindings.map { binding in
            KeyBinding(
                binding.keys, Action.board(binding.action), label: binding.hint.label,
                help: binding.hint.help,
                footer: binding.hint.footer, name: binding.name)
        }
        return ofBoard + [
            KeyBinding(
                [.character("o")], .open, help: "open a table (CSV), a network (JSON) or a Playground link",
                footer: "open"),
            KeyBinding(
                [.character("S")], .save,
                help: "save the network: JSON, NumPy, PyTorch, JavaScript, Swift, or a link",
                footer: "save"),
        ] + Finding.bindings(Action.find) + [
            KeyBinding([.character("?")], .help, help: "all keys", footer: "keys"),
            KeyBinding(
                [.escape, .character("q")], .leave, label: "Esc q", help: "leave the playground",
                footer: "leave"),
        ]
    }

    package func actions(in session: Session) -> [NamedAction] { bindings.actions() }

    package mutating func handle(_ event: Event, in session: Session) -> [Command] {
        switch event {
        case .tick(let elapsed):
            board.tick(elapsed)
            return []
        case .key(let key): return handle(key, in: session)
        case .paste(let text):
            if prompt != nil {
                prompt?.field.paste(text)
                // Another name is another file: it is asked about anew.
                prompt?.asksAgain = false
            } else {
                board.typed?.paste(text)
            }
            return []
        case .mouse(let action, let point):
            guard prompt == nil, let target = target(at: point, in: session) else { return [] }
            board.handle(action, target: target)
            return []
        case .command, .resize, .signal, .terminalClosed: return []
        }
    }

    private mutating func handle(_ key: Key, in session: Session) -> [Command] {
        if prompt != nil { return answer(key) }
        if board.typed != nil, board.handle(key) { return [] }
        guard let action = bindings.action(for: key) else { return [] }
        switch action {
        case .board: _ = board.handle(key)
        case .open: prompt = PlaygroundPrompt(.open)
        case .save: prompt = PlaygroundPrompt(.save, text: "network.py")
        case .find(let finding): return finding.open(over: self, in: session)
        case .help:
            return [.push(HelpScreen(title: "Keys of the playground", hints: bindings.map(\.hint)))]
        case .leave:
            (board.isTraining, board.message) = (false, nil)
            return [.keep(self), .pop]
        }
        return []
    }

    private mutating func answer(_ key: Key) -> [Command] {
        guard var asked = prompt else { return [] }
        switch key {
        case .escape: prompt = nil
        case .enter:
            prompt = nil
            let text = asked.field.text.trimmingCharacters(in: .whitespaces)
            guard !text.isEmpty else { return [] }
            return asked.purpose == .open ? open(text) : save(text, overwrites: asked.asksAgain)
        default:
            if asked.field.handle(key) { asked.asksAgain = false }
            prompt = asked
        }
        return []
    }

    // MARK: Opening and saving

    private mutating func open(_ text: String) -> [Command] {
        board.isTraining = false
        guard text.contains("=") || text.contains("#") || text.contains("://") else {
            return [.playground(.open(text, board.playground.configuration))]
        }
        openLink(text)
        return []
    }

    private mutating func openLink(_ text: String) {
        do {
            let configuration = try PlaygroundConfiguration(link: text)
            try board.open(configuration)
            board.message =
                "opened the link: \(board.playground.configuration.data.title), seed \(configuration.seed)"
        } catch { board.message = "\(error)" }
    }

    private mutating func save(_ name: String, overwrites: Bool) -> [Command] {
        do throws(PlaygroundRefusal) {
            let text = try PlaygroundExport(board.playground).text(forFile: name)
            return [.playground(.save(file: name, text: text, overwrites: overwrites))]
        } catch {
            board.message = error.description
            return []
        }
    }

    package mutating func receive(_ report: PlaygroundReport, in session: Session) -> [Command] {
        do throws(PlaygroundRefusal) {
            switch report {
            case .table(let begun):
                board.open(begun)
                let start = board.playground.start
                board.message =
                    "\(begun.configuration.data.name): \(start.data.count) rows, to tell \(start.data.target)"
            case .network(let network):
                try board.open(network)
                let title = board.playground.configuration.data.title
                board.message = "opened the network, now on \(title); it learns on from here"
            case .link(let text): openLink(text)
            case .saved(let file): board.message = "saved \(file)"
            case .exists(let file):
                prompt = PlaygroundPrompt(.save, text: file)
                prompt?.asksAgain = true
                board.message = nil
            case .trouble(let problem): board.message = problem
            case .busy: board.message = "reading …"
            }
        } catch { board.message = error.description }
        return []
    }

    // MARK: Drawing

    package func draw(on canvas: inout Canvas, in session: Session) {
        let bounds = canvas.bounds
        guard !bounds.isEmpty else { return }
        drawHeader(on: &canvas)
        let hasFooter = bounds.height >= 4
        canvas.clipped(to: bounds.inset(top: 1, bottom: hasFooter ? 1 : 0)) { board.draw(on: &$0) }
        guard hasFooter else { return }
        let y = bounds.height - 1
        if let prompt {
            canvas.clipped(to: Rect(x: 1, y: y, width: bounds.width - 2, height: 1)) { prompt.draw(on: &$0) }
        } else if let notice = session.notice {
            canvas.writeCut(StyledLine(notice, .warning), x: 1, y: y, width: bounds.width - 2)
        } else {
            let hints = board.typed == nil ? bindings.map(\.hint) : KeyHint.whileTyping
            canvas.drawHints(hints, y: y, in: session)
        }
    }

    private func drawHeader(on canvas: inout Canvas) {
        let width = canvas.bounds.width
        let playground = board.playground
        let title = "Playground"
        let isNarrow = 1 + title.count + 2 + cellWidth(of: progress(withSpeed: true)) > width - 1
        let right = progress(withSpeed: !isNarrow)
        canvas.write(title, x: 1, y: 0, style: Style(.accent, .bold))
        let sizes = playground.network.layerSizes
        let shape =
            sizes.count > 8
            ? "\(sizes.count - 2) hidden layers" : sizes.map(String.init).joined(separator: "-")
        let left =
            "\(playground.configuration.data.title) · \(shape) · \(playground.network.parameterCount) parameters"
        let room = width - 14 - cellWidth(of: right) - 2
        canvas.writeCut(StyledLine(left, .dim), x: 13, y: 0, width: max(0, room))
        canvas.writeRight(right, endX: width - 1, y: 0, style: board.isTraining ? Style(.good, .bold) : .bold)
    }

    /// `▶ epoch 120  410 k/s`.
    private func progress(withSpeed showsSpeed: Bool) -> String {
        let playground = board.playground
        var text = "epoch \(playground.epoch)"
        if let look = playground.lookBack { text += " of \(look.latestEpoch)" }
        if let speed = board.pace.examplesPerSecond, board.isTraining, showsSpeed {
            text += "  \(Self.short(speed)) examples/s"
        }
        return (board.isTraining ? "▶ " : "") + text
    }

    /// `410 k`, `3.2 M`.
    private static func short(_ number: Double) -> String {
        switch number {
        case ..<1000: "\(Int(number))"
        case ..<1_000_000: "\(Int(number / 1000)) k"
        default: "\(Double(Int(number / 100_000)) / 10) M"
        }
    }

    package func statusInWords(in session: Session) -> [String] {
        [session.notice, prompt?.inWords].compactMap(\.self)
    }

    package var hasField: Bool { prompt != nil || board.typed != nil }
    package var takesValues: Bool { !hasField }

    package func inWords(in session: Session) -> [String] { ["Playground."] + board.inWords() }
}

/// What the learner is asked to type in the last row.
struct PlaygroundPrompt: Sendable {
    enum Purpose: Sendable { case open, save }

    let purpose: Purpose
    var field: TextField
    /// Whether the file is there already, and Enter replaces it.
    var asksAgain = false

    init(_ purpose: Purpose, text: String = "") {
        self.purpose = purpose
        // A link of Playground's has some four hundred characters.
        field = TextField(text, longest: 4000)
    }

    private var label: String {
        switch purpose {
        case .open: "open: "
        case .save: asksAgain ? "it is there already; Enter replaces it: " : "save as: "
        }
    }

    var inWords: String { "\(label)\(field.text.isEmpty ? invitation : field.text)" }

    /// What can be typed.
    private var invitation: String {
        purpose == .open
            ? "table.csv, network.json or a Playground link   Esc leaves it"
            : ".json  .py (NumPy)  .torch.py  .js  .swift  .link"
    }

    func draw(on canvas: inout Canvas) {
        let end = canvas.write(label, x: 0, y: 0, style: asksAgain ? .warning : .accent)
        canvas.clipped(to: Rect(x: end, y: 0, width: max(0, canvas.bounds.width - end), height: 1)) {
            field.draw(on: &$0, invitation: invitation)
        }
        guard purpose == .save, !asksAgain, !field.text.isEmpty else { return }
        // What there is to choose from, as long as the name leaves room for it.
        let endings = PlaygroundExport.endings
        let used = end + cellWidth(of: safeText(field.text)) + 3
        guard used + cellWidth(of: endings) < canvas.bounds.width else { return }
        canvas.writeRight(endings, endX: canvas.bounds.width, y: 0, style: .dim)
    }
}
