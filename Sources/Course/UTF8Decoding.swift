/// The text of `bytes`, or the place of the first byte that is not UTF-8. A byte order mark is dropped.
func decodeUTF8(_ bytes: [UInt8], file: String) throws(Problem) -> String {
    let start = Place(file: file, line: 1, column: 1)
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
        throw Problem("the file is UTF-16; save it as UTF-8", at: start)
    }
    let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]
    let content = bytes.starts(with: byteOrderMark) ? bytes.dropFirst(byteOrderMark.count) : bytes[...]
    if let text = String(validating: content, as: UTF8.self) { return text }

    let valid = validPrefix(of: content)
    let lastLine = valid.unicodeScalars.reversed().prefix { $0 != "\n" }
    let line = 1 + valid.unicodeScalars.count { $0 == "\n" }
    let byte = content[content.startIndex + valid.utf8.count]
    let digits = String(byte, radix: 16, uppercase: true)
    throw Problem(
        "byte 0x\(digits) is not UTF-8; save the file as UTF-8",
        at: Place(file: file, line: line, column: lastLine.count + 1))
}

/// The text before the first byte that is not UTF-8.
private func validPrefix(of bytes: ArraySlice<UInt8>) -> String {
    var decoder = UTF8()
    var iterator = bytes.makeIterator()
    var text = String.UnicodeScalarView()
    while case .scalarValue(let scalar) = decoder.decode(&iterator) {
        text.append(scalar)
    }
    return String(text)
}
