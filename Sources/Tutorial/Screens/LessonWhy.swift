import Diagrams
import Experiment
import TerminalUI

/// The way from a number to what it is made of: each of them came out of the one before.
struct WhyTrail: Sendable {
    private(set) var addresses: [Address]
    /// The term under the cursor, one for each number of the way.
    private var selections: [Int] = [0]
    /// What had the focus before.
    let origin: Address
    /// Whether that had just got it.
    let wasFresh: Bool

    init(_ address: Address, wasFresh: Bool) {
        addresses = [address]
        origin = address
        self.wasFresh = wasFresh
    }

    var current: Address { addresses.last ?? .input(0) }
    var selection: Int { selections.last ?? 0 }
    var isAtOrigin: Bool { addresses.count == 1 }

    mutating func choose(_ index: Int, of count: Int) {
        guard count > 0 else { return }
        selections[selections.count - 1] = min(max(0, index), count - 1)
    }

    mutating func enter(_ address: Address) {
        addresses.append(address)
        selections.append(0)
    }

    mutating func goBack() {
        addresses.removeLast()
        selections.removeLast()
    }
}

// "Why this number?": the derivation of the focused number stands in the place of the text, and the picture lights
// what it is made of.

extension LessonScreen {
    enum WhyAction: Hashable, Sendable {
        case enter, back, previous, next, exactDigits, matrices, close, help
    }

    func whyBindings(_ session: Session) -> [KeyBinding<WhyAction>] {
        guard let why else { return [] }
        let count = derivation(session)?.terms.count ?? 0
        return [
            KeyBinding(
                [.enter, .right, .character("l")], .enter, label: "Enter",
                help: "where the chosen number comes from", footer: count > 0 ? "why?" : nil),
            KeyBinding(
                [.escape, .character("q"), .character("w")], .close, label: "Esc", help: "back to the text",
                footer: "close"),
            KeyBinding(
                [.up, .character("k"), .backTab], .previous, label: "↑ ↓", help: "choose a number",
                footer: count > 1 ? "choose" : nil),
            KeyBinding([.down, .character("j"), .tab], .next, help: ""),
            KeyBinding(
                [.backspace, .left, .character("h")], .back, label: "Backspace", help: "the way back",
                footer: why.isAtOrigin ? nil : "back"),
            KeyBinding([.character("x")], .exactDigits, help: "all digits, or short numbers"),
            KeyBinding([.character("m")], .matrices, help: "show the matrices, or the graph"),
            KeyBinding([.character("?")], .help, help: "this list", footer: "keys"),
        ]
    }

    mutating func askWhy() -> [Command] {
        guard let address = run.experiment?.cursor else {
            return say("Tab puts the focus on a number first; then w asks where it comes from")
        }
        why = WhyTrail(address, wasFresh: isFocusFresh)
        isFocusFresh = false
        showsPicture = false
        return []
    }

    /// The derivation of the number that the learner has come to.
    func derivation(_ session: Session) -> Derivation? {
        guard let why, let picture = run.view(session.settings).picture(lit: nil) else { return nil }
        return Derivation(of: why.current, in: picture, glyphs: session.glyphs)
    }

    mutating func handleWhy(_ key: Key, _ session: Session) -> [Command] {
        guard var trail = why else { return [] }
        let terms = derivation(session)?.terms ?? []
        switch whyBindings(session).action(for: key) {
        case .enter:
            guard terms.indices.contains(trail.selection) else {
                return say("it goes back no further; Esc closes")
            }
            trail.enter(terms[trail.selection].address)
        case .back:
            guard !trail.isAtOrigin else { return closeWhy() }
            trail.goBack()
        case .previous: trail.choose(trail.selection - 1, of: terms.count)
        case .next: trail.choose(trail.selection + 1, of: terms.count)
        case .exactDigits: return toggleExactDigits(session)
        case .matrices:
            showsMatrices.toggle()
            return []
        case .close: return closeWhy()
        case .help:
            return [
                .push(
                    HelpScreen(title: "Keys of \"why this number?\"", hints: whyBindings(session).map(\.hint))
                )
            ]
        case nil: return []
        }
        why = trail
        run.look(at: trail.current)
        return []
    }

    private mutating func closeWhy() -> [Command] {
        guard let trail = why else { return [] }
        run.look(at: trail.origin)
        isFocusFresh = trail.wasFresh
        why = nil
        return []
    }

    /// What the picture lights while the learner asks why.
    var whyNumbers: Set<Address>? {
        guard let why, let experiment = run.experiment else { return nil }
        return Derivation.numbers(of: why.current, in: experiment)
    }

    /// The derivation as it stands in the text's pane, and the row of the chosen term.
    func whyRows(width: Int, glyphs: GlyphSet, _ session: Session) -> (rows: [StyledLine], chosen: Int?) {
        guard let why, let derivation = derivation(session) else { return ([], nil) }
        var rows: [StyledLine] = []
        var chosen: Int?
        func add(_ line: StyledLine, indent: Int = 0) {
            rows += line.spelled(in: glyphs).wrapped(to: width, indent: indent)
        }
        if let way = way(why, session, glyphs: glyphs) {
            add(way)
            rows.append(StyledLine())
        }
        add(StyledLine("Why ", .plain) + derivation.title + StyledLine("?"))
        add(StyledLine(derivation.rule))
        if !derivation.terms.isEmpty { rows.append(StyledLine()) }
        for (index, term) in derivation.terms.enumerated() {
            let isChosen = index == why.selection
            if isChosen { chosen = rows.count }
            add(StyledLine(isChosen ? glyphs.pick("▸ ", "> ") : "  ", .accent) + term.line, indent: 4)
        }
        if let remark = derivation.remark {
            rows.append(StyledLine())
            add(StyledLine(remark, .dim))
        }
        return (rows, chosen)
    }

    /// The way back: `y = 0.46 ← z = 0.46 ← …`.
    private func way(_ trail: WhyTrail, _ session: Session, glyphs: GlyphSet) -> StyledLine? {
        guard !trail.isAtOrigin, let picture = run.view(session.settings).picture(lit: nil) else {
            return nil
        }
        var line = StyledLine()
        for address in trail.addresses.dropLast() {
            line.append(Derivation(of: address, in: picture, glyphs: glyphs).title.text + " ← ", .dim)
        }
        line.append("…", .dim)
        return line
    }
}
