/// What the terminal's own ground is like, where that is known.
package enum Background: String, CaseIterable, Codable, Sendable {
    case dark
    case light
}
