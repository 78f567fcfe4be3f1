import Course

/// The names of everything that a key can do, found by looking at the screens that have it.
struct ActionNames {
    private(set) var known: Set<String> = []

    /// Looks at one screen after the other until all wanted names have been seen.
    init(for wanted: some Sequence<String>, in session: Session) {
        let wanted = Set(wanted)
        add(HomeScreen(session), session)
        add(PlaygroundScreen(in: session), session)
        add(SettingsScreen(), session)
        for entry in session.library.entries {
            guard let count = try? entry.lessonWithUnreadFences().steps.count else { continue }
            for step in 0..<count {
                if wanted.isSubset(of: known) { return }
                add(LessonScreen.open(entry, step: step, plansAhead: false, in: session), session)
            }
        }
    }

    private mutating func add(_ screen: any Screen, _ session: Session) {
        known.formUnion(screen.actions(in: session).map(\.title))
    }
}

extension Configuration {
    /// What is wrong with the names of actions that keys were given to.
    package func unknownActions(in session: Session) -> [Trouble] {
        guard !keys.isEmpty else { return [] }
        let names = ActionNames(for: keys.keys, in: session).known
        let unknown = keyPlaces.filter { !names.contains($0.key) }.sorted { $0.value < $1.value }
        return unknown.map { name, place in
            let text =
                "no key does \"\(name)\"\(didYouMean(name, in: names)); Ctrl-P lists everything by its name"
            return Trouble(setting: "keys", text: "\(Problem(text, at: place))")
        }
    }
}
