import CNcurses
import TerminalUI

/// Writes rows of cells into an ncurses window.
struct RowPainter {
    let window: UnsafeMutablePointer<WINDOW>
    let palette: Palette
    /// The row in ncurses' own form; kept to spare an allocation a row.
    private var cells: [cchar_t] = []
    /// Whether a cell can be painted in two halves.
    private let halves: Bool

    init(window: UnsafeMutablePointer<WINDOW>, palette: Palette, glyphs: GlyphSet) {
        self.window = window
        self.palette = palette
        halves = glyphs == .unicode
    }

    mutating func paint(_ row: ArraySlice<Cell>, y: Int) {
        cells.removeAll(keepingCapacity: true)
        var index = row.startIndex
        while index < row.endIndex {
            let cell = row[index]
            let width = index + 1 < row.endIndex && row[index + 1].isContinuation ? 2 : 1
            let look = palette.look(of: cell.style)
            if palette.canPaint, let paint = cell.style.paint, !paint.showsGlyph {
                // Ink above, ground below: the upper half block, where there is one.
                append(halves ? 0x2580 : 0x20, marks: .zero, look: look)
            } else if RowPainter.isPrintable(cell, width: width) {
                append(cell.scalar, marks: cell.marks, look: look)
            } else {
                append(0x3F, marks: .zero, look: look)
                if width == 2 { append(0x20, marks: .zero, look: look) }
            }
            index += width
        }
        mvwadd_wchnstr(window, Int32(y), 0, cells, Int32(cells.count))
    }

    private mutating func append(_ scalar: UInt32, marks: SIMD2<UInt32>, look: Palette.Look) {
        var cell = cchar_t()
        cncurses_set_cell(&cell, scalar, marks.x, marks.y, look.attributes, look.pair)
        cells.append(cell)
    }

    /// Whether ncurses gives the cell as many columns as the canvas did: a scalar that this system's locale does
    /// not know, or knows with another width, would push the rest of the row aside.
    private static func isPrintable(_ cell: Cell, width: Int) -> Bool {
        if (0x20..<0x7F).contains(cell.scalar) { return width == 1 }
        guard let scalar = Unicode.Scalar(cell.scalar), !isUnsafe(scalar) else { return false }
        return Int(cncurses_width(cell.scalar)) == width
    }
}
