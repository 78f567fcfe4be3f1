/// The known name that was probably meant by `name`, or nil when none is near.
///
/// Near means few edits: a letter changed, missing, added, or two neighbours swapped; about one edit for three letters.
package func nearest(_ name: String, in names: some Sequence<String>) -> String? {
    let longestNameCompared = 64
    guard name.utf8.count <= longestNameCompared else { return nil }
    let written = Array(name.lowercased())
    var best: (name: String, distance: Int)?
    for candidate in names where candidate.utf8.count <= longestNameCompared {
        let known = Array(candidate.lowercased())
        let near = max(1, max(written.count, candidate.count) / 3)
        // There are at least as many edits as one has letters more than the other.
        guard abs(known.count - written.count) <= near else { continue }
        let distance = editDistance(from: written, to: known)
        let isNear = distance <= near
        let sharesSomething = distance < max(written.count, candidate.count)
        if isNear, sharesSomething, distance < best?.distance ?? .max {
            best = (candidate, distance)
        }
    }
    return best?.name
}

/// The phrase that ends an error about an unknown name: `; did you mean "network"?`, or nothing.
package func didYouMean(_ name: String, in names: some Sequence<String>) -> String {
    nearest(name, in: names).map { "; did you mean \"\($0)\"?" } ?? ""
}

/// Optimal string alignment distance: insertions, deletions, substitutions and swaps of neighbours.
///
/// Source: Boytsov, "Indexing methods for approximate dictionary searching", 2011, section 2.2.
func editDistance(from source: [Character], to target: [Character]) -> Int {
    var beforePrevious: [Int] = []
    var previous = Array(0...target.count)
    for row in source.indices {
        var current = [row + 1]
        for column in target.indices {
            let isSame = source[row] == target[column]
            var distance = min(
                previous[column + 1] + 1, current[column] + 1, previous[column] + (isSame ? 0 : 1))
            let isSwap =
                row > 0 && column > 0 && source[row] == target[column - 1]
                && source[row - 1] == target[column]
            if isSwap { distance = min(distance, beforePrevious[column - 1] + 1) }
            current.append(distance)
        }
        (beforePrevious, previous) = (previous, current)
    }
    return previous[target.count]
}
