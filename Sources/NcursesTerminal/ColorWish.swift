/// Whether colours are wanted.
package enum ColorWish: String, CaseIterable, Sendable {
    case auto, always, never

    /// What the environment makes of it: NO_COLOR (no-color.org) wins over CLICOLOR_FORCE, that over CLICOLOR=0
    /// (bixense.com/clicolors). How many colours there are is then for the terminal to say.
    func allowsColor(environment: (String) -> String?) -> Bool {
        switch self {
        case .always: return true
        case .never: return false
        case .auto:
            if let none = environment("NO_COLOR"), !none.isEmpty { return false }
            if let force = environment("CLICOLOR_FORCE"), !force.isEmpty, force != "0" { return true }
            return environment("CLICOLOR") != "0"
        }
    }
}
