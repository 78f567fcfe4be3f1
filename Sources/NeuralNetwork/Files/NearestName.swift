/// The known name that someone who wrote `name` most likely meant, if one is near enough.
package func nearestName(to name: String, among known: [String]) -> String? {
    let longest = known.map(\.count).max() ?? 0
    guard name.utf8.count <= 2 * longest else { return nil }
    let distances = known.map { (name: $0, distance: editDistance(name.lowercased(), $0.lowercased())) }
    guard let nearest = distances.min(by: { $0.distance < $1.distance }) else { return nil }
    return nearest.distance <= max(1, nearest.name.count / 3) ? nearest.name : nil
}

/// That there is no such name, with the one that was meant, or all of them.
package func unknownName(_ name: String, _ known: [String]) -> String {
    let advice = nearestName(to: name, among: known).map { "did you mean \($0)?" }
    return "there is no \"\(name)\"; \(advice ?? "there are " + known.joined(separator: ", "))"
}

/// How many characters must be added, dropped or replaced to turn one word into the other (Levenshtein 1966).
private func editDistance(_ from: String, _ to: String) -> Int {
    let target = Array(to)
    var distances = Array(0...target.count)  // from the empty beginning of `from` to every beginning of `to`
    for (i, character) in from.enumerated() {
        var diagonal = distances[0]
        distances[0] = i + 1
        for j in target.indices {
            let replaced = diagonal + (character == target[j] ? 0 : 1)
            diagonal = distances[j + 1]
            distances[j + 1] = min(replaced, diagonal + 1, distances[j] + 1)
        }
    }
    return distances[target.count]
}
