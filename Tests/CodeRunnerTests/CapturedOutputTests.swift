import Testing

@testable import CodeRunner

struct CapturedOutputTests {
    private func text(_ bytes: [UInt8], limit: Int, chunk: Int) -> String {
        var captured = CapturedOutput(limit: limit)
        for start in stride(from: 0, to: bytes.count, by: chunk) {
            bytes[start..<min(start + chunk, bytes.count)].withUnsafeBytes { captured.append($0) }
        }
        return captured.text
    }

    @Test(arguments: [1, 3, 7, 1000], [0, 1, 9, 10, 11, 19, 20, 21, 500])
    func keepsHeadAndTailHoweverItArrives(chunk: Int, count: Int) {
        let bytes = (0..<count).map { UInt8(ascii: "a") + UInt8($0 % 26) }
        let whole = String(decoding: bytes, as: UTF8.self)
        let expected =
            count <= 20 ? whole : "\(whole.prefix(10))\n… \(count - 20) bytes left out …\n\(whole.suffix(10))"
        #expect(text(bytes, limit: 20, chunk: chunk) == expected)
    }

    @Test func aCharacterSplitBetweenTwoReadsIsWhole() {
        #expect(text(Array("z = W·x + b".utf8), limit: 100, chunk: 1) == "z = W·x + b")
    }

    @Test func bytesThatAreNotTextAreShownAsSuch() {
        #expect(text([0x61, 0xff, 0x62], limit: 100, chunk: 3) == "a\u{FFFD}b")
    }
}
