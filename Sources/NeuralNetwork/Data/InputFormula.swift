import Glibc

/// What a network is told of a row: one number, computed from its columns.
public enum InputFormula: Hashable, Sendable {
    /// A column as it stands.
    case column(Int)
    /// A column times itself.
    case square(Int)
    /// Two columns multiplied.
    case product(Int, Int)
    /// The sine of a column, in radians.
    case sine(Int)

    /// The number for a row.
    public func callAsFunction(_ row: ArraySlice<Double>) -> Double {
        func value(_ column: Int) -> Double { row[row.startIndex + column] }
        return switch self {
        case .column(let a): value(a)
        case .square(let a): value(a) * value(a)
        case .product(let a, let b): value(a) * value(b)
        case .sine(let a): sin(value(a))
        }
    }

    /// The formula for people, with the names of the columns in it: `x`, `x²`, `x·y`, `sin x`.
    public func title(_ columns: [String]) -> String {
        switch self {
        case .column(let a): columns[a]
        case .square(let a): "\(columns[a])²"
        case .product(let a, let b): "\(columns[a])·\(columns[b])"
        case .sine(let a): "sin \(columns[a])"
        }
    }

    /// The columns that it reads.
    var columns: [Int] {
        switch self {
        case .column(let a), .square(let a), .sine(let a): [a]
        case .product(let a, let b): [a, b]
        }
    }
}

extension PointFeature {
    /// The same as a formula of the columns x and y.
    public var formula: InputFormula {
        switch self {
        case .x: .column(0)
        case .y: .column(1)
        case .xSquared: .square(0)
        case .ySquared: .square(1)
        case .xTimesY: .product(0, 1)
        case .sinX: .sine(0)
        case .sinY: .sine(1)
        }
    }
}
