import CodeRunner
import Foundation

extension CallValue {
    /// The value as pictures and prose write it, a list in brackets, cut where it is long.
    func shown(most: Int = 8) -> String {
        switch self {
        case .number(let number): return shownNumber(number)
        case .list(let values):
            let shown = values.prefix(most).map { $0.shown(most: most) }
            let rest = values.count > most ? ["… \(values.count) in all"] : []
            return "[" + (shown + rest).joined(separator: ", ") + "]"
        }
    }
}

private func shownNumber(_ number: Double) -> String {
    if number == 0, number.sign == .minus { return "−0" }
    if number.isInfinite { return number > 0 ? "∞" : "−∞" }
    if number.isNaN { return "NaN" }
    // As many digits as cases are compared to; the last ones of a double would only hide the others.
    return String(format: "%.10g", number).replacing("-", with: "−")
}
