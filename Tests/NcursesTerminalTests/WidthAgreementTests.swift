import CNcurses
import Glibc
import Testing
import TerminalUI

/// ncurses places text by the C library's `wcwidth`; where our own table differs, a cell shows "?" instead.
struct WidthAgreementTests {
    private func agrees(_ scalar: Unicode.Scalar) -> Bool {
        Int(cncurses_width(scalar.value)) == cellWidth(of: scalar)
    }

    @Test func theCLibraryAgreesOnWhatWeDrawWith() throws {
        let locale = try #require(newlocale(1 << LC_CTYPE, "C.UTF-8", nil))
        let previous = uselocale(locale)
        defer {
            uselocale(previous)
            freelocale(locale)
        }
        let drawable = (0x20...0x2BFF).compactMap(Unicode.Scalar.init).filter {
            hasASCIISpelling($0) && $0.value != 0x7F
        }
        #expect(drawable.count > 150)
        for scalar in drawable { #expect(agrees(scalar), "\(scalar)") }
        // Box drawing, block elements and braille, whole blocks.
        let blocks = [0x2500...0x259F, 0x2800...0x28FF].joined().compactMap { Unicode.Scalar(UInt32($0)) }
        for scalar in blocks { #expect(agrees(scalar), "\(scalar)") }
        // Wide ones, old and new.
        for scalar in "漢字한あＡ🙂⭐⚡🟢👍".unicodeScalars { #expect(agrees(scalar), "\(scalar)") }
    }
}
