import TerminalUI

/// Everything that a key can do in a lesson, apart from answering its tasks.
enum LessonAction: Hashable, Sendable {
    case goOn, readOn, stepBack
    case playOrPause, beatForward, beatBack, slower, faster
    case nextNumber, previousNumber, up, down, left, right
    case change(Double)
    case typeValue, setZero, nextActivation, addNeuron, deleteNeuron, playSolution, showAnswer
    case descend(Int)
    case why, matrices, letGo
    case find(Finding)
    case undo, redo, reset
    case exactDigits, nextLanguage
    case scrollUp, scrollDown, changePane
    case contents, help, leave

    var movesFocus: Bool {
        switch self {
        case .nextNumber, .previousNumber, .up, .down, .left, .right: true
        default: false
        }
    }
}

extension LessonScreen {
    /// The keys of a lesson that mean something right now. Their order is that of the footer.
    func bindings(_ session: Session) -> [KeyBinding<LessonAction>] {
        let all =
            moving(session) + looking + editing + walking + Finding.bindings(LessonAction.find)
            + showing(session.settings)
        // What the waiting task takes is its own: help and footer speak of it once.
        let taken = Set(run.keyTask?.task.bindings.flatMap(\.keys) ?? [])
        return all.filter { binding in
            binding.action == .readOn || !binding.keys.allSatisfy(taken.contains)
        }
    }

    private func moving(_ session: Session) -> [KeyBinding<LessonAction>] {
        var bindings: [KeyBinding<LessonAction>] = []
        if enterAsksWhy {
            bindings.append(
                KeyBinding(
                    [.enter, .character("w")], .why, label: "Enter",
                    help: "why this number? where it comes from; also w",
                    footer: "why this number?"))
        } else if readsOn(session) {
            bindings.append(KeyBinding([.enter], .readOn, help: "read on", footer: "read on"))
        } else if !taskTakesEnter {
            bindings.append(KeyBinding([.enter], .goOn, help: goOnHelp, footer: goOnFooter))
        }
        if isFocusFresh {
            bindings.append(
                KeyBinding(
                    [.escape], .letGo, help: "let the number go, back to the text", footer: "back to the text"
                ))
        }
        if run.activeTask?.task.playableSolution != nil || run.activeTask?.task.playableKeys != nil {
            bindings.append(
                KeyBinding(
                    [.character("H")], .playSolution, help: "play the solution, key by key", footer: "play it"
                ))
        }
        if session.settings.isPresenting, run.activeTask != nil {
            bindings.append(
                KeyBinding(
                    [.character("A")], .showAnswer, help: "show the answer to the class", footer: "answer"))
        }
        guard run.replay != nil else { return bindings }
        if run.halt > run.firstBeat {
            bindings.append(
                KeyBinding(
                    [.character(" ")], .playOrPause, help: "play, pause, or play once more",
                    footer: run.isPlaying ? "pause" : run.isAtHalt ? "replay" : "play"))
        }
        // On a curve a dot begins a number.
        guard !run.isCurve else { return bindings }
        bindings += [
            KeyBinding(
                [.character(".")], .beatForward, label: ". ,", help: "one beat on, one back",
                name: "one beat on"),
            KeyBinding([.character(",")], .beatBack, help: "", name: "one beat back"),
            KeyBinding(
                [.character("<")], .slower, label: "< >", help: "slower, faster",
                footer: run.isPlaying ? "speed" : nil, name: "slower"),
            KeyBinding([.character(">")], .faster, help: "", name: "faster"),
        ]
        return bindings
    }

    /// Going from number to number, and looking at them otherwise.
    private var looking: [KeyBinding<LessonAction>] {
        guard run.experiment != nil else { return [] }
        var bindings: [KeyBinding<LessonAction>] =
            run.isCurve
            ? []
            : [
                KeyBinding(
                    [.tab], .nextNumber, label: "Tab", help: "the next number; Shift-Tab: the one before",
                    footer: hasFocus ? "next number" : "focus a number", name: "focus the next number"),
                KeyBinding([.backTab], .previousNumber, help: "", name: "focus the number before"),
                KeyBinding(
                    [.up, .character("k")], .up, label: "↑ ↓ k j", help: "the number above, below",
                    name: "focus the number above"),
                KeyBinding([.down, .character("j")], .down, help: "", name: "focus the number below"),
                KeyBinding(
                    [.left, .character("h")], .left, label: "← → h l", help: "a layer to the left, right",
                    name: "focus a layer to the left"),
                KeyBinding([.right, .character("l")], .right, help: "", name: "focus a layer to the right"),
            ]
        if !enterAsksWhy {
            bindings.append(
                KeyBinding([.character("w")], .why, help: "why this number? where it comes from"))
        }
        if !run.isCurve {
            bindings.append(
                KeyBinding(
                    [.character("m")], .matrices,
                    help: showsMatrices ? "hide the matrices" : "show the numbers as matrices"))
        }
        return bindings
    }

