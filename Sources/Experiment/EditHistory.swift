/// The edits of a step with their inverses, so that undo and redo have no limit and never copy a network.
package struct EditHistory: Hashable, Sendable {
    package struct Entry: Hashable, Sendable {
        /// The edit as it stands now; a run of changes to one number keeps only the last.
        package fileprivate(set) var edit: Edit
        /// The edit that takes it back.
        package let inverse: Edit
    }

    /// The edits in force, oldest first.
    package private(set) var done: [Entry] = []
    private var undone: [Entry] = []
    private var runIsOpen = false

    package var canUndo: Bool { !done.isEmpty }
    package var canRedo: Bool { !undone.isEmpty }

    /// How many edits changed numbers of one kind.
    package func count(of kind: Address.Kind) -> Int {
        done.count { entry in
            guard case .assign(let assignments) = entry.edit else { return false }
            return assignments.contains { $0.address.kind == kind }
        }
    }

    /// How many steps of training were made.
    package var trainingSteps: Int { done.reduce(0) { $0 + $1.edit.trainingSteps } }

    /// The steps of training that nothing was changed by hand after, oldest first.
    package var run: ArraySlice<Entry> {
        let last = done.lastIndex { $0.edit.trainingSteps == 0 }
        return done[(last.map { $0 + 1 } ?? 0)...]
    }

    /// Notes an edit.
    /// - Returns: whether it goes on with the run of changes that the entry before it began.
    mutating func record(_ edit: Edit, inverse: Edit) -> Bool {
        undone.removeAll()
        if runIsOpen, let target = edit.target, target == done.last?.edit.target {
            done[done.count - 1].edit = edit
            return true
        }
        done.append(Entry(edit: edit, inverse: inverse))
        runIsOpen = true
        return false
    }

    mutating func endRun() {
        runIsOpen = false
    }

    /// Takes the latest edit out of force.
    /// - Returns: the edit that carries this out.
    mutating func undo() -> Edit? {
        guard let entry = done.popLast() else { return nil }
        undone.append(entry)
        runIsOpen = false
        return entry.inverse
    }

    /// Puts the edit back in force that was taken back last.
    /// - Returns: the edit that carries this out.
    mutating func redo() -> Edit? {
        guard let entry = undone.popLast() else { return nil }
        done.append(entry)
        runIsOpen = false
        return entry.edit
    }
}
