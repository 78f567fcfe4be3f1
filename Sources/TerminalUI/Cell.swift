/// One place of the screen: a scalar, up to two combining marks on it, and a style.
///
/// A plain value without references, so that two screens are compared word by word.
package struct Cell: Hashable, Sendable {
    /// The base scalar; 0 in the right half of a wide glyph.
    package var scalar: UInt32
    package var marks: SIMD2<UInt32>
    package var style: Style

    package init(_ scalar: Unicode.Scalar = " ", style: Style = .plain) {
        self.scalar = scalar.value
        marks = .zero
        self.style = style
    }

    /// The right half of a glyph that is two cells wide.
    package static func continuation(style: Style) -> Cell {
        var cell = Cell(style: style)
        cell.scalar = 0
        return cell
    }

    package var isContinuation: Bool { scalar == 0 }

    /// What the cell shows, as text; empty for the right half of a wide glyph.
    package var text: String {
        var text = ""
        for value in [scalar, marks.x, marks.y] where value != 0 {
            if let scalar = Unicode.Scalar(value) { text.unicodeScalars.append(scalar) }
        }
        return text
    }
}