    private var editing: [KeyBinding<LessonAction>] {
        guard run.numbersAreLive else { return anew }
        var bindings: [KeyBinding<LessonAction>] = []
        let valueKeys = "=0123456789" + (run.isCurve ? ".," : "")
        if run.isCurve {
            bindings.append(
                KeyBinding(
                    [.right], .change(0.1), label: "← →", help: "move the point by 0.1",
                    footer: "move the point", name: "move the point to the right"))
            bindings.append(
                KeyBinding([.left], .change(-0.1), help: "", name: "move the point to the left"))
        }
        let steps: [(more: Character, less: Character, step: Double)] = [
            ("+", "-", 0.1), ("]", "[", 0.01), ("}", "{", 1),
        ]
        for (more, less, step) in steps {
            bindings.append(
                KeyBinding(
                    [.character(more)], .change(step), label: "\(more) \(less)", help: "\(step) more, less",
                    footer: step == 0.1 && canChangeFocus ? "change" : nil, name: "\(step) more"))
            bindings.append(
                KeyBinding([.character(less)], .change(-step), help: "", name: "\(step) less"))
        }
        bindings += [
            KeyBinding(
                valueKeys.map(Key.character), .typeValue, label: "= 0-9",
                help: "type a value", footer: canChangeFocus ? "type" : nil),
            KeyBinding([.character("z")], .setZero, help: "set it to zero"),
            KeyBinding([.character("u")], .undo, help: "undo", footer: canUndo ? "undo" : nil),
            KeyBinding([.control("r")], .redo, help: "redo"),
            KeyBinding(
                [.character("r")], .reset, help: "reset this step's network; once more: its questions",
                footer: canUndo ? "reset" : nil),
        ]
        if run.experiment?.canDescend ?? false {
            bindings += [
                KeyBinding(
                    [.character("s")], .descend(1), help: "one step of gradient descent",
                    footer: "training step"),
                KeyBinding(
                    [.character("S")], .descend(Self.severalSteps),
                    help: "\(Self.severalSteps) steps of gradient descent"),
            ]
        }
        guard !run.isCurve else { return bindings }
        return bindings + [
            KeyBinding([.character("a")], .nextActivation, help: "the next activation for the focused layer"),
            KeyBinding([.character("N")], .addNeuron, help: "add a neuron to the focused layer"),
            KeyBinding([.character("D")], .deleteNeuron, help: "delete the focused neuron"),
        ]
    }

    /// Whether Enter reads on: there is more to read, and it is not needed for an answer that is being given.
    func readsOn(_ session: Session) -> Bool {
        hasMoreToRead(session) && !(isFocusFresh && taskTakesEnter)
            && !(run.keyTask?.task.isBeingAnswered ?? false)
    }

    /// In a step without a network: its questions once more.
    private var anew: [KeyBinding<LessonAction>] {
        guard run.experiment == nil, run.activeTask == nil, !run.answers.isEmpty
        else { return [] }
        return [
            KeyBinding([.character("r")], .reset, help: "answer this step's questions anew", footer: "anew")
        ]
    }

    /// Whether the task that waits has an Enter of its own.
    private var taskTakesEnter: Bool {
        run.keyTask?.task.bindings.contains { $0.keys.contains(.enter) } ?? false
    }

    /// Whether Enter asks where the number comes from that has just got the focus.
    private var enterAsksWhy: Bool { isFocusFresh && !taskTakesEnter }

    private var hasFocus: Bool { run.experiment?.cursor != nil }

    private var canChangeFocus: Bool {
        guard let experiment = run.experiment, let cursor = experiment.cursor else { return false }
        return experiment.isEditable(cursor)
    }

    private var canUndo: Bool { run.experiment?.history.canUndo ?? false }

    private var walking: [KeyBinding<LessonAction>] {
        [
            KeyBinding(
                [.backspace], .stepBack, help: "the step before",
                footer: stepIndex > 0 && !(run.keyTask?.task.holdsBackspace ?? false) ? "back" : nil),
            KeyBinding(
                [.pageUp, .control("u")], .scrollUp, label: "PgUp PgDn",
                help: "scroll the text, or the listing; Ctrl-U, Ctrl-D",
                name: "scroll up"),
            KeyBinding([.pageDown, .control("d")], .scrollDown, help: "", name: "scroll down"),
            KeyBinding([.function(6)], .changePane, help: "change the pane, where there is room for one"),
            KeyBinding([.character("c")], .contents, help: "contents of this lesson"),
        ]
    }

    private func showing(_ settings: Settings) -> [KeyBinding<LessonAction>] {
        var bindings: [KeyBinding<LessonAction>] = [
            KeyBinding(
                [.character("x")], .exactDigits, help: settings.isExact ? "short numbers" : "exact digits")
        ]
        if let code = run.picture as? CodeStage, code.hasLanguages {
            bindings.append(
                KeyBinding(
                    [.character("L")], .nextLanguage, help: "the listing in \(settings.language.next.title)",
                    footer: settings.language.next.title))
        }
        bindings += [
            KeyBinding([.character("?")], .help, help: "all keys", footer: "keys"),
            KeyBinding([.escape, .character("q")], .leave, label: "Esc q", help: "leave the lesson"),
        ]
        return bindings
    }

    private var goOnHelp: String {
        if case .task? = run.gate?.part { "twice: leave this for later" } else { "go on" }
    }

    private var goOnFooter: String {
        if run.isPlaying { return "skip ahead" }
        switch run.gate?.part {
        case .pause: return "go on"
        case .task: return asksToSkip ? "leave it" : "later"
        default: return isLastStep ? "finish" : "next"
        }
    }
}
