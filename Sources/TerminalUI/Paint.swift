/// What the ground of a cell stands for, as a map of values has it: its upper and its lower half.
///
/// A terminal with enough colours paints the two halves. Every other one shows the cell's own glyph instead, which
/// drawing code chooses so that it tells the same without colour.
package struct Paint: Hashable, Sendable {
    /// One half: a value from −`strongest` to `strongest`, or one of some classes.
    package struct Shade: Hashable, Sendable {
        package let code: Int8

        /// The largest size of a value.
        package static let strongest = 4
        /// How many classes have a shade of their own.
        package static let classes = 6
        /// All values, then all classes.
        package static let all =
            (-strongest...strongest).map { Shade(code: Int8($0)) } + (0..<classes).map(Shade.init(ofClass:))

        private init(code: Int8) { self.code = code }

        /// The shade of a value from −1 to 1; what is beyond counts as the end, and NaN as nothing.
        package init(of value: Double) {
            // max and min take NaN for a number.
            code = value.isNaN ? 0 : Int8((min(1, max(-1, value)) * Double(Self.strongest)).rounded())
        }

        /// The shade of a class, counted from 0.
        package init(ofClass index: Int) {
            code = Int8(10 + index % Self.classes)
        }

        /// The class, if it is one.
        package var classIndex: Int? { code >= 10 ? Int(code) - 10 : nil }
    }

    package let upper: Shade
    package let lower: Shade
    /// Whether the cell's glyph is shown on the ground, too, as a point on a map is.
    package let showsGlyph: Bool

    package init(_ upper: Shade, _ lower: Shade, showsGlyph: Bool = false) {
        (self.upper, self.lower, self.showsGlyph) = (upper, lower, showsGlyph)
    }

    /// The glyph of a shade without colours: nothing near 0, denser and denser above it, lines below it.
    package static func glyph(of shade: Shade, in glyphs: GlyphSet) -> Unicode.Scalar {
        if let index = shade.classIndex {
            let alphabet: [Unicode.Scalar] =
                glyphs == .unicode ? ["░", "╱", "▓", "·", "+", "╲"] : [":", "/", "#", ".", "+", "\\"]
            return alphabet[index]
        }
        let alphabet: [Unicode.Scalar] =
            glyphs == .unicode
            ? ["≡", "=", "-", "·", " ", "░", "▒", "▓", "█"] : ["=", "~", "-", ".", " ", ":", "+", "*", "#"]
        return alphabet[Int(shade.code) + Shade.strongest]
    }
}
